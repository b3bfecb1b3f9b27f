#include <fmt/format.h>

#include <pqxx/connection>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include "bench/run/work.hpp"
#include "codec/json_reader.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"

namespace homigo::bench {

// What the comparison looks at of a feed's page.
struct shown_listing {
  domain::uuid listing_id{};
};
HOMIGO_DESCRIBED(shown_listing, listing_id)
HOMIGO_TABLE(shown_listing)

struct shown_item {
  shown_listing listing;
  double compatibility_score = 0;
  std::int32_t distance_m = 0;
};
HOMIGO_DESCRIBED(shown_item, listing, compatibility_score, distance_m)
HOMIGO_TABLE(shown_item)

struct shown_page {
  std::vector<shown_item> items;
};
HOMIGO_DESCRIBED(shown_page, items)
HOMIGO_TABLE(shown_page)

namespace {

constexpr std::size_t compared_feeds = 20;

std::string served(const stage& on, const person& tenant) {
  load::byte_pipe connection{on.server()};
  const auto target = "/api/v1/feed/listings?requirement_id=" + tenant.postings[0];
  const auto page =
      codec::read_json<shown_page>(load::body_of(connection, get_request(on.server(), target, tenant.token)));
  if (!page) return "unreadable";
  std::string ids;
  for (const auto& item : page->items)
    ids += fmt::format("{} {:.2f} {}\n", domain::to_string(item.listing.listing_id), item.compatibility_score,
                       item.distance_m);
  return ids;
}

/// Distances as they are told, in whole hundreds of metres.
std::string by_oracle(pqxx::nontransaction& work, const person& tenant) {
  std::string ids;
  for (const auto& row :
       postgres::run_with(work, "SELECT listing_id, score, (distance_m + 99) / 100 * 100 FROM feed_listings($1, 20)",
                          tenant.postings[0]))
    ids += fmt::format("{} {:.2f} {}\n", row[0].c_str(), row[1].as<double>(), row[2].as<int>());
  return ids;
}

}  // namespace

outcome measure_cold_start(stage& on) {
  outcome out{.work = "cold-start", .unit = "s from the start of the process to /readyz 200"};
  out.baseline = "none";
  std::vector<double> seconds;
  std::size_t wrong = 0;
  pqxx::connection database{on.wanted.database};
  pqxx::nontransaction work{database};
  for (std::uint64_t round = 1; round <= on.wanted.rounds; ++round) {
    seconds.push_back(on.restart());
    tell(fmt::format("  cold-start round {}: ready after {:.2f} s", round, seconds.back()));
    for (std::size_t i = 0; round == 1 && i < compared_feeds; ++i) {
      const auto& tenant = on.one_of(on.cast.tenants);
      if (served(on, tenant) != by_oracle(work, tenant)) ++wrong;
    }
  }
  out.rounds = static_cast<std::int64_t>(on.wanted.rounds);
  out.rate = median(seconds);
  out.failures = static_cast<std::int64_t>(wrong);
  out.notes.push_back(fmt::format("{} of {} feeds right after the start equal to the SQL oracle's",
                                  compared_feeds - wrong, compared_feeds));
  judge(out, out.rate);
  out.met = *out.met && wrong == 0;
  return out;
}

}  // namespace homigo::bench
