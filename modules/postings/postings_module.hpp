// Listings, requirements and the photos of listings: written through their actors, read and searched in the database.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "gateways/photos/photo_store.hpp"
#include "modules/postings/catalogue.hpp"
#include "modules/postings/photo_repository.hpp"
#include "modules/postings/photos.hpp"
#include "modules/postings/posting_reads.hpp"
#include "modules/postings/posting_search.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class postings_module {
public:
  postings_module(const platform::offer& platform, const platform::earlier_modules&);
  void add_to(platform::registry& node);

  persistence::posting_reads& reads() { return posting_rows_; }
  /// Told of each posting whose rows were changed past its actor, after the commit. To be set before the node starts.
  void on_rows_changed(std::function<void(const domain::entity_key&)> listener);

private:
  const platform::offer& platform_;
  persistence::posting_reads posting_rows_;
  persistence::posting_search search_rows_;
  persistence::photo_repository photo_rows_;
  std::vector<std::function<void(const domain::entity_key&)>> listeners_;

public:
  modules::catalogue catalogue;

private:
  std::unique_ptr<gateways::photo_store> photo_files_;
  modules::photos photos_;
};

}  // namespace homigo::modules
