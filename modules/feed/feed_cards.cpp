#include "modules/feed/feed_cards.hpp"

#include "codec/json_writer.hpp"

namespace homigo::modules {
namespace {

/// Takes back what was announced and has not been stored.
class announced_cards {
public:
  announced_cards(feed::card_cache& cache, std::span<const domain::uuid> ids)
      : cache_(cache), left_(ids.begin(), ids.end()) {
    cache_.announce(ids);
  }
  ~announced_cards() { cache_.withdraw(left_); }
  announced_cards(const announced_cards&) = delete;
  announced_cards& operator=(const announced_cards&) = delete;

  void store(const domain::uuid& id, const std::string& json) {
    std::erase(left_, id);
    cache_.store(id, json);
  }

private:
  feed::card_cache& cache_;
  std::vector<domain::uuid> left_;
};

template <class Posting, class Read>
card_texts load(feed::card_cache& cache, std::span<const domain::uuid> ids, const domain::uuid Posting::*id,
                Read read) {
  card_texts texts;
  announced_cards announced{cache, ids};
  for (const auto& posting : read(ids)) {
    auto json = codec::to_json(posting, codec::audience::everyone);
    announced.store(posting.*id, json);
    texts.emplace(posting.*id, std::move(json));
  }
  return texts;
}

}  // namespace

card_texts load_listing_cards(feed::card_cache& cache, persistence::posting_reads& postings,
                              std::span<const domain::uuid> ids) {
  return load(cache, ids, &domain::listing::listing_id, [&](auto wanted) { return postings.listings(wanted); });
}

card_texts load_requirement_cards(feed::card_cache& cache, persistence::posting_reads& postings,
                                  std::span<const domain::uuid> ids) {
  return load(cache, ids, &domain::requirement::requirement_id,
              [&](auto wanted) { return postings.requirements(wanted); });
}

}  // namespace homigo::modules
