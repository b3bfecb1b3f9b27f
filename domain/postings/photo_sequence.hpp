// The order of a listing's photos: the room first, no kind without the kinds before it, the same kind side by side.
#pragma once

#include <optional>
#include <span>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::domain {

/// Places are unique in a listing and may have gaps; their order is what counts.
struct photo_place {
  photo_type type{};
  std::int32_t order = 1;
};

inline constexpr std::int32_t last_photo_order = 50;

/// Where a photo shall stand from now on.
struct photo_position {
  uuid photo_id{};
  std::int32_t sequence_order = 1;
};
HOMIGO_DESCRIBED(photo_position, photo_id, sequence_order)
constexpr auto rules_of(const photo_position*) { return rules(field("sequence_order").range(1, last_photo_order)); }

/// While a listing is not live its photos come in any order, the first place being a room's; the whole is judged when
/// it goes live, and stays complete as long as it is. Refusals: invalid_fields (order not 1 to 50), conflict (place
/// taken), photo_sequence_incomplete.
std::optional<errc> check_adding(std::span<const photo_place> photos, photo_place added, posting_status status);

/// The same of a new order of all photos.
std::optional<errc> check_order(std::span<const photo_place> photos, posting_status status);

/// A live listing keeps a complete sequence, others may lose any photo. Refusals: not_found, wrong_state.
std::optional<errc> check_deleting(std::span<const photo_place> photos, std::int32_t order, posting_status status);

/// Room, kitchen and bathroom are there and all stand in order, whichever order `photos` are listed in.
bool is_complete_sequence(std::span<const photo_place> photos);

}  // namespace homigo::domain
