// Cards of postings: out of the cache, or read and kept there.
#pragma once

#include <span>
#include <string>
#include <unordered_map>

#include "feed/card_cache.hpp"
#include "modules/postings/posting_reads.hpp"

namespace homigo::modules {

using card_texts = std::unordered_map<domain::uuid, std::string, domain::uuid_hash>;

/// Reads these cards from the database and puts them into the cache; those that do not exist are left out. Blocks.
card_texts load_listing_cards(feed::card_cache& cache, persistence::posting_reads& postings,
                              std::span<const domain::uuid> ids);
card_texts load_requirement_cards(feed::card_cache& cache, persistence::posting_reads& postings,
                                  std::span<const domain::uuid> ids);

}  // namespace homigo::modules
