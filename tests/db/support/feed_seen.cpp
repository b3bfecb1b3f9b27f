#include "support/feed_seen.hpp"

#include <stdexcept>

#include "codec/json_reader.hpp"
#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::tests {

HOMIGO_TABLE(seen_listing)
HOMIGO_TABLE(seen_listing_item)
HOMIGO_TABLE(seen_listing_page)
HOMIGO_TABLE(seen_requirement)
HOMIGO_TABLE(seen_requirement_item)
HOMIGO_TABLE(seen_requirement_page)

namespace {

template <class Page>
Page page_in(const std::string& json) {
  Page page;
  if (!codec::read_json(json, domain::descriptor<Page>(), &page, codec::read_mode::create))
    throw std::runtime_error{"not a page of the feed: " + json};
  return page;
}

}  // namespace

seen_listing_page listing_page_in(const std::string& json) { return page_in<seen_listing_page>(json); }
seen_requirement_page requirement_page_in(const std::string& json) { return page_in<seen_requirement_page>(json); }

feed_node::feed_node(migrated_database& database, persistence::posting_reads& postings, const domain::clock& clock,
                     const feed::settings& settings)
    : stock(database.pool(), {database.conninfo()}),
      pairs(database.pool()),
      memory(settings),
      follower(memory, stock, clock, settings),
      pages(memory, follower, pairs, postings, clock) {
  follower.load();
}

domain::result<seen_listing_page> feed_seen::listings(const domain::uuid& tenant_id,
                                                      const domain::listing_feed_query& query) {
  feed_node node{database_, postings_, clock_};
  const auto json = node.pages.listings(tenant_id, query);
  if (!json) return json.error();
  return listing_page_in(*json);
}

domain::result<seen_requirement_page> feed_seen::requirements(const domain::uuid& host_id,
                                                              const domain::requirement_feed_query& query) {
  feed_node node{database_, postings_, clock_};
  const auto json = node.pages.requirements(host_id, query);
  if (!json) return json.error();
  return requirement_page_in(*json);
}

std::string feed_seen::listings_json(const domain::uuid& tenant_id, const domain::listing_feed_query& query) {
  return feed_node{database_, postings_, clock_}.pages.listings(tenant_id, query).value();
}

std::string feed_seen::requirements_json(const domain::uuid& host_id, const domain::requirement_feed_query& query) {
  return feed_node{database_, postings_, clock_}.pages.requirements(host_id, query).value();
}

}  // namespace homigo::tests
