// One advertisement of an imported file and its translation into a listing; docs/import.md explains every choice.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/postings/listing.hpp"

namespace homigo::modules {

/// The columns of a file, in the order in which `advertisement` keeps them.
inline constexpr std::array<std::string_view, 15> advertisement_columns{
    "posted_on", "city",  "locality",  "pincode",    "latitude",         "longitude", "bhk",    "rent_monthly",
    "size_sqft", "floor", "area_type", "furnishing", "tenant_preferred", "bathrooms", "contact"};

/// Those that every file must have; the others may be absent, or empty in a row, which means "not stated".
inline constexpr std::array<std::string_view, 5> needed_columns{"city", "locality", "bhk", "rent_monthly", "size_sqft"};

/// The texts of a row by column, without blanks around them.
class advertisement {
public:
  explicit advertisement(std::array<std::string, advertisement_columns.size()> texts) : texts_(std::move(texts)) {}
  /// @pre `column` is one of advertisement_columns
  const std::string& operator[](std::string_view column) const;
  /// SHA-256 over all texts and the number of equal rows before it in its file: the same row always has the same.
  std::string fingerprint(std::size_t occurrence) const;

private:
  std::array<std::string, advertisement_columns.size()> texts_;
};

/// Why a row gives no listing: `cause` is the same for all rows with this trouble, `text` tells this one's.
struct refusal {
  std::string cause;
  std::string text;
  bool operator==(const refusal&) const = default;
};

struct translation {
  domain::listing_content content;
  domain::host_category host_category{};
  /// Empty when there is a listing.
  std::vector<refusal> reasons;
};

struct translation_options {
  /// Rows without coordinates are placed around their city's centre instead of refused.
  bool place_by_city = false;
  domain::date available_from{};
};

/// `fingerprint` decides where a row without coordinates is placed.
translation translate(const advertisement& row, const std::string& fingerprint, const translation_options& options);

}  // namespace homigo::modules
