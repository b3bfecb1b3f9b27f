"""Valid request bodies, to be changed in single fields by tests."""
import copy

PASSWORD = "correct horse battery 9"
PLACE = {"latitude": 19.1176, "longitude": 72.906}

_LISTING = {
    "title": "Bright 1BHK near Powai lake", "description": "Third floor, east facing, five minutes from the bus stop.",
    "property_type": "1bhk", "configuration": "1BHK", "furnishing": "semi_furnished", "total_area_sqft": 540,
    "rentable_area_sqft": 480,
    "address": {"line1": "12 Lake Road", "line2": None, "locality": "Powai", "city": "Mumbai", "state": "Maharashtra",
                "pincode": "400076"},
    "location": PLACE, "rent_monthly": 24000, "deposit": 72000, "brokerage": 0,
    "one_time_charges": [{"name": "society transfer", "amount": 500}],
    "recurring_charges": [{"name": "maintenance", "amount": 1500, "included": False}],
    "available_from": "2027-01-01", "occupancy_type": "double", "gender_preference": "any", "floor": 3, "total_floors": 7,
    "property_age_years": 6, "bathroom_type": "attached", "bathrooms": 1, "parking": "two_wheeler",
    "water_supply": "municipal", "amenities": ["wifi", "washing_machine"],
    "rules": {"pets_allowed": True, "non_veg_allowed": True, "drinking_allowed": False, "smoking_allowed": False,
              "parties_allowed": False, "guest_policy": "day_only"},
}

_REQUIREMENT = {
    "budget_min": 18000, "budget_max": 30000,
    "preferred_location": {"latitude": PLACE["latitude"] + 0.01, "longitude": PLACE["longitude"] + 0.01},
    "preferred_localities": ["Powai", "Vikhroli"], "occupancy_type": "double", "move_in_date": "2027-01-05",
    "gender_preference": "any", "property_type": "1bhk", "furnishing": "semi_furnished",
    "lifestyle": {"smoking": "no", "drinking": "no", "non_veg": "yes", "pets": "yes", "parties": "no"},
    "priorities": ["location", "budget", "property_type", "lifestyle", "furnishing", "occupancy", "possession_date",
                   "gender_preference"],
}

TENANT_PROFILE = {"occupation": "software_engineer", "company": "Acme", "age": 27, "gender": "female",
                  "food_preference": "non_veg", "smoking": "no", "drinking": "no", "pets": "yes"}
HOST_PROFILE = {"host_category": "owner"}


def _changed(body, changes):
    body = copy.deepcopy(body)
    body.update(changes)
    return body


def listing_body(**changes):
    return _changed(_LISTING, changes)


def requirement_body(**changes):
    return _changed(_REQUIREMENT, changes)
