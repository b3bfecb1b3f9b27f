#include "domain/kernel/described/field_code.hpp"

namespace homigo::domain {
namespace {

constexpr field_code codes[] = {
    {"required", "The field is missing."},
    {"not_nullable", "The field cannot be cleared."},
    {"wrong_type", "The value has the wrong type, such as text where a number is expected."},
    {"not_allowed", "The value is not one of those allowed here."},
    {"invalid_format", "The text does not have the required format, such as that of a phone number or a date."},
    {"invalid_character", "The text contains characters that are not allowed, such as control characters."},
    {"nothing_to_see", "The text contains nothing visible."},
    {"too_short", "The text or list is too short."},
    {"too_long", "The text or list is too long."},
    {"out_of_range", "The number is too small or too large."},
    {"not_unique", "The list contains the same item twice."},
    {"inconsistent", "The value contradicts that of another field."},
    {"in_the_past", "The date or time has already passed."},
    {"too_far_ahead", "The date is more than two years away, or the visit more than half a year."},
    {"outside_india", "The place is outside India. Latitude and longitude may be swapped."},
    {"out_of_proportion", "The amount is far too high for this rent."},
    {"unknown_field", "There is no such field. The message suggests the closest name."},
    {"unknown_parameter", "There is no such parameter. The message suggests the closest name."},
    {"read_only", "This field is set by the service. You may send it back unchanged."},
    {"expired", "This was valid once but has expired. Start again."},
    {"unknown", "There is nothing with this identifier."},
    {"wrong_kind", "The identifier belongs to something of another kind."},
    {"not_available", "This server does not offer it."},
    {"mismatch", "The amount is not that of the order."},
    {"unreadable", "The file is damaged or incomplete."},
    {"too_many_pixels", "The picture has too many pixels."},
    {"too_common", "The password is one of those that attackers try first."},
    {"too_simple", "The password is a single character repeated, or a simple sequence."},
    {"own_identifier", "The password is made up of the person's own name, phone number or e-mail address."},
};

}  // namespace

std::span<const field_code> field_codes() { return codes; }

}  // namespace homigo::domain
