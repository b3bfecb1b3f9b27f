"""What a stranger can find out of a place by asking: never more than the 0.01 degree grid point that is shown."""
import asyncio
import math

import pytest

from support.pair import somewhere
from support.waiting import eventually

GRID = 0.01


def inside_a_cell(north, east):
    """An exact place `north` and `east` of a point of the grid, in parts of a cell (under one half), and that point."""
    anywhere = somewhere()
    shown = {"latitude": round(anywhere["latitude"], 2), "longitude": round(anywhere["longitude"], 2)}
    exact = {"latitude": round(shown["latitude"] + north * GRID, 6), "longitude": round(shown["longitude"] + east * GRID, 6)}
    return exact, shown


def point(place):
    return f"{place['latitude']},{place['longitude']}"


def metres(a, b):
    p, q = math.radians(a["latitude"]), math.radians(b["latitude"])
    east = math.radians(b["longitude"] - a["longitude"])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(east / 2) ** 2
    return 2 * 6371008.77 * math.asin(math.sqrt(h))


async def bisected(is_shown, low, high, steps=32):
    """Where `is_shown(x)` becomes true between `low` (false) and `high` (true)."""
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (low, middle) if await is_shown(middle) else (middle, high)
    return high


async def finds(api, posting_id, **query):
    items = (await api.get("/listings", query={"limit": 100, **query})).want(200)["items"]
    return posting_id in [item["listing_id"] for item in items]


async def visible(api, listing_id, shown):
    await eventually(lambda: finds(api, listing_id, near=point(shown), radius_m=2000), "the listing is found")


async def test_halving_a_box_ends_at_the_point_that_is_shown(api):
    exact, shown = inside_a_cell(0.31, -0.42)
    listing_id = (await (await api.host()).live_listing(location=exact))["listing_id"]
    await visible(api, listing_id, shown)
    west, south, east, north = (shown["longitude"] - 0.02, shown["latitude"] - 0.02, shown["longitude"] + 0.02, shown["latitude"] + 0.02)
    top = await bisected(lambda x: finds(api, listing_id, bbox=f"{west},{south},{east},{x!r}"), south + 1e-9, north)
    right = await bisected(lambda x: finds(api, listing_id, bbox=f"{west},{south},{x!r},{north}"), west + 1e-9, east)
    assert abs(top - shown["latitude"]) < 1e-6 and abs(right - shown["longitude"]) < 1e-6
    assert abs(top - exact["latitude"]) > 0.3 * GRID and abs(right - exact["longitude"]) > 0.4 * GRID


async def test_a_box_around_the_exact_place_alone_finds_nothing(api):
    exact, shown = inside_a_cell(-0.45, 0.45)
    listing_id = (await (await api.host()).live_listing(location=exact))["listing_id"]
    await visible(api, listing_id, shown)
    box = [exact["longitude"] - 0.0004, exact["latitude"] - 0.0004, exact["longitude"] + 0.0004, exact["latitude"] + 0.0004]
    assert not await finds(api, listing_id, bbox=",".join(map(str, box)))


async def circle_of(is_shown, centre):
    """The least whole radius around `centre` that shows the target."""
    low, high = 0, 6000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if await is_shown(centre, middle) else (middle, high)
    return high


def corners_around(shown):
    return [{"latitude": shown["latitude"] + north, "longitude": shown["longitude"] + east}
            for north, east in ((0.0213, 0.0007), (-0.0111, 0.0197), (-0.0071, -0.0233))]


@pytest.mark.parametrize("kind", ["listing", "requirement"])
async def test_three_circles_meet_in_the_point_that_is_shown(api, kind):
    exact, shown = inside_a_cell(-0.38, 0.44)
    if kind == "listing":
        target, path, viewer = (await (await api.host()).live_listing(location=exact))["listing_id"], "/listings", api
    else:
        target = (await (await api.tenant()).live_requirement(preferred_location=exact))["requirement_id"]
        path, viewer = "/requirements", await api.host()

    async def is_shown(centre, radius):
        items = (await viewer.get(path, query={"near": point(centre), "radius_m": radius, "limit": 100})).want(200)["items"]
        return target in [item[f"{kind}_id"] for item in items]
    await eventually(lambda: is_shown(shown, 2000), "the posting is found")
    for centre in corners_around(shown):
        radius = await circle_of(is_shown, centre)
        assert abs(radius - metres(centre, shown)) <= 1, "the circle goes through the point that is shown"
        assert abs(radius - metres(centre, exact)) > 20, "and not through the exact one"


async def test_the_order_by_distance_does_not_tell_two_places_of_one_cell_apart(api):
    exact, shown = inside_a_cell(0.4, 0.1)
    other = {"latitude": shown["latitude"] - 0.4 * GRID, "longitude": exact["longitude"]}
    host = await api.host()
    pair = [(await host.live_listing(location=place))["listing_id"] for place in (exact, other)]
    for listing_id in pair:
        await visible(api, listing_id, shown)

    async def order(near):
        items = (await api.get("/listings", query={"near": point(near), "radius_m": 5000, "sort": "distance"})).want(200)["items"]
        return [item["listing_id"] for item in items]
    north = {"latitude": shown["latitude"] + 0.02, "longitude": shown["longitude"]}
    south = {"latitude": shown["latitude"] - 0.02, "longitude": shown["longitude"]}
    assert await order(north) == await order(south) == sorted(pair)


