// What an app asks once and keeps: the words of the API with their labels, prices, limits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/described/described.hpp"
#include "domain/payments/payment.hpp"

namespace homigo::domain {

/// `synonyms` are understood wherever `value` is.
struct reference_word {
  std::string value;
  std::string label;
  std::vector<std::string> synonyms;
};
HOMIGO_DESCRIBED(reference_word, value, label, synonyms)

struct reference_enumeration {
  std::string name;
  std::vector<reference_word> values;
};
HOMIGO_DESCRIBED(reference_enumeration, name, values)

struct reference_city {
  std::string name;
  std::string state;
  geo_point centre;
  std::vector<std::string> synonyms;
};
HOMIGO_DESCRIBED(reference_city, name, state, centre, synonyms)

struct reference_price {
  payment_purpose purpose{};
  std::int64_t amount_paise = 0;
  std::string currency = "INR";
  std::optional<std::int32_t> validity_days;
};
HOMIGO_DESCRIBED(reference_price, purpose, amount_paise, currency, validity_days)

struct reference_limits {
  std::int64_t photo_bytes = 0;
  std::int32_t photo_side_pixels = 0;
  std::int32_t photos_per_listing = 0;
  std::int32_t title_characters = 0;
  std::int32_t description_characters = 0;
  std::int32_t message_characters = 0;
  std::int32_t password_characters_least = 0;
  std::int32_t super_likes_per_day = 0;
  std::int32_t planning_days_ahead = 0;
};
HOMIGO_DESCRIBED(reference_limits, photo_bytes, photo_side_pixels, photos_per_listing, title_characters,
                 description_characters, message_characters, password_characters_least, super_likes_per_day,
                 planning_days_ahead)

struct reference_version {
  std::string platform;
  std::string minimum;
};
HOMIGO_DESCRIBED(reference_version, platform, minimum)

/// `code` of a field's error, and what it means.
struct reference_field_code {
  std::string code;
  std::string meaning;
};
HOMIGO_DESCRIBED(reference_field_code, code, meaning)

struct reference {
  std::vector<reference_enumeration> enumerations;
  std::vector<reference_word> amenities;
  std::vector<reference_city> cities;
  std::vector<reference_price> prices;
  reference_limits limits;
  std::vector<reference_version> minimum_app_versions;
  std::vector<reference_field_code> field_codes;
};
HOMIGO_DESCRIBED(reference, enumerations, amenities, cities, prices, limits, minimum_app_versions, field_codes)

/// Everything that the program itself knows: without prices, quotas and versions.
reference built_in_reference();

/// "semi_furnished" → "Semi furnished"; some words have labels of their own.
std::string label_of(std::string_view word);

}  // namespace homigo::domain
