// One entry of the route table: what an address asks for, gives and runs. Filled through
// http/routing/route_builder.hpp.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "domain/kernel/access/operator_permission.hpp"
#include "http/message/load_class.hpp"
#include "http/message/multipart.hpp"
#include "http/routing/call.hpp"
#include "http/routing/operation_note.hpp"
#include "http/routing/peer.hpp"
#include "http/routing/rate_limiter.hpp"
#include "http/routing/work_lane.hpp"

namespace homigo::http {

enum class access : std::uint8_t { anonymous, viewer_optional, user, operators };
enum class body_kind : std::uint8_t { none, json, merge, multipart, raw };

using outcome = domain::result<response>;

struct route {
  std::string path;  // with {parameters}; below /api/v1 unless at_root
  std::string name;  // "POST /api/v1/swipe": for logs, metrics and stored answers; set when the router is sealed
  operation_note note;
  method verb = method::get;
  bool at_root = false;
  http::access access = http::access::user;
  domain::operator_permission permission{};  // what operators need, where it is theirs
  bool idempotent = true;                    // honours Idempotency-Key, if it is a POST
  load_class load = load_class::ordinary;
  http::work_lane work = work_lane::ordinary;
  http::body_kind body = body_kind::none;
  bool takes_list = false;  // the body is the list that is the only field of `takes`
  unsigned status = 200;
  const domain::type_descriptor* takes = nullptr;
  const domain::type_descriptor* answers = nullptr;
  const domain::type_descriptor* queries = nullptr;
  std::shared_ptr<void> (*make_body)() = nullptr;
  std::shared_ptr<void> (*make_query)() = nullptr;
  std::optional<rate_limit> limited;
  http::multipart_limits parts;
  std::size_t body_limit = 0;  // bytes; 0 = the setting for all
  /// Tried before the handler, where there is one: see route_builder::from_memory().
  std::function<std::optional<outcome>(call&)> from_memory;
  std::function<outcome(call&, void* body)> run;
  std::function<boost::asio::awaitable<outcome>(call&, void* body)> ask;
  peer_factory upgrade;

  std::string full_path() const { return at_root ? path : "/api/v1" + path; }
};

}  // namespace homigo::http
