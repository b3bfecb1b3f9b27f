#include "bench/demo/stage.hpp"

namespace homigo::demo {
namespace {

/// Far below what the server allows one address, and enough to keep it busy.
constexpr std::size_t connections = 48;

template <class Table>
auto* found_in(const Table& table, const domain::uuid& id) {
  const auto found = table.find(id);
  return found == table.end() ? nullptr : found->second;
}

std::string swipe_body(std::string_view target_type, const domain::uuid& target_id, const domain::uuid& as_id,
                       std::string_view action) {
  return R"({"target_type":")" + std::string{target_type} + R"(","target_id":")" + domain::to_string(target_id) +
         R"(","as_id":")" + domain::to_string(as_id) + R"(","action":")" + std::string{action} + R"("})";
}

}  // namespace

stage::stage(boost::asio::any_io_executor on, const load::server_address& at, cast& all)
    : executor(on), server(at), people(all), http(on, at, connections, log), news(on) {
  for (auto& t : people.tenants) tenants_.emplace(t.who.user_id, &t);
  for (auto& h : people.hosts) hosts_.emplace(h.who.user_id, &h);
}

tenant* stage::tenant_of(const domain::uuid& user_id) { return found_in(tenants_, user_id); }
host* stage::host_of(const domain::uuid& user_id) { return found_in(hosts_, user_id); }

boost::asio::awaitable<std::optional<swipe_done>> stage::swipe(person& who, std::string_view target_type,
                                                               domain::uuid target_id, domain::uuid as_id,
                                                               std::string_view action) {
  auto body = swipe_body(target_type, target_id, as_id, action);
  const auto kind = target_type == "listing" ? "swipe by tenant" : "swipe by host";
  auto swiped = co_await call<swipe_done>(kind, "POST", "/api/v1/swipe", std::move(body), &who);
  if (!swiped) co_return std::nullopt;
  ++counts.swipes;
  if (action != "dislike") ++counts.likes;
  if (swiped->match) open_talk(who, *swiped->match);
  co_return swiped;
}

void stage::open_talk(const person& who, const match_made& match) {
  auto* a_tenant = tenant_of(who.user_id);
  if (!a_tenant) a_tenant = tenant_of(match.counterpart.user_id);
  auto* a_host = host_of(who.user_id);
  if (!a_host) a_host = host_of(match.counterpart.user_id);
  if (!a_tenant || !a_host) return log.failed("match", "its two people are not the two who swiped");
  auto& place = talks[match.conversation_id];
  if (place) return log.failed("match", "made twice");
  place = std::make_unique<talk>(executor, match.conversation_id, a_tenant->who, a_host->who);
  a_tenant->talks.push_back(place.get());
}

void stage::hear(person& who, const load::pushed_event& event) {
  if (event.event == "message.created") return hear_message(who, event);
  if (event.event == "swipe.received") {
    if (auto* a_host = host_of(who.user_id)) ++a_host->likes_heard;
    news.notify();
  }
  if (event.event != "match.created") return;
  const auto match = codec::read_json<match_made>(event.data);
  if (!match) return log.failed("event heard", "match.created is unreadable: " + match.error().detail);
  if (!who.matches_heard.insert(match->conversation_id).second) log.failed("event heard", "match.created came twice");
  news.notify();
}

void stage::hear_message(person& who, const load::pushed_event& event) {
  const auto message = codec::read_json<message_seen>(event.data);
  if (!message) return log.failed("event heard", "message.created is unreadable: " + message.error().detail);
  const auto found = talks.find(message->conversation_id);
  if (found == talks.end()) return;  // of somebody who does not play
  auto& where = *found->second;
  auto& side = &where.tenant_side.who == &who ? where.tenant_side : where.host_side;
  side.sequences.push_back(message->sequence);
  if (message->sender_id != who.user_id)
    log.succeeded("message to the other's screen", std::chrono::duration_cast<load::histogram::duration>(
                                                       std::chrono::steady_clock::now() - where.said_at));
  where.heard.notify();
}

}  // namespace homigo::demo
