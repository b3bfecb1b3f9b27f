// What flats cost where: one model of places and rents, so that tenants look for what hosts offer.
#pragma once

#include "domain/kernel/described/vocabulary.hpp"
#include "modules/import/stock/dice.hpp"
#include "modules/import/stock/metros.hpp"

namespace homigo::stock {

struct spot {
  const metro* city = nullptr;
  const sub_centre* locality = nullptr;  // the nearest
  domain::geo_point place;
};

const metro& draw_metro(dice& chance);
/// Four fifths around a sub-centre (2.5 km), the others around the city's centre (8 km); standard deviations.
spot draw_spot(dice& chance, const metro& city);

domain::property_type draw_property_type(dice& chance);
domain::occupancy_type draw_occupancy(dice& chance, domain::property_type type);

/// The middle rent of such a flat there, rupees a month.
double usual_rent(const spot& where, domain::property_type type);
/// Log-normal around the usual rent, rounded as people do.
std::int32_t draw_rent(dice& chance, const spot& where, domain::property_type type);
std::int32_t rounded_rupees(double amount);

}  // namespace homigo::stock
