#include "domain/postings/photo_sequence.hpp"

#include <algorithm>
#include <vector>

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {
namespace {

int rank(photo_type type) { return static_cast<int>(type); }

bool has_room_first(std::span<const photo_place> photos) {
  const auto first = std::ranges::find(photos, 1, &photo_place::order);
  return first == photos.end() || first->type == photo_type::room;
}

bool places_are_taken_once(std::span<const photo_place> photos) {
  std::vector<std::int32_t> orders;
  for (const auto& p : photos) orders.push_back(p.order);
  std::ranges::sort(orders);
  return std::ranges::adjacent_find(orders) == orders.end();
}

}  // namespace

std::optional<errc> check_order(std::span<const photo_place> photos, posting_status status) {
  for (const auto& p : photos)
    if (p.order < 1 || p.order > last_photo_order) return errc::invalid_fields;
  if (!places_are_taken_once(photos)) return errc::conflict;
  // The database too keeps the first place for a room.
  if (!has_room_first(photos)) return errc::photo_sequence_incomplete;
  if (status == posting_status::active && !is_complete_sequence(photos)) return errc::photo_sequence_incomplete;
  return std::nullopt;
}

std::optional<errc> check_adding(std::span<const photo_place> photos, photo_place added, posting_status status) {
  std::vector<photo_place> all{photos.begin(), photos.end()};
  all.push_back(added);
  return check_order(all, status);
}

std::optional<errc> check_deleting(std::span<const photo_place> photos, std::int32_t order, posting_status status) {
  std::vector<photo_place> left;
  std::ranges::copy_if(photos, std::back_inserter(left), [&](const auto& p) { return p.order != order; });
  if (left.size() == photos.size()) return errc::not_found;
  if (status == posting_status::active && !is_complete_sequence(left)) return errc::wrong_state;
  return std::nullopt;
}

bool is_complete_sequence(std::span<const photo_place> photos) {
  std::vector<photo_place> sorted{photos.begin(), photos.end()};
  std::ranges::sort(sorted, {}, &photo_place::order);
  int reached = -1;
  for (const auto& p : sorted) {
    if (rank(p.type) != reached && rank(p.type) != reached + 1) return false;
    reached = rank(p.type);
  }
  return reached >= rank(photo_type::bathroom);
}

HOMIGO_TABLE(photo_position)

}  // namespace homigo::domain
