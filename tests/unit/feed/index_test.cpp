// The index against a plain sort over the rules of the domain.
#include "feed/index.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/feed/great_circle.hpp"
#include "unit/feed/random_stock.hpp"

namespace homigo::tests::index_test {
namespace {

using region = random_stock::region;

/// The same postings in the index and in plain vectors.
struct both_feeds {
  feed::index index;
  plain_feed plain;

  void fill(random_stock& random, const region& where, int listings, int requirements) {
    for (int i = 0; i < listings; ++i) plain.listings.push_back(random.listing(where));
    for (int i = 0; i < requirements; ++i) plain.requirements.push_back(random.requirement(where));
    index.put(plain.listings);
    index.put(plain.requirements);
    index.seal();
  }

  void relate(random_stock& random) {
    for (const auto& l : plain.listings)
      for (const auto& r : plain.requirements) {
        if (random.chance(0.05)) plain.decided.insert({r.requirement_id, l.listing_id});
        if (random.chance(0.05)) plain.decided.insert({l.listing_id, r.requirement_id});
        if (random.chance(0.001)) block(l.rule.host_id, r.rule.tenant_id);
        if (random.chance(0.001)) block(r.rule.tenant_id, l.rule.host_id);
      }
  }
  void block(const domain::uuid& a, const domain::uuid& b) {
    plain.blocks.insert({a, b});
    index.block(a, b);
  }

  /// Pages of `limit` to the end, or until `pages` have been read.
  void check_requirement(const domain::requirement_facts& viewer, std::size_t limit, int pages) {
    feed::exclusion_set decided;
    plain.exclude(viewer.requirement_id, decided);
    const bool is_live = viewer.rule.status == domain::posting_status::active && *viewer.rule.valid_until > today;
    feed::search_terms terms{{}, limit, today};
    for (int page = 0; page < pages; ++page) {
      const auto wanted = is_live ? plain.for_requirement(viewer, terms) : std::vector<domain::ranked_listing>{};
      const auto found = index.listings(viewer.requirement_id, terms, decided);
      BOOST_REQUIRE(found == wanted);
      seen += found.size();
      if (found.size() < limit) return;
      terms.after = found.back().key;
    }
  }
  void check_listing(const domain::listing_facts& viewer, std::size_t limit, int pages) {
    feed::exclusion_set decided;
    plain.exclude(viewer.listing_id, decided);
    const bool is_live = viewer.rule.status == domain::posting_status::active && *viewer.rule.valid_until > today;
    feed::search_terms terms{{}, limit, today};
    for (int page = 0; page < pages; ++page) {
      const auto wanted = is_live ? plain.for_listing(viewer, terms) : std::vector<domain::ranked_requirement>{};
      const auto found = index.requirements(viewer.listing_id, terms, decided);
      BOOST_REQUIRE(found == wanted);
      seen += found.size();
      if (found.size() < limit) return;
      terms.after = found.back().key;
    }
  }
  void check_all(random_stock& random, int pages = 100) {
    for (const auto& r : plain.requirements)
      check_requirement(r, static_cast<std::size_t>(random.number(1, 12)), pages);
    for (const auto& l : plain.listings) check_listing(l, static_cast<std::size_t>(random.number(1, 12)), pages);
  }

  std::size_t seen = 0;
};

constexpr region mumbai{{19.07, 72.87}, 0.08};

}  // namespace

BOOST_AUTO_TEST_SUITE(feed_index)

BOOST_AUTO_TEST_CASE(an_empty_index_shows_nothing) {
  feed::index index;
  index.seal();
  feed::exclusion_set decided;
  BOOST_CHECK(index.listings({}, {{}, 20, today}, decided).empty());
  BOOST_CHECK(index.requirements({}, {{}, 20, today}, decided).empty());
}

BOOST_AUTO_TEST_CASE(one_posting_of_each_kind) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    random_stock random{seed};
    both_feeds world;
    world.fill(random, {mumbai.centre, 0.01}, 1, 1);
    world.check_all(random);
  }
}

BOOST_AUTO_TEST_CASE(many_small_worlds_are_shown_as_a_plain_sort_shows_them) {
  std::size_t seen = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    random_stock random{seed};
    both_feeds world;
    world.fill(random, {mumbai.centre, seed % 2 == 0 ? 0.08 : 0.004}, 120, 40);
    world.relate(random);
    world.check_all(random);
    seen += world.seen;
  }
  BOOST_TEST(seen > 20'000U);
}

