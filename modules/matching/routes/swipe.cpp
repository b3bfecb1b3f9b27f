#include "modules/matching/routes/swipe.hpp"

#include "actors/pairs/pair_protocol.hpp"
#include "domain/matching/swipe.hpp"
#include "http/routing/router.hpp"
#include "modules/matching/known_owners.hpp"
#include "modules/matching/pair_lookup.hpp"
#include "modules/matching/routes/match_reader.hpp"
#include "modules/matching/routes/swipe_services.hpp"

namespace homigo::http {
namespace {

using boost::asio::awaitable;
using domain::entity_key;
using domain::entity_kind;
using domain::result;
using domain::uuid;

constexpr std::string_view swipe_request_example =
    R"({"target_type":"listing","target_id":"0198c0de-0000-7000-8000-000000000002","as_id":"0198c0de-0000-7000-8000-000000000003","action":"like"})";

constexpr rate_limit swipes_of_one_person{1200, std::chrono::seconds{60}};

awaitable<result<domain::swipe_answer>> with_match(swipe_services s, uuid user_id, actors::swipe_settled settled) {
  domain::swipe_answer answer{settled.swipe_id, settled.action, settled.matched, std::nullopt};
  if (!settled.match_id) co_return answer;
  auto match = co_await s.matches.one(*settled.match_id, user_id);
  // The swipe stands: an answer without the match is better than none.
  if (match) answer.match = domain::raw_json{std::move(*match)};
  co_return answer;
}

/// The pair that a swipe is about, seen from the side that swipes.
modules::pair_place place_of(const domain::swipe_request& swipe) {
  if (swipe.target_type == domain::swipe_target::listing)
    return {swipe.target_id, *swipe.as_id, domain::pair_side::tenant};
  return {*swipe.as_id, swipe.target_id, domain::pair_side::host};
}

/// Before the listing is asked: how long a refusal takes must not tell what stands on the pair (faults 1.4).
awaitable<result<void>> expect_own(swipe_services s, domain::pair_side side, uuid posting, uuid user) {
  if (s.owners.knows(posting, user)) co_return result<void>{};
  co_return co_await on_worker(s.workers, [&] { return s.owners.look_up(side, posting, user); });
}

awaitable<result<domain::swipe_answer>> swipe(swipe_services s, call& c, domain::swipe_request wanted) {
  const auto user_id = c.who().user_id;
  if (!wanted.as_id) {
    auto own = co_await on_worker(s.workers, [&] { return s.pairs.only_posting(user_id, wanted.target_type); });
    if (!own) co_return own.error();
    wanted.as_id = *own;
  }
  const auto place = place_of(wanted);
  if (auto own = co_await expect_own(s, place.side, *wanted.as_id, user_id); !own) co_return own.error();
  const entity_key listing{entity_kind::listing, place.listing_id};
  const actors::swipe_on_pair command{place.requirement_id, user_id, place.side, wanted.action};
  auto settled = co_await s.entities.ask<actors::swipe_settled>(listing, command);
  if (!settled) co_return settled.error();
  co_return co_await with_match(s, user_id, *settled);
}

/// With an Idempotency-Key the request may be the retry of one whose outcome nobody knew: what is undone already was
/// asked for, and an answer that says otherwise would be remembered for a day.
awaitable<result<domain::undo_answer>> unless_undone(swipe_services s, call& c, uuid swipe_id, domain::failure why) {
  if (why.code != domain::errc::wrong_state || !c.reserved_id()) co_return why;
  const auto user_id = c.who().user_id;
  co_return co_await on_worker(s.workers, [&]() -> result<domain::undo_answer> {
    if (s.pairs.is_undone(swipe_id, user_id)) return domain::undo_answer{swipe_id};
    return why;
  });
}

awaitable<result<domain::undo_answer>> undo(swipe_services s, call& c, domain::undo_request wanted) {
  const auto user_id = c.who().user_id;
  auto place = co_await on_worker(s.workers, [&] { return s.pairs.of_undo(wanted.swipe_id, user_id); });
  if (!place) co_return co_await unless_undone(s, c, wanted.swipe_id, place.error());
  const entity_key listing{entity_kind::listing, place->listing_id};
  const actors::undo_on_pair command{place->requirement_id, user_id, place->side, wanted.swipe_id};
  auto settled = co_await s.entities.ask<actors::swipe_settled>(listing, command);
  if (!settled) co_return co_await unless_undone(s, c, wanted.swipe_id, settled.error());
  co_return domain::undo_answer{settled->swipe_id};
}

awaitable<result<void>> unmatch(swipe_services s, call& c) {
  const auto user_id = c.who().user_id;
  const auto match_id = c.id("match_id");
  auto place = co_await on_worker(s.workers, [&] { return s.pairs.of_match(match_id, user_id); });
  if (!place) co_return place.error();
  const entity_key listing{entity_kind::listing, place->listing_id};
  const actors::unmatch_pair command{place->requirement_id, user_id, place->side};
  auto settled = co_await s.entities.ask<actors::unmatch_settled>(listing, command);
  if (!settled) co_return settled.error();
  co_return result<void>{};
}

}  // namespace

void add_swipe_routes(router& routes, swipe_services services) {
  routes.tag({"Swipes", "Decisions on postings. Two likes make a match.", {"/api/v1/swipe", "/api/v1/swipes"}});
  routes.post("/swipe")
      .about("Swipe on a posting",
             "If both sides like each other, they match. Repeating the same decision changes nothing and returns the "
             "current state.")
      .example(swipe_request_example)
      .shows<domain::match>("match")
      .limited(swipes_of_one_person)
      .shed(load_class::swipe)
      .takes<domain::swipe_request>()
      .answers<domain::swipe_answer>()
      .ask([services](call& c, domain::swipe_request wanted) { return swipe(services, c, wanted); });
  routes.post("/swipe/undo")
      .about("Undo your last dislike", "Only the most recent dislike can be undone. Likes cannot.")
      .example(R"({"swipe_id":"0198c0de-0000-7000-8000-000000000004"})")
      .shed(load_class::swipe)
      .takes<domain::undo_request>()
      .answers<domain::undo_answer>()
      .ask([services](call& c, domain::undo_request wanted) { return undo(services, c, wanted); });
  routes.del("/matches/{match_id}")
      .about("Unmatch", "Ends the match for good and closes its conversation.")
      .ask([services](call& c) { return unmatch(services, c); });
}

}  // namespace homigo::http
