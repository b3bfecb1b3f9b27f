#include "feed/own_pairs_cache.hpp"

#include <boost/test/unit_test.hpp>

#include "feed/applied_versions.hpp"
#include "feed/own_postings.hpp"

namespace homigo::tests::own_pairs_cache_test {
namespace {

using domain::uuid;

uuid numbered(std::uint32_t n) {
  uuid id{};
  id.data[14] = static_cast<std::uint8_t>(n >> 8), id.data[15] = static_cast<std::uint8_t>(n), id.data[8] = id.data[15];
  return id;
}

using domain::pair_side_view;
using domain::posting_pairs;
using domain::swipe_action;
using loaded = domain::result<posting_pairs>;

constexpr uuid above_all{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                         0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
const domain::instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
const auto none = [] { return loaded{posting_pairs{}}; };

pair_side_view undecided(std::uint32_t posting) { return {numbered(posting), false, {}}; }
pair_side_view decided(std::uint32_t posting) { return {numbered(posting), true, {}}; }
pair_side_view liked_by(std::uint32_t posting, swipe_action action = swipe_action::like,
                        std::chrono::seconds after = {}) {
  return {numbered(posting), false,
          domain::waiting_like{numbered(posting), numbered(1000 + posting), action, now + after}};
}
loaded with_likes(std::initializer_list<std::uint32_t> postings) {
  posting_pairs pairs;
  for (const auto posting : postings) domain::add(pairs, liked_by(posting));
  return pairs;
}
std::shared_ptr<const feed::own_pairs> load(feed::own_pairs_cache& cache, std::uint32_t posting,
                                            feed::own_pairs_cache::load_function how = none) {
  return cache.get(numbered(posting), now, how).value();
}
/// In order: the postings whose likes wait.
std::vector<std::uint32_t> waiting(const feed::inbox& likes, const std::optional<feed::inbox_place>& after = {}) {
  std::vector<std::uint32_t> out;
  for (const auto& like : likes.page(after, 100))
    out.push_back(static_cast<std::uint32_t>(like.posting_id.data[14] << 8 | like.posting_id.data[15]));
  return out;
}
using numbers = std::vector<std::uint32_t>;

}  // namespace

BOOST_AUTO_TEST_SUITE(own_pairs)

BOOST_AUTO_TEST_CASE(pairs_are_loaded_once_and_follow_the_news) {
  feed::own_pairs_cache cache{1'000'000};
  BOOST_TEST(!cache.find(numbered(1)));
  const auto pairs = load(cache, 1, [] { return loaded{posting_pairs{{numbered(7)}, {}}}; });
  BOOST_TEST(pairs->decided.contains(numbered(7)));
  cache.set(numbered(1), decided(8), now);
  cache.set(numbered(1), undecided(7), now);
  cache.set(numbered(1), liked_by(9), now);
  const auto again = load(cache, 1, []() -> loaded { throw std::logic_error{"loaded twice"}; });
  BOOST_TEST(again->decided.contains(numbered(8)));
  BOOST_TEST(!again->decided.contains(numbered(7)));
  BOOST_CHECK(waiting(again->likes) == numbers{9});
  cache.set(numbered(1), decided(9), now);
  BOOST_TEST(again->likes.size() == 0U);
}

BOOST_AUTO_TEST_CASE(news_that_come_while_they_are_loaded_win_over_what_was_read) {
  feed::own_pairs_cache cache{1'000'000};
  const auto pairs = load(cache, 1, [&] {
    cache.set(numbered(1), undecided(7), now);
    cache.set(numbered(1), decided(8), now);
    cache.set(numbered(1), liked_by(10), now);
    auto read = with_likes({8, 9});
    read->decided.push_back(numbered(7));
    return read;
  });
  BOOST_TEST(!pairs->decided.contains(numbered(7)));
  BOOST_TEST(pairs->decided.contains(numbered(8)));
  BOOST_CHECK(waiting(pairs->likes) == (numbers{10, 9}));
}

BOOST_AUTO_TEST_CASE(a_load_that_fails_leaves_nothing) {
  feed::own_pairs_cache cache{1'000'000};
  BOOST_CHECK_THROW(load(cache, 1, []() -> loaded { throw std::runtime_error{"no database"}; }), std::runtime_error);
  const auto refused = cache.get(numbered(1), now, [] { return loaded{domain::refusal(domain::errc::not_found)}; });
  BOOST_CHECK(refused.error().code == domain::errc::not_found);
  BOOST_TEST(cache.size() == 0U);
  BOOST_TEST(load(cache, 1)->decided.size() == 0U);
}

BOOST_AUTO_TEST_CASE(pairs_that_disagree_with_the_database_are_forgotten) {
  const std::vector<std::pair<pair_side_view, pair_side_view>> told_and_read{
      {undecided(7), decided(7)},
      {decided(7), undecided(7)},
      {undecided(7), liked_by(7)},
      {liked_by(7), undecided(7)},
      {liked_by(7), liked_by(7, swipe_action::super_like)}};
  for (const auto& [told, read] : told_and_read) {
    feed::own_pairs_cache cache{1'000'000};
    load(cache, 1);
    cache.set(numbered(1), told, now);
    cache.expect(numbered(1), told);
    BOOST_TEST(cache.find(numbered(1)));
    cache.expect(numbered(1), read);
    BOOST_TEST(!cache.find(numbered(1)));
  }
}

BOOST_AUTO_TEST_CASE(beyond_its_capacity_the_longest_unused_go) {
  feed::own_pairs_cache cache{20'000};
  for (std::uint32_t n = 1; n <= 500; ++n) {
    load(cache, n);
    load(cache, 1);
    BOOST_TEST(cache.memory_bytes() <= 20'000U);
  }
  BOOST_TEST(cache.find(numbered(1)));
  BOOST_TEST(cache.find(numbered(500)));
  BOOST_TEST(!cache.find(numbered(2)));
}

BOOST_AUTO_TEST_CASE(an_inbox_shows_super_likes_first_then_the_newest_and_goes_on_behind_any_of_them) {
  using std::chrono::seconds;
  feed::inbox likes;
  feed::arrival_numbers arrivals;
  const auto put = [&](const pair_side_view& pair) { likes.set(pair.posting_id, pair.like, arrivals, now); };
  for (const auto& pair :
       {liked_by(1), liked_by(2, swipe_action::like, seconds{1}), liked_by(3), liked_by(4, swipe_action::super_like)})
    put(pair);
  const numbers all{4, 2, 3, 1};
  BOOST_CHECK(waiting(likes) == all);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto place = feed::place_of(*likes.of(numbered(all[i])));
    BOOST_CHECK(waiting(likes, place) == (numbers{all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end()}));
  }
  put(liked_by(1, swipe_action::super_like, seconds{2}));
  BOOST_CHECK(waiting(likes) == (numbers{1, 4, 2, 3}));
  put(undecided(1));
  BOOST_CHECK(waiting(likes) == (numbers{4, 2, 3}));
}

BOOST_AUTO_TEST_CASE(what_arrives_or_rises_after_a_number_is_told_from_what_was_there) {
  feed::inbox likes;
  feed::arrival_numbers arrivals;
  const auto put = [&](const pair_side_view& pair) { likes.set(pair.posting_id, pair.like, arrivals, now); };
  put(liked_by(1));
  put(liked_by(2));
  const auto seen = arrivals.last();
  put(liked_by(1));  // as it stands: nothing new
  put(liked_by(3));
  put(liked_by(2, swipe_action::super_like));
  const auto moved = [&](const uuid& below) {
    numbers out;
    for (const auto& like : likes.arrived_after(seen, below)) out.push_back(like.posting_id.data[15]);
    return out;
  };
  BOOST_CHECK(moved(above_all) == (numbers{3, 2}));
  BOOST_CHECK(moved(numbered(1003)) == numbers{2});
  BOOST_CHECK(moved(numbered(1002)).empty());
}

BOOST_AUTO_TEST_CASE(what_was_read_long_after_it_came_does_not_come_again) {
  feed::own_pairs_cache cache{1'000'000};
  posting_pairs pairs;
  domain::add(pairs, liked_by(1, swipe_action::like, std::chrono::seconds{-3600}));
  domain::add(pairs, liked_by(2, swipe_action::like, std::chrono::seconds{-1}));
  const auto before =
      std::chrono::duration_cast<std::chrono::microseconds>((now - std::chrono::seconds{60}).time_since_epoch());
  const auto held = load(cache, 9, [&] { return loaded{pairs}; });
  const auto again = held->likes.arrived_after(before.count(), above_all);
  BOOST_REQUIRE(again.size() == 1U);
  BOOST_CHECK(again[0].posting_id == numbered(2));
  BOOST_TEST(cache.last_arrival() > before.count());
}

BOOST_AUTO_TEST_CASE(own_postings_are_forgotten_when_one_changes_also_while_they_are_read) {
  feed::own_postings own;
  const domain::entity_key home{domain::entity_kind::listing, numbered(5)};
  BOOST_TEST(!own.find(numbered(1), now).has_value());
  own.keep(numbered(1), {home}, own.begin(), now);
  BOOST_CHECK(own.find(numbered(1), now) == feed::own_postings::postings{home});
  BOOST_TEST(!own.find(numbered(1), now + std::chrono::minutes{1}).has_value());
  own.forget(numbered(1));
  BOOST_TEST(!own.find(numbered(1), now).has_value());
  const auto begun = own.begin();
  own.forget(numbered(1));
  own.keep(numbered(1), {home}, begun, now);
  BOOST_TEST(!own.find(numbered(1), now).has_value());
}

BOOST_AUTO_TEST_CASE(versions_that_were_told_without_a_gap_are_covered) {
  feed::applied_versions told;
  BOOST_TEST(!told.covers(numbered(1), 5, 1));
  told.tell(numbered(1), 5);
  told.tell(numbered(1), 6);
  BOOST_TEST(told.covers(numbered(1), 6, 2));
  BOOST_TEST(told.covers(numbered(1), 5, 1));
  BOOST_TEST(!told.covers(numbered(1), 6, 3));
  BOOST_TEST(!told.covers(numbered(1), 7, 1));
  told.tell(numbered(1), 8);
  BOOST_TEST(told.covers(numbered(1), 8, 1));
  BOOST_TEST(!told.covers(numbered(1), 8, 2));
  told.forget_old();
  BOOST_TEST(told.knows(numbered(1)));
  told.forget_old();
  BOOST_TEST(!told.knows(numbered(1)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::own_pairs_cache_test
