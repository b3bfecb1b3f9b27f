// A listing and a requirement as a client sends them.
#pragma once

#include <string>

namespace homigo::samples {

inline const std::string listing_json = R"({
  "title": "Bright two rooms", "description": "Near the lake.\nQuiet.", "property_type": "2bhk", "configuration": "2BHK",
  "furnishing": "semi_furnished", "total_area_sqft": 900, "rentable_area_sqft": 800,
  "address": {"line1": "12 Lake Road", "line2": null, "locality": "Powai", "city": "Mumbai", "state": "Maharashtra",
              "pincode": "400076"},
  "location": {"latitude": 19.11763, "longitude": 72.90605}, "rent_monthly": 42000, "deposit": 100000,
  "one_time_charges": [{"name": "painting", "amount": 5000}],
  "recurring_charges": [{"name": "water", "amount": 300, "included": true}, {"name": "lift", "amount": 150}],
  "available_from": "2026-12-01", "occupancy_type": "double", "gender_preference": "any", "floor": 3,
  "property_age_years": 7, "bathroom_type": "attached", "bathrooms": 2, "parking": "two_wheeler",
  "water_supply": "municipal", "amenities": ["wifi", "चाय"],
  "rules": {"pets_allowed": true, "non_veg_allowed": false, "drinking_allowed": false, "smoking_allowed": false,
            "parties_allowed": true, "guest_policy": "day_only"},
  "preferred_tenant": {"occupations": ["student", "software_engineer"], "smoking": "no"}})";

inline const std::string requirement_json = R"({
  "budget_min": 15000, "budget_max": 25000, "preferred_location": {"latitude": 19.076, "longitude": 72.8777},
  "preferred_localities": ["Powai"], "occupancy_type": "single", "move_in_date": "2026-12-15",
  "gender_preference": "female", "property_type": "1rk", "lifestyle": {"smoking": "no", "pets": "any"},
  "priorities": ["budget", "occupancy", "location", "possession_date", "gender_preference", "property_type", "lifestyle",
                 "furnishing"]})";

/// `json` with the one occurrence of `from` replaced.
inline std::string with(std::string json, const std::string& from, const std::string& to) {
  return json.replace(json.find(from), from.size(), to);
}

}  // namespace homigo::samples
