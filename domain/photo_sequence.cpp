#include "domain/photo_sequence.hpp"

#include <algorithm>
#include <vector>

namespace homigo::domain {
namespace {

int rank(photo_type type) { return static_cast<int>(type); }

bool stands_well(const photo_place& other, const photo_place& added) {
  return other.order < added.order ? rank(other.type) <= rank(added.type) : rank(other.type) >= rank(added.type);
}

}  // namespace

std::optional<errc> check_adding(std::span<const photo_place> photos, photo_place added) {
  if (added.order < 1 || added.order > last_photo_order) return errc::invalid_fields;
  if (std::ranges::find(photos, added.order, &photo_place::order) != photos.end()) return errc::conflict;
  if (!std::ranges::all_of(photos, [&](const auto& p) { return stands_well(p, added); }))
    return errc::photo_sequence_incomplete;
  for (int earlier = 0; earlier < rank(added.type); ++earlier)
    if (std::ranges::none_of(photos, [&](const auto& p) { return rank(p.type) == earlier; }))
      return errc::photo_sequence_incomplete;
  // The database too keeps the first place for a room.
  if (added.order == 1 && added.type != photo_type::room) return errc::photo_sequence_incomplete;
  return std::nullopt;
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

}  // namespace homigo::domain