class Spy:
    """A person whose own posting can be moved about, and what the feed then says of the target."""

    def __init__(self, person, own_id, target_id, kind):
        self.person, self.own_id, self.target_id, self.kind = person, own_id, target_id, kind

    @staticmethod
    async def on_listing(api, listing_id, near):
        person = await api.tenant()
        own = await person.live_requirement(preferred_location=near, radius_km=5)
        return Spy(person, own["requirement_id"], listing_id, "listing")

    @staticmethod
    async def on_requirement(api, requirement_id, near):
        person = await api.host()
        own = await person.live_listing(location=near)
        return Spy(person, own["listing_id"], requirement_id, "requirement")

    async def sees(self, **changes):
        mine, theirs = ("requirement", "listing") if self.kind == "listing" else ("listing", "requirement")
        if changes:
            (await self.person.put(f"/{mine}s/{self.own_id}", changes)).want(200)
        items = (await self.person.get(f"/feed/{theirs}s", query={f"{mine}_id": self.own_id, "limit": 100})).want(200)["items"]
        found = [item for item in items if item[theirs][f"{theirs}_id"] == self.target_id]
        return (found[0]["distance_m"], found[0]["compatibility_score"], found[0]["score_breakdown"]) if found else None


async def test_a_requirement_that_moves_learns_no_more_of_a_listing_than_is_shown(api):
    exact, shown = inside_a_cell(0.37, 0.43)
    listing_id = (await (await api.host()).live_listing(location=exact))["listing_id"]
    spy = await Spy.on_listing(api, listing_id, shown)
    await eventually(spy.sees, "the listing is in the feed")
    for centre in corners_around(shown):
        snapped = {axis: round(value, 2) for axis, value in centre.items()}
        far = metres(snapped, shown)
        seen = await spy.sees(preferred_location=centre, radius_km=5)
        assert seen == await spy.sees(preferred_location=snapped), "within a cell nothing changes"
        assert seen[0] == math.ceil(round(far) / 100) * 100, "the distance is that of shown points, in whole hundreds"
        weight = 25 * 1.5 / (25 * 1.5 + 30 * (1.5 - 1 / 7) + 15 * (1.5 - 2 / 7) + 20 * (1.5 - 3 / 7) + 10 * (1.5 - 4 / 7)) * 100
        assert abs(seen[2]["location"] - weight * (5000 - round(far)) / 5000) < 0.006
        assert await spy.sees(radius_km=round(far) / 1000)
        assert await spy.sees(radius_km=(round(far) - 1) / 1000) is None, "the border goes through the point that is shown"


async def test_a_listing_that_moves_learns_no_more_of_a_requirement_than_is_shown(api):
    exact, shown = inside_a_cell(-0.41, -0.36)
    requirement = await (await api.tenant()).live_requirement(preferred_location=exact, radius_km=1.5)
    spy = await Spy.on_requirement(api, requirement["requirement_id"], shown)
    await eventually(spy.sees, "the requirement is in the feed")

    async def hidden_at(latitude):
        return await spy.sees(location={"latitude": latitude, "longitude": shown["longitude"]}) is None
    border = await bisected(hidden_at, shown["latitude"], shown["latitude"] + 0.03, steps=12)
    # 1.5 km is more than one and less than two cells: the border is half-way between the two points of the grid.
    assert abs(border - (shown["latitude"] + 1.5 * GRID)) < 1e-4
    moved = [{"latitude": shown["latitude"] + north, "longitude": shown["longitude"] + east}
             for north, east in ((0, 0), (0.0049, 0.0049), (-0.0049, -0.0049))]
    assert len({str(await spy.sees(location=place)) for place in moved}) == 1


async def test_words_of_the_hidden_address_find_nothing(api):
    exact, shown = inside_a_cell(0.1, 0.1)
    address = {"line1": "Flat 7 Xyloquartz Tower", "line2": "Behind Zephyrmill", "locality": "Powai", "city": "Mumbai",
               "state": "Maharashtra", "pincode": "400076"}
    listing_id = (await (await api.host()).live_listing(location=exact, address=address))["listing_id"]
    await visible(api, listing_id, shown)
    for words in ("xyloquartz", "zephyrmill"):
        assert not await finds(api, listing_id, q=words)
    for words in ("powai -xyloquartz", "powai -zephyrmill"):
        assert await finds(api, listing_id, q=words, near=point(shown), radius_m=2000), "nor does leaving them out hide it"


async def test_a_like_in_the_inbox_tells_the_place_that_is_shown(api):
    exact, shown = inside_a_cell(0.33, 0.21)
    tenant, host = await api.tenant(), await api.host()
    listing_id = (await host.live_listing(location=shown))["listing_id"]
    requirement_id = (await tenant.live_requirement(preferred_location=exact))["requirement_id"]
    (await tenant.swipe("listing", listing_id, requirement_id)).want(200)
    answer = await host.get("/swipes/received")
    assert answer.want(200)["items"][0]["requirement"]["preferred_location"] == shown
    seen = await asyncio.gather(host.get(f"/requirements/{requirement_id}"), host.get("/requirements", query={"near": point(shown)}))
    for text in [answer.text, *(each.text for each in seen)]:
        assert str(exact["latitude"]) not in text and str(exact["longitude"]) not in text
