// Dates that were possible once: what a posting plans is compared with the day on which it is told.
#pragma once

#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// Adds an error for each planned date of `object` that is past (yesterday will do: it may be evening elsewhere) or
/// more than two years ahead.
void check_planned_dates(const type_descriptor& type, const void* object, date today, std::vector<field_error>& errors);

}  // namespace homigo::domain
