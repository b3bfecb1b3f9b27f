// What an empty feed is told to wish less strictly, against a plain count over everything there is.
#include "domain/feed/relaxation.hpp"

#include <boost/test/unit_test.hpp>
#include <set>

#include "unit/feed/random_stock.hpp"

namespace homigo::tests::relaxation_test {
namespace {

struct narrow_world {
  random_stock random{11};
  feed::index index;
  plain_feed plain;

  narrow_world() {
    const random_stock::region where{{19.07, 72.87}, 0.2};
    for (int i = 0; i < 300; ++i) plain.listings.push_back(random.listing(where));
    for (int i = 0; i < 300; ++i) plain.requirements.push_back(random.requirement(where));
    index.put(plain.listings);
    index.put(plain.requirements);
    index.seal();
  }

  /// How many a viewer would see who wishes this.
  template <class Facts>
  std::int32_t seen(const domain::relaxed<Facts>& wish) const {
    const feed::search_terms terms{{}, domain::most_added, today};
    if constexpr (std::is_same_v<Facts, domain::requirement_facts>)
      return static_cast<std::int32_t>(plain.for_requirement(wish.facts, terms).size());
    else
      return static_cast<std::int32_t>(plain.for_listing(wish.facts, terms).size());
  }

  template <class Facts>
  std::size_t check(const std::vector<domain::relaxed<Facts>>& wishes, const std::vector<domain::relaxation>& told) {
    std::set<std::string> fields;
    for (const auto& each : told) {
      BOOST_TEST(fields.insert(each.field).second, each.field << " is told twice");
      const auto wish =
          std::ranges::find_if(wishes, [&](const auto& w) { return w.field == each.field && w.to == each.to.text; });
      BOOST_REQUIRE(wish != wishes.end());
      BOOST_TEST(each.adds == seen(*wish));
    }
    for (const auto& wish : wishes)
      if (seen(wish) > 0) BOOST_TEST(fields.contains(std::string{wish.field}), wish.field << " would help");
    return told.size();
  }
};

bool is_live(const auto& rule) { return domain::is_live(rule.status, rule.valid_until, today); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(relaxation, narrow_world)

BOOST_AUTO_TEST_CASE(a_tenant_is_told_of_each_field_the_least_step_that_adds_something_and_how_much) {
  std::size_t told = 0;
  for (const auto& viewer : plain.requirements)
    if (is_live(viewer.rule))
      told += check(domain::relaxed_wishes(viewer), index.relaxed_listings(viewer.requirement_id, today, {}));
  BOOST_TEST(told > 100U);
}

BOOST_AUTO_TEST_CASE(a_host_likewise) {
  std::size_t told = 0;
  const auto day = std::chrono::floor<std::chrono::days>(today);
  for (const auto& viewer : plain.listings)
    if (is_live(viewer.rule))
      told += check(domain::relaxed_wishes(viewer, day), index.relaxed_requirements(viewer.listing_id, today, {}));
  BOOST_TEST(told > 100U);
}

BOOST_AUTO_TEST_CASE(who_is_not_there_is_told_nothing) {
  BOOST_TEST(index.relaxed_listings(random.person(), today, {}).empty());
  BOOST_TEST(index.relaxed_requirements(random.person(), today, {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::relaxation_test