BOOST_AUTO_TEST_CASE(a_large_world_is_shown_as_a_plain_sort_shows_it) {
  random_stock random{7};
  both_feeds world;
  world.fill(random, {mumbai.centre, 0.12}, 8000, 3000);
  for (int i = 0; i < 150; ++i) {
    world.check_requirement(world.plain.requirements[static_cast<std::size_t>(random.number(0, 2999))], 20, 5);
    world.check_listing(world.plain.listings[static_cast<std::size_t>(random.number(0, 7999))], 20, 5);
  }
  BOOST_TEST(world.seen > 5'000U);
}

BOOST_AUTO_TEST_CASE(over_the_antimeridian_the_equator_and_the_poles) {
  for (const region where :
       {region{{0, 180}, 0.08}, region{{-17, -179.99}, 0.08}, region{{0, 0}, 0.05}, region{{89.97, 10}, 0.05},
        region{{-89.99, -60}, 0.06}, region{{84.99, 25}, 0.3}, region{{90, 0}, 90}, region{{65, 179.9}, 0.3}}) {
    random_stock random{3};
    both_feeds world;
    world.fill(random, where, 150, 50);
    BOOST_TEST_CONTEXT(where.centre.latitude << ' ' << where.centre.longitude) world.check_all(random);
    if (where.spread_degrees < 1) BOOST_TEST(world.seen > 50U);
  }
}

BOOST_AUTO_TEST_CASE(a_listing_on_the_radius_is_shown_and_one_a_metre_further_is_not) {
  random_stock random{5};
  int on_border = 0;
  for (int i = 0; i < 2000; ++i) {
    both_feeds world;
    world.fill(random, mumbai, 1, 1);
    auto& r = world.plain.requirements[0];
    const auto metres = domain::great_circle_m(domain::on_sphere(world.plain.listings[0].location),
                                               domain::on_sphere(r.preferred_location));
    for (const auto radius : {metres - 1, metres, metres + 1}) {
      r.rule.radius_m = std::max(radius, 1);
      world.index.put(world.plain.requirements);
      const auto before = world.seen;
      world.check_requirement(r, 3, 1);
      world.check_listing(world.plain.listings[0], 3, 1);
      if (radius == metres) on_border += world.seen > before;
    }
  }
  BOOST_TEST(on_border > 20);
}

BOOST_AUTO_TEST_CASE(a_radius_of_a_hundred_kilometres) {
  random_stock random{11};
  both_feeds world;
  world.fill(random, {{28.6, 77.2}, 1.2}, 3000, 40);
  for (auto& r : world.plain.requirements) r.rule.radius_m = random.number(1, 100) * 1000;
  world.index.put(world.plain.requirements);
  for (const auto& r : world.plain.requirements) world.check_requirement(r, 15, 20);
  for (std::size_t i = 0; i < 200; ++i) world.check_listing(world.plain.listings[i], 15, 20);
  BOOST_TEST(world.seen > 1000U);
}

BOOST_AUTO_TEST_CASE(changes_and_removals_between_searches) {
  random_stock random{13};
  both_feeds world;
  world.fill(random, mumbai, 200, 100);
  for (int step = 0; step < 600; ++step) {
    auto& l = world.plain.listings[static_cast<std::size_t>(random.number(0, 199))];
    auto& r = world.plain.requirements[static_cast<std::size_t>(random.number(0, 99))];
    const auto listing_id = l.listing_id, requirement_id = r.requirement_id;
    l = random.listing(mumbai), r = random.requirement(mumbai);
    if (random.chance(0.7))
      l.listing_id = listing_id;  // otherwise the old one goes and a new one comes
    else
      world.index.remove_listing(listing_id);
    if (random.chance(0.7))
      r.requirement_id = requirement_id;
    else
      world.index.remove_requirement(requirement_id);
    world.index.put({&l, 1});
    world.index.put({&r, 1});
    if (random.chance(0.2)) world.block(l.rule.host_id, r.rule.tenant_id);
    if (!world.plain.blocks.empty() && random.chance(0.2)) {
      const auto gone = *world.plain.blocks.begin();
      world.plain.blocks.erase(gone);
      world.index.unblock(gone.first, gone.second);
    }
    world.check_requirement(world.plain.requirements[static_cast<std::size_t>(random.number(0, 99))], 10, 2);
    world.check_listing(world.plain.listings[static_cast<std::size_t>(random.number(0, 199))], 10, 2);
  }
  const auto size = world.index.size();
  BOOST_TEST(size.listings ==
             static_cast<std::size_t>(std::ranges::count_if(world.plain.listings, [](const auto& each) {
               return each.rule.status == domain::posting_status::active;
             })));
}

BOOST_AUTO_TEST_CASE(an_owner_finds_his_live_postings) {
  random_stock random{17};
  both_feeds world;
  world.fill(random, mumbai, 100, 100);
  for (const auto& l : world.plain.listings) {
    std::vector<domain::uuid> wanted;
    for (const auto& each : world.plain.listings)
      if (each.rule.host_id == l.rule.host_id && domain::is_live(each.rule.status, each.rule.valid_until, today))
        wanted.push_back(each.listing_id);
    std::ranges::sort(wanted);
    BOOST_CHECK(world.index.live_listings_of(l.rule.host_id, today) == wanted);
    const auto owner = world.index.owner_of_listing(l.listing_id);
    BOOST_CHECK((owner == l.rule.host_id) == (l.rule.status == domain::posting_status::active));
  }
}

BOOST_AUTO_TEST_CASE(all_whom_somebody_blocks_replace_those_before) {
  random_stock random{19};
  both_feeds world;
  world.fill(random, mumbai, 60, 60);
  const auto host = world.plain.listings[0].rule.host_id;
  for (int round = 0; round < 20; ++round) {
    std::erase_if(world.plain.blocks, [&](const auto& each) { return each.first == host; });
    std::vector<domain::uuid> blocked;
    for (const auto& r : world.plain.requirements)
      if (random.chance(0.1) && world.plain.blocks.insert({host, r.rule.tenant_id}).second)
        blocked.push_back(r.rule.tenant_id);
    world.index.set_blocked_by(host, blocked);
    world.check_all(random, 3);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::index_test
