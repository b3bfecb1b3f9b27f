#include "feed/card_cache.hpp"

#include <array>
#include <boost/test/unit_test.hpp>

namespace homigo::tests::card_cache_test {
namespace {

using domain::uuid;

uuid numbered(std::uint8_t n) {
  uuid id{};
  id.data[15] = n, id.data[9] = n;
  return id;
}

std::string card(const std::string& title, int likes) {
  return R"({"title":")" + title + R"(","likes_count":)" + std::to_string(likes) + R"(,"photos":["x"]})";
}

std::string text_in(const feed::card_cache& cache, const uuid& id) {
  const auto held = cache.hold({&id, 1});
  if (!held.has(0)) return "nothing";
  std::string out;
  held.append(0, out);
  return out;
}

struct cards {
  feed::card_cache cache{100'000, card("Sunny room", 0)};

  void keep(const uuid& id, const std::string& json) {
    cache.announce({&id, 1});
    cache.store(id, json);
  }
  std::string text(const uuid& id) const { return text_in(cache, id); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(card_cache, cards)

BOOST_AUTO_TEST_CASE(a_card_comes_back_as_it_was) {
  for (int likes : {0, 7, 123456}) {
    const auto id = numbered(static_cast<std::uint8_t>(likes + 1));
    keep(id, card("A \\\"likes_count\\\":9 – title", likes));
    BOOST_TEST(text(id) == card("A \\\"likes_count\\\":9 – title", likes));
  }
  BOOST_TEST(text(numbered(99)) == "nothing");
  BOOST_TEST(cache.size().hits == 3U);
  BOOST_TEST(cache.size().misses == 1U);
}

BOOST_AUTO_TEST_CASE(cards_of_two_samples_are_unpacked_in_turn) {
  feed::card_cache other{100'000, card("A quite different thing, with a longer name", 0)}, third{100'000, ""};
  const auto id = numbered(1);
  for (auto* each : {&cache, &other, &third}) {
    each->announce({&id, 1});
    each->store(id, card("Room of cache " + std::to_string(each == &cache) + std::to_string(each == &other), 3));
  }
  for (int round = 0; round < 2; ++round) {
    BOOST_TEST(text(id) == card("Room of cache 10", 3));
    BOOST_TEST(text_in(other, id) == card("Room of cache 01", 3));
    BOOST_TEST(text_in(third, id) == card("Room of cache 00", 3));
  }
}

BOOST_AUTO_TEST_CASE(the_cards_of_a_page_are_held_together) {
  keep(numbered(1), card("First", 1));
  keep(numbered(3), card("Third", 3));
  const std::array page{numbered(3), numbered(2), numbered(1)};
  const auto held = cache.hold(page);
  BOOST_TEST((held.has(0) && !held.has(1) && held.has(2)));
  std::string out;
  held.append(0, out);
  held.append(2, out);
  BOOST_TEST(out == card("Third", 3) + card("First", 1));
  BOOST_TEST(cache.size().misses == 1U);
}

BOOST_AUTO_TEST_CASE(likes_are_counted_without_reading_the_card_again) {
  keep(numbered(1), card("Room", 9));
  cache.add_likes(numbered(1), 1);
  BOOST_TEST(text(numbered(1)) == card("Room", 10));
  cache.add_likes(numbered(1), -11);
  BOOST_TEST(text(numbered(1)) == card("Room", 0));
}

BOOST_AUTO_TEST_CASE(what_changes_while_a_card_is_read_is_not_kept) {
  const auto id = numbered(1), other = numbered(2);
  cache.announce({&id, 1});
  cache.announce({&other, 1});
  cache.add_likes(id, 1);
  cache.forget({&other, 1});
  cache.store(id, card("Old", 1));
  cache.store(other, card("Old", 1));
  BOOST_TEST(text(id) == "nothing");
  BOOST_TEST(text(other) == "nothing");
  keep(id, card("New", 2));
  BOOST_TEST(text(id) == card("New", 2));
  cache.forget({&id, 1});
  BOOST_TEST(text(id) == "nothing");
}

BOOST_AUTO_TEST_CASE(a_card_that_was_not_announced_or_was_withdrawn_is_not_kept) {
  const auto id = numbered(1);
  cache.store(id, card("Room", 1));
  BOOST_TEST(text(id) == "nothing");
  cache.announce({&id, 1});
  cache.withdraw({&id, 1});
  cache.store(id, card("Room", 1));
  BOOST_TEST(text(id) == "nothing");
}

BOOST_AUTO_TEST_CASE(a_new_sample_makes_cards_smaller_and_starts_afresh) {
  const auto id = numbered(1);
  const auto text = card("A well ventilated home close to the market with water and power all day long", 5);
  keep(id, text);
  const auto before = cache.size().memory_bytes;
  cache.learn(text);
  BOOST_TEST(cache.size().cards == 0U);
  keep(id, text);
  BOOST_TEST(cache.size().memory_bytes + 40 < before);
  BOOST_TEST(this->text(id) == text);
}

BOOST_AUTO_TEST_CASE(beyond_its_capacity_it_keeps_what_is_asked_for) {
  feed::card_cache small{2000, "sample"};
  for (std::uint8_t n = 1; n <= 100; ++n) {
    const auto id = numbered(n);
    small.announce({&id, 1});
    small.store(id, card("Some longer title that takes its room " + std::to_string(n), n));
    text_in(small, numbered(1));
    BOOST_TEST(small.size().memory_bytes <= 2000U);
  }
  BOOST_TEST((text_in(small, numbered(1)) != "nothing"));
  BOOST_TEST(small.size().cards >= 3U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::card_cache_test
