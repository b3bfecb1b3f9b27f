#include "bench/demo/host_part.hpp"

#include <algorithm>
#include <unordered_set>

#include "bench/demo/stage.hpp"

namespace homigo::demo {

using boost::asio::awaitable;
using std::chrono::steady_clock;

namespace {

using swipes_answered = std::unordered_set<domain::uuid, domain::uuid_hash>;

constexpr auto inbox_target = "/api/v1/swipes/received?limit=50";
/// Should no event tell of a like, the inbox is read after this time.
constexpr std::chrono::seconds longest_wait{10};

/// Likes of an earlier run stay where they are: nobody would talk to their matches.
awaitable<std::size_t> answer_inbox(stage& play, host& me, swipes_answered& answered) {
  std::size_t fresh = 0;
  std::string from;
  for (;;) {
    auto target = inbox_target + from;
    const auto page = co_await play.call<like_inbox>("likes received", "GET", std::move(target), "", &me.who);
    if (!page) co_return fresh;
    for (const auto& like : page->items) {
      if (!play.tenant_of(like.requirement.tenant_id) || !answered.insert(like.swipe_id).second) continue;
      ++fresh;
      const auto action = me.who.chance.chance(0.5) ? "like" : "dislike";
      co_await play.swipe(me.who, "requirement", like.requirement.requirement_id, like.listing.listing_id, action);
    }
    if (!page->next_cursor) co_return fresh;
    from = "&cursor=" + *page->next_cursor;
  }
}

/// Hosts like first, too: the tenants find it in their inboxes in the second act.
awaitable<void> look_around(stage& play, host& me) {
  const auto looks = std::min<std::size_t>(me.listings.size(), 2);
  for (std::size_t i = 0; i < looks; ++i) {
    const auto listing_id = me.listings[i];
    auto target = "/api/v1/feed/requirements?limit=10&listing_id=" + domain::to_string(listing_id);
    const auto page =
        co_await play.call<requirement_feed>("feed page of a host", "GET", std::move(target), "", &me.who);
    if (!page) co_return;
    for (const auto& item : page->items) {
      const auto& wish = item.requirement;
      if (!play.tenant_of(wish.tenant_id)) continue;
      const auto action = me.who.chance.chance(0.6) ? "like" : "dislike";
      co_await play.swipe(me.who, "requirement", wish.requirement_id, listing_id, action);
      break;
    }
  }
}

awaitable<void> wait_for_likes(stage& play, const host& me, std::uint64_t known) {
  const auto any = [&] { return play.tenants_have_swiped || me.likes_heard != known; };
  co_await play.news.wait_for(any, steady_clock::now() + longest_wait);
  // A few more may follow at once: one look at the inbox serves them all.
  const auto several = [&] { return play.tenants_have_swiped || me.likes_heard >= known + 5; };
  co_await play.news.wait_for(several, steady_clock::now() + std::chrono::milliseconds{500});
}

}  // namespace

awaitable<void> come_online(stage& play, host& me) {
  me.who.device = std::make_shared<load::device>(play.executor, play.server, me.who.token, play.log);
  const auto heard = [&play, &me](const load::pushed_event& event) { play.hear(me.who, event); };
  co_await me.who.device->open(heard);
}

awaitable<void> answer_tenants(stage& play, host& me) {
  swipes_answered answered;
  for (;;) {
    const bool last_look = play.tenants_have_swiped;
    const auto known = me.likes_heard;
    const auto fresh = co_await answer_inbox(play, me, answered);
    if (fresh > 0) continue;
    if (last_look) break;
    co_await wait_for_likes(play, me, known);
  }
  co_await look_around(play, me);
}

}  // namespace homigo::demo
