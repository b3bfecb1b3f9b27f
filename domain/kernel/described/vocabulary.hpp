// The enumerations that several types share, with the words of the API.
#pragma once

#include "domain/kernel/described/described.hpp"

namespace homigo::domain {

enum class user_type : std::uint8_t { tenant, host, both };
HOMIGO_DESCRIBED_ENUM(user_type, tenant, host, both)

enum class account_status : std::uint8_t { pending, active, suspended, deleted };
HOMIGO_DESCRIBED_ENUM(account_status, pending, active, suspended, deleted)

enum class contact_visibility : std::uint8_t { after_match, never };
HOMIGO_DESCRIBED_ENUM(contact_visibility, after_match, never)

/// Levels of verification that were passed.
enum class badge : std::uint8_t { phone, email, aadhaar, face };
HOMIGO_DESCRIBED_ENUM(badge, phone, email, aadhaar, face)

enum class occupation : std::uint8_t {
  student,
  software_engineer,
  professional,
  business,
  government,
  freelancer,
  other
};
HOMIGO_DESCRIBED_ENUM(occupation, student, software_engineer, professional, business, government, freelancer, other)

enum class gender : std::uint8_t { male, female, other };
HOMIGO_DESCRIBED_ENUM(gender, male, female, other)

enum class food_preference : std::uint8_t { veg, non_veg, vegan, any };
HOMIGO_DESCRIBED_ENUM(food_preference, veg, non_veg, vegan, any)

enum class yes_no : std::uint8_t { yes, no };
HOMIGO_DESCRIBED_ENUM(yes_no, yes, no)

enum class yes_no_any : std::uint8_t { yes, no, any };
HOMIGO_DESCRIBED_ENUM(yes_no_any, yes, no, any)

enum class host_category : std::uint8_t { owner, broker, company, flatmate, pg_operator };
HOMIGO_DESCRIBED_ENUM(host_category, owner, broker, company, flatmate, pg_operator)

enum class property_type : std::uint8_t { room, _1rk, _1bhk, _2bhk, _3bhk, _4bhk_plus, pg, villa };
HOMIGO_DESCRIBED_ENUM(property_type, room, _1rk, _1bhk, _2bhk, _3bhk, _4bhk_plus, pg, villa)

enum class furnishing : std::uint8_t { unfurnished, semi_furnished, fully_furnished };
HOMIGO_DESCRIBED_ENUM(furnishing, unfurnished, semi_furnished, fully_furnished)

enum class furnishing_preference : std::uint8_t { any, unfurnished, semi_furnished, fully_furnished };
HOMIGO_DESCRIBED_ENUM(furnishing_preference, any, unfurnished, semi_furnished, fully_furnished)

enum class occupancy_type : std::uint8_t { single, double_, triple, family };
HOMIGO_DESCRIBED_ENUM(occupancy_type, single, double_, triple, family)

enum class gender_preference : std::uint8_t { any, male, female };
HOMIGO_DESCRIBED_ENUM(gender_preference, any, male, female)

enum class bathroom_type : std::uint8_t { attached, shared };
HOMIGO_DESCRIBED_ENUM(bathroom_type, attached, shared)

enum class parking : std::uint8_t { none, two_wheeler, four_wheeler, both };
HOMIGO_DESCRIBED_ENUM(parking, none, two_wheeler, four_wheeler, both)

enum class water_supply : std::uint8_t { municipal, borewell, tanker, mixed };
HOMIGO_DESCRIBED_ENUM(water_supply, municipal, borewell, tanker, mixed)

enum class guest_policy : std::uint8_t { allowed, day_only, not_allowed };
HOMIGO_DESCRIBED_ENUM(guest_policy, allowed, day_only, not_allowed)

/// What a tenant ranks, the document's eight factors.
enum class factor : std::uint8_t {
  budget,
  occupancy,
  location,
  possession_date,
  gender_preference,
  property_type,
  lifestyle,
  furnishing
};
HOMIGO_DESCRIBED_ENUM(factor, budget, occupancy, location, possession_date, gender_preference, property_type, lifestyle,
                      furnishing)

/// In the order in which photos must stand.
enum class photo_type : std::uint8_t { room, kitchen, bathroom, hall, balcony, building_exterior, street_view };
HOMIGO_DESCRIBED_ENUM(photo_type, room, kitchen, bathroom, hall, balcony, building_exterior, street_view)

/// One life cycle for both kinds of posting; `fulfilled` is a requirement's end, `rented` a listing's.
enum class posting_status : std::uint8_t { draft, active, paused, expired, fulfilled, rented, deleted };
HOMIGO_DESCRIBED_ENUM(posting_status, draft, active, paused, expired, fulfilled, rented, deleted)

enum class swipe_action : std::uint8_t { like, dislike, super_like };
HOMIGO_DESCRIBED_ENUM(swipe_action, like, dislike, super_like)

enum class swipe_target : std::uint8_t { listing, requirement };
HOMIGO_DESCRIBED_ENUM(swipe_target, listing, requirement)

/// The two sides of a pair (requirement, listing).
enum class pair_side : std::uint8_t { tenant, host };
HOMIGO_DESCRIBED_ENUM(pair_side, tenant, host)
constexpr pair_side other(pair_side side) { return side == pair_side::tenant ? pair_side::host : pair_side::tenant; }

enum class match_status : std::uint8_t {
  active,
  visit_scheduled,
  deal_closed,
  tenant_unmatched,
  host_unmatched,
  both_unmatched,
  deal_failed
};
HOMIGO_DESCRIBED_ENUM(match_status, active, visit_scheduled, deal_closed, tenant_unmatched, host_unmatched,
                      both_unmatched, deal_failed)

enum class message_type : std::uint8_t { text, image, document, system, visit_request, visit_confirmation };
HOMIGO_DESCRIBED_ENUM(message_type, text, image, document, system, visit_request, visit_confirmation)

}  // namespace homigo::domain
