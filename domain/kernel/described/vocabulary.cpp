#include "domain/kernel/described/vocabulary.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE_ENUM(user_type)
HOMIGO_TABLE_ENUM(account_status)
HOMIGO_TABLE_ENUM(contact_visibility)
HOMIGO_TABLE_ENUM(occupation)
HOMIGO_TABLE_ENUM(gender)
HOMIGO_TABLE_ENUM(food_preference)
HOMIGO_TABLE_ENUM(yes_no)
HOMIGO_TABLE_ENUM(yes_no_any)
HOMIGO_TABLE_ENUM(host_category)
HOMIGO_TABLE_ENUM(property_type)
HOMIGO_TABLE_ENUM(furnishing)
HOMIGO_TABLE_ENUM(furnishing_preference)
HOMIGO_TABLE_ENUM(occupancy_type)
HOMIGO_TABLE_ENUM(gender_preference)
HOMIGO_TABLE_ENUM(bathroom_type)
HOMIGO_TABLE_ENUM(parking)
HOMIGO_TABLE_ENUM(water_supply)
HOMIGO_TABLE_ENUM(guest_policy)
HOMIGO_TABLE_ENUM(factor)
HOMIGO_TABLE_ENUM(photo_type)
HOMIGO_TABLE_ENUM(posting_status)
HOMIGO_TABLE_ENUM(swipe_action)
HOMIGO_TABLE_ENUM(swipe_target)
HOMIGO_TABLE_ENUM(pair_side)
HOMIGO_TABLE_ENUM(match_status)
HOMIGO_TABLE_ENUM(message_type)

}  // namespace homigo::domain
