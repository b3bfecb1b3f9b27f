"""What demo tenants are like and what they look for, drawn around advertisements that exist."""
import datetime

FACTORS = ["budget", "occupancy", "location", "possession_date", "gender_preference", "property_type", "lifestyle", "furnishing"]


def maybe(dice, values):
    return dice.choice(values) if dice.random() < 0.6 else None


def told(fields):
    return {name: value for name, value in fields.items() if value is not None}


def draw_profile(dice):
    return told({
        "occupation": dice.choice(["student", "software_engineer", "professional", "business", "government", "freelancer"]),
        "age": dice.randint(19, 45),
        "gender": dice.choice(["male", "female"]),
        "food_preference": maybe(dice, ["veg", "non_veg", "any"]),
        "smoking": maybe(dice, ["yes", "no"]),
        "drinking": maybe(dice, ["yes", "no"]),
        "pets": maybe(dice, ["yes", "no"]),
    })


def draw_wish(dice, around):
    """Somebody whom this advertisement and its neighbours may suit: the rent lies within the budget, the place within the
    radius; type and furnishing fit often, not always."""
    rent = max(around["rent_monthly"], 1000)
    habits = ("smoking", "drinking", "non_veg", "pets", "parties")
    return told({
        # Rents are thought of in whole hundreds.
        "budget_min": min(int(round(rent * dice.uniform(0.4, 0.8), -2)), around["rent_monthly"]),
        "budget_max": int(round(rent * dice.uniform(1.1, 1.8), -2)) + 100,
        "preferred_location": {axis: round(around[axis] + dice.uniform(-0.02, 0.02), 6) for axis in ("latitude", "longitude")},
        "radius_km": dice.randint(5, 15),
        "preferred_localities": [around["locality"]] if dice.random() < 0.5 else [],
        "occupancy_type": around["occupancy_type"],
        "move_in_date": str(datetime.date.today() + datetime.timedelta(days=dice.randint(5, 60))),
        "gender_preference": "any",
        "property_type": around["property_type"] if dice.random() < 0.75 else dice.choice(["1bhk", "2bhk", "3bhk"]),
        "furnishing": "any" if dice.random() < 0.5 else around["furnishing"],
        "lifestyle": told({habit: maybe(dice, ["yes", "no", "any"]) for habit in habits}),
        "priorities": dice.sample(FACTORS, len(FACTORS)) if dice.random() < 0.2 else None,
    })
