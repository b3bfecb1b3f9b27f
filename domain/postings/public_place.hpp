// What strangers may learn of a place: the one rule that cards, filters, distances, scores and the feed's border obey.
#pragma once

#include <cstdint>

#include "domain/kernel/described/described.hpp"

namespace homigo::domain {

/// The point of the 0.01° grid (about a kilometre) that stands for an exact one; half-way goes north and east. A point
/// of the grid stands for itself. SQL has the same digits: public_place() in sql/migrations/V016__public_places.sql.
geo_point public_place(const geo_point& exact);

/// A distance between public places as it is told: rounded up to whole hundreds of metres.
std::int32_t shown_distance_m(std::int32_t metres);

}  // namespace homigo::domain
