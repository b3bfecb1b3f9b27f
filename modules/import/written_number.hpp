// Numbers as people write them in advertisements: "1,20,000", "25k", "₹ 25,000/-", "1.2 lakh", "1,200 sq ft".
#pragma once

#include <optional>
#include <string_view>

namespace homigo::modules {

/// What stands around the number: signs of money, "per month", units of area in feet, are passed over. Nothing when
/// something else is left.
std::optional<double> written_number(std::string_view text);

/// Degrees: a comma may stand for the point.
std::optional<double> written_degrees(std::string_view text);

}  // namespace homigo::modules
