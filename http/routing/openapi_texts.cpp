#include "http/routing/openapi_texts.hpp"

#include <algorithm>
#include <array>

namespace homigo::http {
namespace {

constexpr auto shared_parameters = std::to_array<parameter_note>({
    {"limit", "The maximum number of items on a page."},
    {"cursor", "`next_cursor` of the previous page, passed back as it is. Leave it out for the first page."},
    {"Idempotency-Key",
     "Makes retries safe: the same key with the same body returns the first answer again, for 24 hours."},
    {"If-Match", "The `ETag` of the version to change. If it is out of date, the answer is 412."},
    {"If-None-Match", "The `ETag` of your copy. If it is still current, the answer is 304."},
    {"X-Request-Id", "Repeated in the answer and in the logs. The server makes one if it is missing."},
});

std::string access_text(const route& entry) {
  switch (entry.access) {
    case access::anonymous:
      return "No access token is needed.";
    case access::viewer_optional:
      return "An access token is optional. With one, the answer shows what that user may see.";
    case access::user:
      return "Requires an access token.";
    case access::operators:
      return "Requires the token of an operator whose role has the permission `" +
             std::string{domain::wire_name(entry.permission)} + "`.";
  }
  return {};
}

void append_sentence(std::string& text, std::string_view sentence) {
  if (!text.empty()) text += ' ';
  text += sentence;
}

/// `/a/b` is below `/a`, and `/ab` is not.
bool is_below(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

}  // namespace

std::string_view api_description() {
  return "The API of Homigo, where tenants and hosts find each other: postings, feeds, swipes, matches, chat and "
         "payments.\n\nThis document is generated from the server's route table. The WebSocket at `/api/v1/ws` is "
         "described in `/api/v1/asyncapi.json`.\n\nErrors are problem documents (RFC 9457): act on `code`, show "
         "`detail` to people. Lists come in pages: pass `next_cursor` back as `cursor`. An array in a query is one "
         "value with commas, or the parameter repeated.";
}

std::string_view tag_of(std::span<const route_tag> tags, std::string_view full_path) {
  std::string_view longest, name;
  for (const auto& tag : tags)
    for (const auto prefix : tag.prefixes)
      if (is_below(full_path, prefix) && prefix.size() > longest.size()) longest = prefix, name = tag.name;
  return name;
}

std::string_view shared_parameter_text(std::string_view name) {
  const auto* found = std::ranges::find(shared_parameters, name, &parameter_note::name);
  return found == shared_parameters.end() ? std::string_view{} : found->text;
}

std::string parameter_text(const route& entry, std::string_view name) {
  const auto found = std::ranges::find(entry.note.parameters, name, &parameter_note::name);
  if (found != entry.note.parameters.end()) return std::string{found->text};
  if (const auto shared = shared_parameter_text(name); !shared.empty()) return std::string{shared};
  return name.ends_with("_id") ? "The identifier of the " + std::string{name.substr(0, name.size() - 3)} + '.' : "";
}

std::string description_of(const route& entry) {
  std::string text{entry.note.description};
  append_sentence(text, access_text(entry));
  if (entry.limited) {
    append_sentence(text, "At most " + std::to_string(entry.limited->requests) + " requests in " +
                              std::to_string(entry.limited->per.count()) + " seconds per " +
                              (entry.access == access::anonymous ? "address." : "person."));
  }
  if (entry.verb == method::post && entry.idempotent) append_sentence(text, "Accepts `Idempotency-Key`.");
  return text;
}

std::string_view status_text(unsigned status) {
  switch (status) {
    case 200:
      return "Done.";
    case 201:
      return "Created.";
    case 202:
      return "Accepted. It happens later, or needs another step.";
    case 204:
      return "Done. The answer has no body.";
    case 304:
      return "The copy named in `If-None-Match` is still current.";
    case 400:
      return "Malformed: not JSON, a duplicate name or parameter, an unknown parameter, an invalid cursor or address.";
    case 401:
      return "The access token is missing, unknown or expired, or the credentials are wrong.";
    case 403:
      return "Not allowed for this user, or the account is pending or suspended.";
    case 404:
      return "Does not exist, or is not visible to this user.";
    case 405:
      return "This path does not support the method. `Allow` lists those it supports.";
    case 409:
      return "Not possible in the current state, or it already exists.";
    case 412:
      return "It has changed since the version named in `If-Match`.";
    case 413:
      return "The body is too large for this route.";
    case 415:
      return "The body's media type or encoding is not accepted here.";
    case 422:
      return "Some fields are not valid. `errors` lists all of them.";
    case 429:
      return "Too many requests. `Retry-After` says when to try again.";
    case 500:
      return "Something went wrong on the server's side.";
    case 503:
      return "Temporarily not possible. After `outcome_unknown` it may have happened; after any other code it has not.";
    default:
      return "Another answer.";
  }
}

}  // namespace homigo::http
