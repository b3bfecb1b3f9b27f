#include "http/pipeline/idempotency.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "codec/binary.hpp"
#include "http/message/content_hash.hpp"
#include "http/message/json_hash.hpp"

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;

void hash_parts(content_hash& hash, const std::vector<part>& parts) {
  std::vector<const part*> by_name;
  by_name.reserve(parts.size());
  for (const auto& p : parts) by_name.push_back(&p);
  std::ranges::stable_sort(by_name, {}, &part::name);
  for (const auto* p : by_name) {
    hash.add_piece(p->name);
    hash.add_piece(p->body);
  }
}

void hash_object(content_hash& hash, const domain::type_descriptor& type, const void* object) {
  std::string octets;
  codec::append_binary(octets, type, object);
  hash.add_piece(octets);
}

/// Identifiers are the same in capitals.
std::string one_form(const std::string& segment) {
  const auto id = domain::parse_uuid(segment);
  return id ? domain::to_string(*id) : segment;
}

bool is_lawful_key(std::string_view key) {
  return !key.empty() && key.size() <= 255 && std::ranges::all_of(key, [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// For every ticket but one that starts.
outcome answer_of(domain::idempotency_ticket ticket) {
  using state = domain::idempotency_ticket::state;
  if (ticket.outcome == state::in_progress)
    return failure{errc::request_in_progress, "A request with this Idempotency-Key is still running."};
  if (ticket.outcome == state::key_reused)
    return failure{errc::idempotency_key_reused, "This Idempotency-Key was already used for a different request."};
  auto& kept = ticket.answer;
  response answer{kept.status, std::move(kept.body), std::move(kept.content_type), std::move(kept.headers)};
  answer.headers.emplace_back("Idempotency-Replayed", "true");
  return answer;
}

bool is_final(const response& answer) {
  const auto s = answer.status;
  const bool in_progress = s == 409 && answer.body.find("\"code\":\"request_in_progress\"") != std::string::npos;
  return s < 500 && s != 401 && s != 408 && s != 429 && !in_progress;
}

}  // namespace

domain::request_hash hash_of(const request& asked, const route& entry, const void* decoded) {
  content_hash hash;
  hash.add_piece(to_string(asked.verb));
  for (const auto& segment : asked.segments) hash.add_piece(one_form(segment));
  if (decoded)
    hash_object(hash, *entry.takes, decoded);
  else if (entry.body == body_kind::multipart)
    hash_parts(hash, asked.parts);
  else if (entry.body == body_kind::raw)
    hash.add_piece(asked.body);
  else
    hash_json(hash, asked.body);
  return hash.finish();
}

domain::result<std::optional<idempotent_exchange>> idempotent_exchange::of(const call& c, const void* decoded,
                                                                           domain::idempotency_store& store) {
  const auto& route = c.route();
  const auto* key = c.request().header("idempotency-key");
  if (!key || route.verb != method::post || !route.idempotent) return std::optional<idempotent_exchange>{};
  if (!is_lawful_key(*key))
    return failure{errc::malformed_request, "Idempotency-Key must be 1 to 255 printable characters."};
  domain::idempotency_scope scope;
  if (const auto* viewer = c.viewer()) scope.user_id = viewer->user_id;
  scope.route = route.name;
  scope.key = *key;
  return std::optional{idempotent_exchange{store, std::move(scope), hash_of(c.request(), route, decoded)}};
}

std::optional<outcome> idempotent_exchange::begin(call& c) {
  auto ticket = store_->begin(scope_, hash_);
  if (ticket.outcome != domain::idempotency_ticket::state::started) return answer_of(std::move(ticket));
  c.reserve(ticket.reserved_id);
  return std::nullopt;
}

outcome idempotent_exchange::refuse(const failure& why) {
  auto ticket = store_->look(scope_, hash_);
  return ticket ? answer_of(*std::move(ticket)) : outcome{why};
}

void idempotent_exchange::end(const response& answer) {
  try {
    if (is_final(answer))
      store_->finish(scope_, {answer.status, answer.body, answer.content_type, answer.headers});
    else
      store_->abandon(scope_);
  } catch (const std::exception& e) {
    spdlog::warn("idempotency result not kept route=\"{}\" status={} cause=\"{}\"", scope_.route, answer.status,
                 e.what());
  }
}

}  // namespace homigo::http
