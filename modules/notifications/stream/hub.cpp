#include "modules/notifications/stream/hub.hpp"

#include <algorithm>
#include <map>

#include "modules/notifications/events.hpp"
#include "modules/notifications/stream/operations.hpp"

namespace homigo::http {

std::unique_ptr<ws_peer> ws_hub::make_peer() { return make_operations_peer(*this); }

void ws_hub::add(const std::shared_ptr<ws_client>& client) {
  {
    const std::lock_guard lock{mutex_};
    open_.emplace(client.get(), client);
  }
  services_.entities.devices().attach(client->who().user_id, client);
  services_.entities.tell({domain::entity_kind::user, client->who().user_id}, actors::attach_sink{client});
}

void ws_hub::remove(const std::shared_ptr<ws_client>& client) {
  {
    const std::lock_guard lock{mutex_};
    open_.erase(client.get());
  }
  services_.entities.devices().detach(client->who().user_id, client);
  services_.entities.tell({domain::entity_kind::user, client->who().user_id}, actors::detach_sink{client});
}

std::size_t ws_hub::size() const {
  const std::lock_guard lock{mutex_};
  return open_.size();
}

std::vector<std::shared_ptr<ws_client>> ws_hub::clients() {
  const std::lock_guard lock{mutex_};
  std::vector<std::shared_ptr<ws_client>> all;
  all.reserve(open_.size());
  for (const auto& [address, client] : open_) all.push_back(client);
  return all;
}

void ws_hub::sweep() {
  std::multimap<domain::uuid, std::shared_ptr<ws_client>> by_user;
  for (auto& client : clients()) by_user.emplace(client->who().user_id, client);
  std::vector<domain::uuid> users;
  for (const auto& [user, client] : by_user)
    if (users.empty() || users.back() != user) users.push_back(user);
  if (users.empty()) return;
  for (const auto& position : events_.last_seqs(users)) {
    const auto [first, last] = by_user.equal_range(position.user_id);
    std::for_each(first, last, [&](const auto& entry) { entry.second->events_committed({position.last_seq, {}, {}}); });
  }
}

void ws_hub::revoke(const modules::sessions_ended& ended) {
  for (const auto& client : clients()) {
    const auto& who = client->who();
    if (who.session_id != ended.session_id && who.user_id != ended.user_id) continue;
    client->send(R"({"event":"session.revoked","data":{}})");
    client->close(ws_close::session_revoked);
  }
}

}  // namespace homigo::http
