// homigo_hot_functions: runs one pure hot function a fixed number of times on fixed data, for tools/hot_functions.py,
// which counts its instructions under callgrind.
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "bench/index/stock.hpp"
#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/feed/great_circle.hpp"
#include "domain/feed/score.hpp"
#include "domain/matching/pair_decision.hpp"
#include "domain/matching/swipe.hpp"
#include "domain/postings/photo_address.hpp"
#include "feed/index.hpp"
#include "modules/import/stock/batch.hpp"

namespace {

using namespace homigo;

constexpr domain::instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

/// Results go here, so that no call is optimised away.
volatile std::size_t sink = 0;

domain::listing sample_listing() {
  auto listing = stock::draw_hosts({1, 0, 1}, now).at(0).listings.at(0);
  const std::string key(64, 'a');
  for (auto& photo : listing.photos) photo.urls = domain::urls_of_photo(key + ".jpg", key + ".jpg", key + ".jpg");
  return listing;
}

domain::requirement sample_requirement() { return stock::draw_tenants({1, 0, 1}, now).at(0).requirement; }

using repeated = std::function<void(int times)>;

repeated parse_swipe() {
  static const std::string body = R"({"target_type":"listing","target_id":"01941f29-7c00-7002-956c-849a38de8b7a",)"
                                  R"("as_id":"01941f29-7c00-7003-a56c-849a38de8b7b","action":"like"})";
  return [](int times) {
    for (int i = 0; i < times; ++i) sink = sink + codec::read_json<domain::swipe_request>(body).has_value();
  };
}

repeated parse_listing() {
  static const auto body = codec::to_json(sample_listing().content, codec::audience::owner);
  return [](int times) {
    for (int i = 0; i < times; ++i) sink = sink + codec::read_json<domain::listing_content>(body).has_value();
  };
}

repeated serialise_card() {
  static const auto listing = sample_listing();
  return [](int times) {
    for (int i = 0; i < times; ++i) sink = sink + codec::to_json(listing, codec::audience::everyone).size();
  };
}

repeated score() {
  static const auto listing = sample_listing().content;
  static const auto wanted = sample_requirement().content;
  return [](int times) {
    domain::listing_score_inputs in;
    in.rent_monthly = listing.rent_monthly;
    in.budget_max = wanted.budget_max;
    in.wishes = wanted.lifestyle;
    in.offered_type = listing.property_type;
    in.wanted_type = wanted.property_type;
    in.furnished = listing.furnishing;
    in.wanted_furnishing = wanted.furnishing;
    const auto weights = domain::weights_for({});
    for (int i = 0; i < times; ++i) {
      in.distance_m = i % 10'000;
      sink = sink + static_cast<std::size_t>(domain::score_listing(in, weights).score);
    }
  };
}

repeated great_circle() {
  return [](int times) {
    const auto from = domain::on_sphere({19.0760, 72.8777});
    for (int i = 0; i < times; ++i) {
      const auto to = domain::on_sphere({19.0 + 0.0001 * (i % 1000), 72.9});
      sink = sink + static_cast<std::size_t>(domain::great_circle_m(from, to));
    }
  };
}

repeated decide_pair() {
  return [](int times) {
    domain::swipe_event like{};
    like.action = domain::swipe_action::like;
    like.now = now;
    for (int i = 0; i < times; ++i) {
      domain::pair_state pair;
      like.side = domain::pair_side::tenant;
      const auto liked = domain::decide(pair, like);
      like.side = domain::pair_side::host;
      sink = sink + domain::decide(liked.next, like).matched;
    }
  };
}

/// First pages of the feed, both directions, over an index of 5,000 listings and 2,000 requirements.
struct small_index {
  small_index() { index.seal(); }

  feed::index index;
  const bench::index_viewers some = bench::fill(index, 5000, 2000);
};

const feed::search_terms first_page{{}, 20, bench::stock_time};

repeated top_listings() {
  static const small_index stock;
  return [](int times) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(times); ++i)
      sink = sink + stock.index.listings(stock.some.requirements[i], first_page, {}).size();
  };
}

repeated top_requirements() {
  static const small_index stock;
  return [](int times) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(times); ++i)
      sink = sink + stock.index.requirements(stock.some.listings[i], first_page, {}).size();
  };
}

const std::map<std::string, repeated (*)()> functions{
    {"parse_swipe", parse_swipe},       {"parse_listing", parse_listing},
    {"serialise_card", serialise_card}, {"score", score},
    {"great_circle", great_circle},     {"decide_pair", decide_pair},
    {"top_listings", top_listings},     {"top_requirements", top_requirements}};

}  // namespace

/// Callgrind counts from here on: a name without mangling that it can be told.
extern "C" __attribute__((noinline)) void homigo_hot_measured(const repeated& function, int times) { function(times); }

int main(int count, char** words) {
  if (count == 2 && std::string{words[1]} == "--list") {
    for (const auto& [name, ignored] : functions) std::cout << name << '\n';
    return 0;
  }
  const auto found = count == 3 ? functions.find(words[1]) : functions.end();
  if (found == functions.end()) {
    std::cerr << "usage: homigo_hot_functions --list | NAME TIMES\n";
    return 2;
  }
  const auto function = found->second();
  function(10);  // tables, first allocations
  homigo_hot_measured(function, std::atoi(words[2]));
}
