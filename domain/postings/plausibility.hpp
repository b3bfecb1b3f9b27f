// What is well-formed and yet cannot be: places outside the country, sums out of all proportion.
#pragma once

#include <string_view>
#include <vector>

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::domain {

/// Whether the point lies in the box around India.
bool is_in_india(const geo_point& place);

/// Adds an error when `place` lies elsewhere, and a hint when its coordinates the other way round would not.
void check_place(const geo_point& place, std::string_view pointer, std::vector<field_error>& errors);

/// Adds an error when `amount` is more than `months` of the rent, and more than anybody would call small.
void check_proportion(std::int64_t amount, std::int64_t rent, int months, std::string_view pointer,
                      std::vector<field_error>& errors);

}  // namespace homigo::domain
