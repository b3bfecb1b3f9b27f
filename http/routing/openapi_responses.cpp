#include "http/routing/openapi_responses.hpp"

#include <algorithm>
#include <array>

#include "domain/kernel/described/field_code.hpp"
#include "http/message/problem.hpp"
#include "http/routing/openapi_example.hpp"
#include "http/routing/openapi_json.hpp"
#include "http/routing/openapi_texts.hpp"

namespace homigo::http {
namespace {

using domain::errc;

struct header_text {
  std::string_view name;
  std::string_view type;
  std::string_view description;
};

constexpr auto header_texts = std::to_array<header_text>({
    {"Allow", "string", "The methods this path supports."},
    {"Cache-Control", "string", "Who may cache the answer, and for how long."},
    {"ETag", "string", "The version of the answer, for `If-None-Match` and `If-Match`."},
    {"Idempotency-Replayed", "string", "`true` when this repeats the first answer to the same `Idempotency-Key`."},
    {"Location", "string", "The address of what was created."},
    {"RateLimit-Limit", "integer", "The number of requests allowed in the window."},
    {"RateLimit-Remaining", "integer", "The number of requests left in the window."},
    {"RateLimit-Reset", "integer", "Seconds until the full number is available again."},
    {"Retry-After", "integer", "Seconds to wait before trying again."},
    {"WWW-Authenticate", "string", "The kind of token required."},
    {"X-Request-Id", "string", "Identifies the request in logs and problems."},
});

constexpr std::array<std::string_view, 3> limit_headers{"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"};

bool is_probe(const route& entry) {
  return entry.at_root && (entry.path == "/healthz" || entry.path == "/readyz" || entry.path == "/metrics");
}

/// The first code of a status, for the example.
errc code_of(unsigned status) {
  for (std::size_t i = 0; i < domain::errc_count; ++i)
    if (domain::status_of(static_cast<errc>(i)) == status) return static_cast<errc>(i);
  return errc::internal;
}

std::string component_name(unsigned status) { return "problem_" + std::to_string(status); }

std::vector<std::string_view> problem_headers(unsigned status) {
  std::vector<std::string_view> names{"X-Request-Id", "Cache-Control"};
  names.insert(names.end(), limit_headers.begin(), limit_headers.end());  // of limited routes
  if (status == 401) names.emplace_back("WWW-Authenticate");
  if (status == 405) names.emplace_back("Allow");
  if (domain::retry_after_of(code_of(status))) names.emplace_back("Retry-After");
  return names;
}

}  // namespace

bool is_tagged(const route& entry) {
  return entry.verb == method::get && !is_probe(entry) && (entry.answers || !entry.note.media_type.empty());
}

bool honours_if_match(const route& entry) { return entry.body == body_kind::merge || entry.note.honours_if_match; }

std::vector<unsigned> problem_statuses(const route& entry) {
  if (is_probe(entry)) return {400, 405, 500, 503};
  const bool writes = entry.verb != method::get;
  const bool has_body = entry.body != body_kind::none;
  std::vector<unsigned> all{400, 405, 429, 500, 503};
  const auto add = [&all](bool occurs, unsigned status) {
    if (occurs) all.push_back(status);
  };
  add(entry.access != access::anonymous || writes, 401);
  add(entry.access != access::anonymous || writes, 403);
  add(writes || entry.path.find('{') != std::string::npos || entry.queries != nullptr, 404);
  add(writes || entry.queries != nullptr, 409);
  add(honours_if_match(entry), 412);
  add(writes, 413);
  add(has_body && entry.body != body_kind::raw, 415);
  add(has_body || entry.queries != nullptr || (entry.verb == method::post && entry.idempotent), 422);
  std::ranges::sort(all);
  return all;
}

std::vector<std::string_view> response_writer::success_headers(const route& entry, unsigned status) const {
  std::vector<std::string_view> names{"X-Request-Id"};
  if (status == 304) return names.insert(names.end(), {"ETag", "Cache-Control"}), names;
  if (is_tagged(entry)) names.insert(names.end(), {"ETag", "Cache-Control"});
  if (entry.body == body_kind::merge) names.emplace_back("ETag");
  if (entry.note.tells_location) names.insert(names.end(), {"Location", "ETag"});
  if (entry.limited) names.insert(names.end(), limit_headers.begin(), limit_headers.end());
  if (entry.verb == method::post && entry.idempotent) names.emplace_back("Idempotency-Replayed");
  return names;
}

void response_writer::headers(const std::vector<std::string_view>& names) {
  write_object(out_, "headers", [&] {
    for (const auto name : names) {
      headers_.insert(name);
      write_object(out_, name, [&] { write_member(out_, "$ref", "#/components/headers/" + std::string{name}); });
    }
  });
}

void response_writer::success(const route& entry, unsigned status, std::string_view description,
                              const domain::type_descriptor* type) {
  write_object(out_, std::to_string(status), [&] {
    write_member(out_, "description", description);
    headers(success_headers(entry, status));
    if (type)
      write_content(out_, "application/json", [&] {
        schemas_.value(*type, direction::answer);
        write_key(out_, "example");
        example_writer{out_, schemas_}.value(*type);
      });
    else if (const auto raw = entry.note.media_type; !raw.empty() && status == entry.status)
      write_content(out_, raw, [&] { write_raw_schema(out_, raw); });
  });
}

void response_writer::responses(const route& entry) {
  write_object(out_, "responses", [&] {
    success(entry, entry.status, status_text(entry.status), entry.answers);
    for (const auto& more : entry.note.also) success(entry, more.status, more.description, more.type);
    if (is_tagged(entry)) success(entry, 304, status_text(304), nullptr);
    for (const auto status : problem_statuses(entry)) {
      problems_.insert(status);
      write_object(out_, std::to_string(status),
                   [&] { write_member(out_, "$ref", "#/components/responses/" + component_name(status)); });
    }
    write_object(out_, "default", [&] { write_member(out_, "$ref", "#/components/responses/problem"); });
  });
}

void response_writer::problem_response(unsigned status) {
  write_member(out_, "description", status == 0 ? "Any other problem." : status_text(status));
  headers(problem_headers(status));
  write_object(out_, "content", [&] {
    write_object(out_, "application/problem+json", [&] {
      write_object(out_, "schema", [&] { write_member(out_, "$ref", "#/components/schemas/problem"); });
      if (status == 0) return;
      auto why = domain::refusal(code_of(status));
      if (status == 422) why.errors.push_back({"/rent_monthly", "out_of_range", "must be between 1 and 10000000"});
      const auto example = problem_json(why, "0198c0de-0000-7000-8000-000000000001");
      write_key(out_, "example");
      out_.RawValue(example.data(), example.size(), rapidjson::kObjectType);
    });
  });
}

void response_writer::components() {
  write_object(out_, "responses", [&] {
    write_object(out_, "problem", [&] { problem_response(0); });
    for (const auto status : problems_) write_object(out_, component_name(status), [&] { problem_response(status); });
  });
  write_object(out_, "headers", [&] {
    for (const auto& text : header_texts) {
      if (!headers_.contains(text.name)) continue;
      write_object(out_, text.name, [&] {
        write_member(out_, "description", text.description);
        write_object(out_, "schema", [&] { write_member(out_, "type", text.type); });
      });
    }
  });
}

void response_writer::problem_schemas() {
  const auto text = [this](std::string_view name) {
    write_object(out_, name, [&] { write_member(out_, "type", "string"); });
  };
  const auto reference = [this](std::string_view name, std::string_view to) {
    write_object(out_, name, [&] { write_member(out_, "$ref", "#/components/schemas/" + std::string{to}); });
  };
  write_object(out_, "problem_code", [&] {
    write_member(out_, "type", "string");
    write_key(out_, "enum");
    out_.StartArray();
    for (std::size_t i = 0; i < domain::errc_count; ++i) write_text(out_, domain::to_string(static_cast<errc>(i)));
    out_.EndArray();
  });
  write_object(out_, "field_error_code", [&] {
    write_member(out_, "type", "string");
    write_key(out_, "enum");
    out_.StartArray();
    for (const auto& known : domain::field_codes()) write_text(out_, known.name);
    out_.EndArray();
  });
  write_object(out_, "field_error", [&] {
    write_member(out_, "type", "object");
    write_object(out_, "properties", [&] { text("pointer"), reference("code", "field_error_code"), text("message"); });
    schemas_.required({"pointer", "code", "message"});
  });
  write_object(out_, "problem", [&] {
    write_member(out_, "type", "object");
    write_object(out_, "properties", [&] {
      for (const auto* name : {"type", "title", "detail", "request_id"}) text(name);
      write_object(out_, "status", [&] { write_member(out_, "type", "integer"); });
      reference("code", "problem_code");
      write_object(out_, "errors", [&] {
        write_member(out_, "type", "array");
        reference("items", "field_error");
      });
    });
    schemas_.required({"type", "title", "status", "detail", "code", "request_id"});
  });
}

}  // namespace homigo::http
