// The stock of listings and requirements: looking at one, at one's own, and searching.
#pragma once

#include "domain/kernel/errors/errc.hpp"
#include "domain/postings/search.hpp"
#include "modules/postings/posting_reads.hpp"
#include "modules/postings/posting_search.hpp"

namespace homigo::modules {

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class catalogue {
public:
  catalogue(persistence::posting_reads& postings, persistence::posting_search& search, const domain::clock& clock)
      : postings_(postings), search_(search), clock_(clock) {}

  /// Fails with not_found when there is none that the viewer may see. Written whole only for those who may see it so.
  domain::result<persistence::shown_listing> listing(const domain::uuid& id, const std::optional<domain::uuid>& viewer);
  domain::result<persistence::shown_requirement> requirement(const domain::uuid& id, const domain::uuid& viewer);

  // Lists fail with malformed_request for a cursor that is none of theirs.

  /// Own ones, drafts included; written whole.
  domain::result<domain::listing_page> listings_of(const domain::uuid& host_id, const domain::page_query& page);
  domain::result<domain::requirement_page> requirements_of(const domain::uuid& tenant_id,
                                                           const domain::page_query& page);

  /// To be written for everyone.
  domain::result<domain::listing_page> find_listings(const domain::listing_search& search,
                                                     const std::optional<domain::uuid>& viewer);
  domain::result<domain::requirement_page> find_requirements(const domain::requirement_search& search,
                                                             const domain::uuid& viewer);

private:
  persistence::posting_reads& postings_;
  persistence::posting_search& search_;
  const domain::clock& clock_;
};

}  // namespace homigo::modules
