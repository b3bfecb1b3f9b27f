#include "modules/users/sessions/session_reader.hpp"

namespace homigo::modules {
namespace {

using namespace std::chrono_literals;
using persistence::live_session;

/// An access token's end is moved in the database this often at most.
constexpr auto extension_interval = 1min;

}  // namespace

std::optional<live_session> session_reader::find(const domain::bytes& access_hash, domain::instant now) {
  auto found = sessions_.find(access_hash, now);
  if (found) slide_ends({&*found, 1}, now);
  return found;
}

std::vector<live_session> session_reader::find_all(std::span<const domain::bytes> access_hashes, domain::instant now) {
  auto found = sessions_.find_all(access_hashes, now);
  slide_ends(found, now);
  return found;
}

void session_reader::slide_ends(std::span<live_session> used, domain::instant now) {
  const auto end = now + access_lifetime_;
  std::vector<domain::uuid> moved;
  for (auto& session : used) {
    if (now - session.last_used_at < extension_interval) continue;
    session.access_expires_at = end;
    moved.push_back(session.who.session_id);
  }
  if (!moved.empty()) sessions_.extend(moved, end, now);
}

}  // namespace homigo::modules
