#include "modules/feed/card_filling.hpp"

#include <algorithm>

#include "codec/json_writer.hpp"
#include "modules/feed/feed_cards.hpp"

namespace homigo::modules {
namespace {

/// Two milliseconds of a processor: what waits for one meanwhile, a message say, is not to notice.
constexpr feed::slot portion = 50;

/// A thousand pages a second: the processors are wanted for answers.
constexpr std::uint64_t busy_hits = 400;
constexpr int steps_of_a_busy_portion = 10;

std::vector<domain::uuid> not_held(std::vector<domain::uuid> ids, const feed::card_cache& cards) {
  std::erase_if(ids, [&](const auto& id) { return cards.holds(id); });
  return ids;
}

}  // namespace

bool card_filling::step() {
  if (!follower_.is_ready()) return false;
  if (gives_way()) return true;
  if (!has_learned_) learn();
  return fill_listings() || fill_requirements();
}

bool card_filling::gives_way() {
  const auto hits = memory_.listing_cards.size().hits + memory_.requirement_cards.size().hits;
  const bool is_busy = hits - hits_ > busy_hits;
  hits_ = hits;
  waited_ = is_busy ? (waited_ + 1) % steps_of_a_busy_portion : 0;
  return waited_ != 0;
}

/// Cards of one stock share names of places, amenities, phrases and often photos: some of them tell what the others are
/// like.
void card_filling::learn() {
  constexpr std::size_t room = 55'000;
  constexpr feed::slot samples = 64;
  const auto count = static_cast<feed::slot>(memory_.index.size().listings);
  std::vector<domain::uuid> ids;
  for (feed::slot i = 0; i < samples; ++i) {
    feed::slot from = static_cast<feed::slot>(std::uint64_t{count} * i / samples);
    for (const auto& id : memory_.index.some_listings(from, 1)) ids.push_back(id);
  }
  std::string sample;
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (const auto& listing : postings_.listings(ids))
    if (sample.size() < room) sample += codec::to_json(listing, codec::audience::everyone);
  memory_.listing_cards.learn(general_listing_sample() + sample);
  has_learned_ = true;
}

bool card_filling::fill_listings() {
  if (memory_.listing_cards.is_full()) return false;
  const auto before = listings_done_;
  const auto ids = not_held(memory_.index.some_listings(listings_done_, portion), memory_.listing_cards);
  if (!ids.empty()) load_listing_cards(memory_.listing_cards, postings_, ids);
  return listings_done_ != before;
}

bool card_filling::fill_requirements() {
  if (memory_.requirement_cards.is_full()) return false;
  const auto before = requirements_done_;
  const auto ids = not_held(memory_.index.some_requirements(requirements_done_, portion), memory_.requirement_cards);
  if (!ids.empty()) load_requirement_cards(memory_.requirement_cards, postings_, ids);
  return requirements_done_ != before;
}

}  // namespace homigo::modules
