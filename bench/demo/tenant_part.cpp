#include "bench/demo/tenant_part.hpp"

#include <algorithm>

#include "bench/demo/stage.hpp"
#include "bench/demo/talk_part.hpp"
#include "bench/load/crowd.hpp"
#include "codec/json_writer.hpp"

namespace homigo::demo {

using boost::asio::awaitable;
using domain::to_string;

namespace {

awaitable<bool> publish_wish(stage& play, tenant& me) {
  auto body = codec::to_json(me.wish, codec::audience::owner);
  const auto made = co_await play.call<requirement_made>("requirement made", "POST", "/api/v1/requirements",
                                                         std::move(body), &me.who);
  if (!made) co_return false;
  me.requirement_id = made->requirement_id;
  auto wanted =
      R"({"purpose":"tenant_listing","subject_id":")" + to_string(me.requirement_id) + R"(","gateway":"sandbox"})";
  const auto begun = co_await play.call<payment_begun>("payment begun", "POST", "/api/v1/payments/initiate",
                                                       std::move(wanted), &me.who);
  if (!begun) co_return false;
  auto settle = "/dev/payments/" + to_string(begun->payment_id) + "/settle";
  std::string outcome = R"({"outcome":"success"})";
  const auto settled =
      co_await play.call<done>("payment settled", "POST", std::move(settle), std::move(outcome), nullptr);
  if (!settled) co_return false;
  auto mine = "/api/v1/requirements/" + to_string(me.requirement_id);
  std::string active = R"({"status":"active"})";
  const auto published =
      co_await play.call<done>("requirement published", "PUT", std::move(mine), std::move(active), &me.who);
  co_return published.has_value();
}

awaitable<void> take_back(stage& play, tenant& me, const domain::uuid& swipe_id) {
  auto body = R"({"swipe_id":")" + to_string(swipe_id) + R"("})";
  const auto undone =
      co_await play.call<done>("dislike undone", "POST", "/api/v1/swipe/undo", std::move(body), &me.who);
  if (undone) ++play.counts.undone;
}

/// The better it fits, the likelier a like; one super like a day at most.
awaitable<void> decide(stage& play, tenant& me, const listing_item& card, bool& super_like_left) {
  const bool likes = me.who.chance.chance(std::clamp((card.compatibility_score - 25) / 50, 0.1, 0.85));
  const bool very_much = likes && super_like_left && me.who.chance.chance(0.05);
  if (very_much) super_like_left = false;
  const auto action = very_much ? "super_like" : likes ? "like" : "dislike";
  const auto swiped = co_await play.swipe(me.who, "listing", card.listing.listing_id, me.requirement_id, action);
  if (swiped && !likes && me.who.chance.chance(0.05)) co_await take_back(play, me, swiped->swipe_id);
}

awaitable<void> browse(stage& play, tenant& me) {
  auto cards_left = me.who.chance.between(3, 8);
  bool super_like_left = true;
  const auto feed = "/api/v1/feed/listings?limit=5&requirement_id=" + to_string(me.requirement_id);
  std::string from;
  while (cards_left > 0) {
    auto target = feed + from;
    const auto page = co_await play.call<listing_feed>("feed page", "GET", std::move(target), "", &me.who);
    if (!page) co_return;
    for (const auto& card : page->items)
      if (cards_left-- > 0) co_await decide(play, me, card, super_like_left);
    if (!page->next_cursor) co_return;
    from = "&cursor=" + *page->next_cursor;
  }
}

awaitable<void> answer_hosts(stage& play, tenant& me) {
  const auto inbox =
      co_await play.call<like_inbox>("likes received", "GET", "/api/v1/swipes/received?limit=100", "", &me.who);
  if (!inbox) co_return;
  for (const auto& like : inbox->items) {
    const auto action = me.who.chance.chance(0.7) ? "like" : "dislike";
    co_await play.swipe(me.who, "listing", like.listing.listing_id, me.requirement_id, action);
  }
}

}  // namespace

awaitable<void> look_for_a_home(stage& play, tenant& me) {
  const bool published = co_await publish_wish(play, me);
  if (published) co_await browse(play, me);
  ++play.tenants_ready;
}

awaitable<void> answer_and_talk(stage& play, tenant& me) {
  co_await answer_hosts(play, me);
  if (!me.talks.empty()) {
    me.who.device = std::make_shared<load::device>(play.executor, play.server, me.who.token, play.log);
    const auto heard = [&play, &me](const load::pushed_event& event) { play.hear(me.who, event); };
    bool ready = co_await me.who.device->open(heard);
    if (ready) ready = co_await me.who.device->resume(0);
    if (ready) {
      const auto talk_over = [&play, &me](std::size_t i) { return hold_talk(play, *me.talks[i]); };
      co_await load::run_crowd(me.talks.size(), me.talks.size(), talk_over);
    }
    co_await me.who.device->close();
  }
  ++play.tenants_ready;
}

}  // namespace homigo::demo
