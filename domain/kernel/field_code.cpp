#include "domain/kernel/field_code.hpp"

namespace homigo::domain {
namespace {

constexpr field_code all[] = {
    {"required", "The field is missing."},
    {"not_nullable", "The field cannot be cleared."},
    {"wrong_type", "The value is of another type: a text for a number, an object for a list."},
    {"not_allowed", "The value is none of those that are possible here; of an enumeration: none of its words."},
    {"invalid_format", "The text has not the form it must have: a phone number, a date, an identifier."},
    {"invalid_character", "The text holds characters that no person types: controls, turned directions."},
    {"nothing_to_see", "The text has nothing in it that can be seen."},
    {"too_short", "The text or list is shorter than it must be."},
    {"too_long", "The text or list is longer than it may be."},
    {"out_of_range", "The number is smaller or larger than it may be."},
    {"not_unique", "An item stands in the list twice."},
    {"inconsistent", "The value contradicts that of another field."},
    {"in_the_past", "The planned day or hour has passed."},
    {"too_far_ahead", "The planned day is more than two years away, the visit more than half a year."},
    {"outside_india", "The place lies outside India; perhaps latitude and longitude are swapped."},
    {"out_of_proportion", "The sum is out of all proportion to the rent."},
    {"unknown_field", "There is no such field; the nearest name is told."},
    {"unknown_parameter", "The address has no such parameter; the nearest name is told."},
    {"read_only", "The service sets this field: it may be sent back unchanged, not changed."},
    {"expired", "What was given was valid once: begin anew."},
    {"unknown", "What the identifier names does not exist."},
    {"wrong_kind", "What the identifier names is of another kind than is needed here."},
    {"not_available", "This server does not offer it."},
    {"mismatch", "The sum is not the one that the order was made for."},
    {"unreadable", "The file is damaged or incomplete."},
    {"too_many_pixels", "The picture is larger than can be decoded."},
    {"too_common", "The password is one of those that are tried first."},
    {"too_simple", "The password is one character or one row repeated."},
    {"own_identifier", "The password is made of the own name, phone or e-mail address."},
};

}  // namespace

std::span<const field_code> field_codes() { return all; }

}  // namespace homigo::domain
