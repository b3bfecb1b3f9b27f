"""Items of the feed: of how many points, why, and what to wish when there is none."""
import pytest

from support import bodies
from support.pair import live_pair, somewhere
from support.waiting import eventually

FACTORS = {"listing": {"budget", "location", "lifestyle", "property_type", "furnishing", "verification_bonus"},
           "requirement": {"occupation", "budget", "lifestyle", "possession_date"}}


async def feed(pair, theirs):
    """The first page that the other side's posting sees."""
    if theirs == "listing":
        return (await pair.tenant.get("/feed/listings", query={"requirement_id": pair.requirement_id})).want(200)
    return (await pair.host.get("/feed/requirements", query={"listing_id": pair.listing_id})).want(200)


async def shown(pair, theirs="listing"):
    async def items():
        return (await feed(pair, theirs))["items"]
    return (await eventually(items, f"a {theirs} in the feed"))[0]


@pytest.mark.parametrize("theirs", ["listing", "requirement"])
async def test_points_say_of_how_many_and_why(api, theirs):
    pair = await live_pair(api)
    item = await shown(pair, theirs)
    points, maximum = item["score_breakdown"], item["score_maximum"]
    assert set(points) == set(maximum) == FACTORS[theirs]
    assert all(0 <= points[factor] <= maximum[factor] for factor in points)
    assert abs(sum(maximum.values()) - (105 if theirs == "listing" else 100)) < 0.05
    assert 4 <= len(item["reasons"]) <= 6 and all(isinstance(reason, str) and len(reason) > 10 for reason in item["reasons"])


async def test_the_maximum_of_a_factor_follows_the_tenants_priorities(api):
    by_budget = ["budget", "location", "property_type", "lifestyle", "furnishing", "occupancy", "possession_date", "gender_preference"]
    first = await shown(await live_pair(api, requirement={"priorities": by_budget}))
    last = await shown(await live_pair(api, requirement={"priorities": by_budget[::-1]}))
    plain = await shown(await live_pair(api, requirement={"priorities": None}))
    assert last["score_maximum"]["budget"] < plain["score_maximum"]["budget"] == 30 < first["score_maximum"]["budget"]


async def test_reasons_change_with_what_they_are_about(api):
    cheap = await shown(await live_pair(api, listing={"rent_monthly": 18000}, requirement={"budget_max": 40000}))
    other = await shown(await live_pair(api, listing={"property_type": "villa", "rent_monthly": 30000}))
    assert "Costs half of your maximum or less" in cheap["reasons"] and "The type of home you are looking for" in cheap["reasons"]
    assert "At the top of your budget" in other["reasons"] and "A different type of home than you are looking for" in other["reasons"]


async def test_an_empty_feed_says_which_wish_would_bring_what_and_keeps_its_word(api):
    pair = await live_pair(api, listing={"rent_monthly": 32000})

    async def advice():
        page = await feed(pair, "listing")
        assert page["items"] == []
        return {each["field"]: each for each in page["relax"]}
    relax = await eventually(advice, "a wish that would bring the listing")
    assert relax["budget_max"]["adds"] == 1
    (await pair.tenant.put(f"/requirements/{pair.requirement_id}", {"budget_max": relax["budget_max"]["to"]})).want(200)
    page = await feed(pair, "listing")
    assert [item["listing"]["listing_id"] for item in page["items"]] == [pair.listing_id] and page["relax"] == []


async def test_a_host_with_an_empty_feed_is_advised_too(api):
    pair = await live_pair(api, listing={"rent_monthly": 32000})

    async def advice():
        return {each["field"]: each for each in (await feed(pair, "requirement"))["relax"]}
    relax = await eventually(advice, "a change that would bring the requirement")
    (await pair.host.put(f"/listings/{pair.listing_id}", {"rent_monthly": relax["rent_monthly"]["to"]})).want(200)
    assert (await feed(pair, "requirement"))["items"]


async def test_advice_counts_public_places_only(api):
    """A listing whose exact place is nearer than its public one is not added by a radius that reaches only the exact one."""
    corner = somewhere()
    grid = {axis: round(value, 2) for axis, value in corner.items()}
    host, tenant = await api.host(), await api.tenant()
    # 0.03 degrees of latitude are 3,336 m; the exact place is 500 m nearer, and the first step of the radius is 3 km.
    await host.live_listing(location={"latitude": grid["latitude"] + 0.0255, "longitude": grid["longitude"]})
    requirement = await tenant.live_requirement(preferred_location=grid, radius_km=1.5)

    async def page():
        return (await tenant.get("/feed/listings", query={"requirement_id": requirement["requirement_id"]})).want(200)

    async def advice():
        return (await page())["relax"]
    assert {"field": "radius_km", "to": 8, "adds": 1} in await eventually(advice, "advice")


async def test_who_has_nothing_live_gets_an_empty_page_without_advice(api):
    tenant = await api.tenant()
    draft = await tenant.draft_requirement(**bodies.requirement_body())
    assert (await tenant.get("/feed/listings", query={"requirement_id": draft["requirement_id"]})).want(200) == \
        {"items": [], "next_cursor": None, "relax": []}


async def test_a_card_carries_its_host_and_follows_them(api):
    pair = await live_pair(api)
    before = (await shown(pair))["listing"]
    assert before["photo_count"] == len(before["photos"]) == 3
    assert before["host"]["full_name"] == pair.host.account["full_name"] and before["host"]["badges"] == ["phone"]
    assert before["host"]["host_category"] == "owner" and before["host"]["is_fully_verified"] is False
    (await pair.host.put("/users/me", {"full_name": "Renamed Host"})).want(200)
    (await pair.host.put("/users/me/host-profile", {"host_category": "broker"})).want(200)
    now = (await api.get(f"/listings/{pair.listing_id}")).want(200)["host"]
    assert (now["full_name"], now["host_category"]) == ("Renamed Host", "broker")
    async def followed():
        return (await shown(pair))["listing"]["host"] == now
    await eventually(followed, "the card of the feed with the host's new name")


async def test_everybody_sees_the_host_without_contacts(api):
    pair = await live_pair(api)
    for answer in (await api.get(f"/listings/{pair.listing_id}"), await pair.tenant.get("/listings", query={"near": "19.076,72.8777"})):
        answer.want(200)
        assert pair.host.phone not in answer.text and pair.host.email not in answer.text
    assert set((await api.get(f"/listings/{pair.listing_id}")).json["host"]) <= {
        "full_name", "host_category", "badges", "avg_rating", "is_fully_verified"}
