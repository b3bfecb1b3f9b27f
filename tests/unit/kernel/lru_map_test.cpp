#include "domain/kernel/bounds/lru_map.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>

namespace homigo::domain::lru_map_test {
namespace {

struct three {
  lru_map<std::string, int> map{3};

  three() {
    for (const std::string key : {"a", "b", "c"}) map.insert_or_assign(key, 1);
  }
  std::string keys() const {
    std::string all;
    for (const std::string key : {"a", "b", "c", "d", "e"})
      if (map.contains(key)) all += key;
    return all;
  }
};

BOOST_FIXTURE_TEST_SUITE(lru_maps, three)

BOOST_AUTO_TEST_CASE(beyond_the_bound_the_one_used_longest_ago_goes) {
  map.insert_or_assign("d", 1);
  BOOST_TEST(keys() == "bcd");
  BOOST_TEST(map.size() == 3U);
}

BOOST_AUTO_TEST_CASE(to_find_and_to_assign_are_uses_and_to_ask_whether_it_is_there_is_none) {
  BOOST_TEST(*map.find("a") == 1);
  map.insert_or_assign("b", 2);
  BOOST_TEST(map.contains("c"));
  map.insert_or_assign("d", 1);
  BOOST_TEST(keys() == "abd");
  BOOST_TEST(*map.find("b") == 2);
}

BOOST_AUTO_TEST_CASE(what_is_erased_makes_room) {
  map.erase("b");
  map.erase("nobody");
  BOOST_TEST(!map.find("b"));
  map.insert_or_assign("d", 1);
  BOOST_TEST(keys() == "acd");
}

BOOST_AUTO_TEST_CASE(entries_go_by_key_and_value_and_the_others_may_be_changed) {
  *map.find("b") = 2;
  map.erase_if([](const std::string& key, int& value) {
    ++value;
    return key == "a" || value == 3;
  });
  BOOST_TEST(keys() == "c");
  BOOST_TEST(*map.find("c") == 2);
}

BOOST_AUTO_TEST_CASE(there_is_always_room_for_one) {
  lru_map<int, std::unique_ptr<int>> smallest{0};
  smallest.insert_or_assign(1, std::make_unique<int>(1));
  auto& second = smallest.insert_or_assign(2, std::make_unique<int>(2));
  BOOST_TEST(*second == 2);
  BOOST_TEST(smallest.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::domain::lru_map_test
