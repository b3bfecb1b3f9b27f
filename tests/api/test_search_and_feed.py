"""Search and feed: what they show, in which order, and what they never tell."""
import asyncio

import pytest

from support.pair import live_pair, somewhere
from support.waiting import eventually


def near(place):
    return f"{place['latitude']},{place['longitude']}"


async def listings_at(host, place, rents, **changes):
    return [(await host.live_listing(location=place, rent_monthly=rent, **changes))["listing_id"] for rent in rents]


def ids(items):
    return [item["listing_id"] for item in items]


async def test_search_filters(api):
    place, host = somewhere(), await api.host()
    cheap, dear = await listings_at(host, place, (15000, 45000), title="Quiet garden flat", amenities=["wifi", "gym"])
    villa = (await host.live_listing(location=place, property_type="villa", furnishing="unfurnished",
                                     available_from="2027-06-01", amenities=["gym"]))["listing_id"]
    viewer = await api.person()

    async def found(**query):
        return set(ids(await viewer.pages("/listings", near=near(place), radius_m=1000, **query)))

    await eventually(lambda: _async_equal(found(), {cheap, dear, villa}), "all three are found")
    assert await found(rent_max=20000) == {cheap}
    assert await found(rent_min=40000) == {dear}
    assert await found(property_type="villa") == {villa}
    assert await found(furnishing="unfurnished") == {villa}
    assert await found(amenities="wifi,gym") == {cheap, dear}
    assert await found(available_by="2027-02-01") == {cheap, dear}
    assert await found(q="garden") == {cheap, dear}
    assert await found(q="garden nosuchword") == set()
    assert await found(city="Mumbai") == {cheap, dear, villa}
    assert await found(city="Nowhere") == set()
    box = f"{place['longitude'] - 0.01},{place['latitude'] - 0.01},{place['longitude'] + 0.01},{place['latitude'] + 0.01}"
    assert set(ids(await viewer.pages("/listings", bbox=box))) == {cheap, dear, villa}
    assert ids(await viewer.pages("/listings", near=near(place), radius_m=1000, sort="rent")) == [cheap, villa, dear]
    assert ids(await viewer.pages("/listings", near=near(place), radius_m=1000, sort="newest")) == [villa, dear, cheap]


async def _async_equal(awaitable, wanted):
    return await awaitable == wanted


async def test_search_shows_only_live_listings_and_no_secrets(api):
    place, host, viewer = somewhere(), await api.host(), await api.person()
    live, paused = await listings_at(host, place, (20000, 21000))
    await host.draft_listing(location=place)
    (await host.put(f"/listings/{paused}", {"status": "paused"})).want(200)
    answer = await viewer.get("/listings", query={"near": near(place), "radius_m": 1000})
    assert ids(answer.want(200)["items"]) == [live]
    for secret in ("12 Lake Road", str(place["latitude"]), str(place["longitude"]), host.phone, host.email):
        assert secret not in answer.text


@pytest.mark.parametrize("sort", ["newest", "rent", "distance"])
async def test_pages_show_each_listing_once_while_others_are_added(api, sort):
    place, host, viewer = somewhere(), await api.host(), await api.person()
    before = await listings_at(host, place, (20000, 20000, 20000, 21000, 21000))
    seen, cursor = [], None
    for extra_rent in (19000, 20000, 22000, 18000, 20500, 21000):
        query = {"near": near(place), "radius_m": 1000, "sort": sort, "limit": 1, **({"cursor": cursor} if cursor else {})}
        page = (await viewer.get("/listings", query=query)).want(200)
        seen += ids(page["items"])
        cursor = page["next_cursor"]
        if not cursor:
            break
        await host.live_listing(location=place, rent_monthly=extra_rent)
    while cursor:
        page = (await viewer.get("/listings", query={"near": near(place), "radius_m": 1000, "sort": sort, "limit": 3, "cursor": cursor})).want(200)
        seen += ids(page["items"])
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) and set(before) <= set(seen)


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"rent_min": "cheap"}, {"near": "91,0", "radius_m": 5},
                                   {"near": "nan,0"}, {"near": "19"}, {"bbox": "1,2,3"}, {"sort": "best"}, {"property_type": "castle"},
                                   {"available_by": "2027-02-30"}, {"sort": "distance"}, {"radius_m": -1}, {"q": "x" * 300}])
async def test_a_bad_filter_is_422(api, query):
    (await (await api.person()).get("/listings", query=query)).problem(422)


@pytest.mark.parametrize("cursor", ["x", "%00", "AAAA", "e30", "null", "%F0%9F%8F%A0", "", "x" * 5000])
@pytest.mark.parametrize("path", ["/listings", "/feed/listings", "/matches", "/conversations", "/swipes/received", "/listings/my"])
async def test_a_bad_cursor_is_400(api, path, cursor):
    tenant = await api.tenant()
    if path.startswith("/feed"):
        await tenant.live_requirement()
    (await tenant.get(f"{path}?cursor={cursor}")).problem(400, "malformed_request")


async def test_a_cursor_of_another_list_is_refused(api):
    place, host = somewhere(), await api.host()
    await listings_at(host, place, (20000, 21000))
    page = (await host.get("/listings/my", query={"limit": 1})).want(200)
    assert page["next_cursor"]
    for path in ("/matches", "/conversations", "/swipes/received"):
        (await host.get(path, query={"cursor": page["next_cursor"]})).problem(400)


async def feed_of(pair, **query):
    return [i["listing"]["listing_id"] for i in await pair.tenant.pages("/feed/listings", requirement_id=pair.requirement_id, **query)]


async def test_the_feed_obeys_budget_radius_date_and_occupancy(api):
    pair = await live_pair(api)
    far = {"latitude": pair.place["latitude"] + 0.3, "longitude": pair.place["longitude"]}
    wrong = [await pair.host.live_listing(**{"location": pair.place, **changes}) for changes in (
        {"rent_monthly": 30001}, {"rent_monthly": 17999}, {"location": far}, {"available_from": "2027-02-05"},
        {"occupancy_type": "single"}, {"gender_preference": "male"})]
    right = await pair.host.live_listing(location=pair.place, available_from="2027-02-04", rent_monthly=30000)
    await eventually(lambda: _contains(feed_of(pair), right["listing_id"]), "the fitting listing is in the feed")
    shown = set(await feed_of(pair))
    assert shown == {pair.listing_id, right["listing_id"]}
    assert not shown & {w["listing_id"] for w in wrong}


async def _contains(awaitable, wanted):
    return wanted in await awaitable


async def test_both_feeds_are_ordered_by_score_and_tell_how_it_is_made(api):
    pair = await live_pair(api)
    for rent in (19000, 22000, 29000):
        await pair.host.live_listing(location=pair.place, rent_monthly=rent, furnishing="unfurnished" if rent > 20000 else "fully_furnished")
    async def whole():
        items = await pair.tenant.pages("/feed/listings", requirement_id=pair.requirement_id, limit=2)
        return items if len(items) == 4 else None
    items = await eventually(whole, "four listings in the feed")
    scores = [item["compatibility_score"] for item in items]
    assert scores == sorted(scores, reverse=True) and all(0 <= s <= 100 for s in scores)
    assert all(item["score_breakdown"] and 1000 < item["distance_m"] < 2000 for item in items)
    answer = await pair.host.get("/feed/requirements", query={"listing_id": pair.listing_id})
    assert [i["requirement"]["requirement_id"] for i in answer.want(200)["items"]] == [pair.requirement_id]
    assert pair.tenant.phone not in answer.text and pair.tenant.email not in answer.text


async def test_swiped_and_paused_postings_are_not_in_the_feed(api):
    pair = await live_pair(api)
    await eventually(lambda: _contains(feed_of(pair), pair.listing_id), "the listing is in the feed")
    (await pair.host.put(f"/listings/{pair.listing_id}", {"status": "paused"})).want(200)
    async def is_gone():
        return pair.listing_id not in await feed_of(pair)
    await eventually(is_gone, "the paused listing leaves the feed")
    (await pair.host.put(f"/listings/{pair.listing_id}", {"status": "active"})).want(200)
    await eventually(lambda: _contains(feed_of(pair), pair.listing_id), "the listing comes back")
    (await pair.tenant_swipes("dislike")).want(200)
    assert pair.listing_id not in await feed_of(pair)


async def test_the_feed_pages_right_while_listings_are_added(api):
    pair = await live_pair(api)
    before = {pair.listing_id, *await listings_at(pair.host, pair.place, (20000, 21000, 22000, 23000))}
    await eventually(lambda: _async_equal(_set(feed_of(pair)), before), "all are in the feed")
    seen, cursor = [], None
    while True:
        query = {"requirement_id": pair.requirement_id, "limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await pair.tenant.get("/feed/listings", query=query)).want(200)
        seen += [i["listing"]["listing_id"] for i in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
        if len(seen) == 2:
            await asyncio.gather(*(pair.host.live_listing(location=pair.place, rent_monthly=rent) for rent in (20500, 29500)))
    assert len(seen) == len(set(seen)) and before <= set(seen)


async def _set(awaitable):
    return set(await awaitable)


async def test_the_feed_of_somebody_elses_requirement_is_404(api):
    pair, stranger = await live_pair(api), await api.tenant()
    (await stranger.get("/feed/listings", query={"requirement_id": pair.requirement_id})).problem(404)
    (await stranger.get("/feed/requirements", query={"listing_id": pair.listing_id})).problem(404)


async def test_with_several_active_requirements_one_must_be_named(api):
    tenant = await api.tenant()
    assert (await tenant.get("/feed/listings")).want(200)["items"] == []
    await tenant.live_requirement()
    (await tenant.get("/feed/listings")).want(200)
    await tenant.live_requirement()
    (await tenant.get("/feed/listings")).problem(422, "as_id_required")


async def test_a_feed_already_read_follows_edits_swipes_and_blocks(api):
    pair = await live_pair(api)
    query = {"requirement_id": pair.requirement_id}

    async def card():
        items = (await pair.tenant.get("/feed/listings", query=query)).want(200)["items"]
        return next((i for i in items if i["listing"]["listing_id"] == pair.listing_id), None)
    first = await card()
    assert first == await card()
    whole = (await pair.tenant.get(f"/listings/{pair.listing_id}")).want(200)
    assert first["listing"] == {k: whole[k] for k in first["listing"]}

    (await pair.host.put(f"/listings/{pair.listing_id}", {"title": "Painted anew"})).want(200)

    async def is_new():
        return (await card())["listing"]["title"] == "Painted anew"
    await eventually(is_new, "the card shows the edit", within=2)

    swipe = (await pair.tenant_swipes("dislike")).want(200)
    assert await card() is None
    (await pair.tenant.post("/swipe/undo", {"swipe_id": swipe["swipe_id"]})).want(200)
    assert (await card())["listing"]["likes_count"] == 0
    (await pair.host.post(f"/users/{pair.tenant.user_id}/block")).want(201)
    assert await card() is None
    (await pair.host.delete(f"/users/{pair.tenant.user_id}/block")).want(204)
    assert await card() is not None


async def test_what_is_written_past_the_server_is_found_in_the_change_log(api, db):
    pair = await live_pair(api)
    assert pair.listing_id in await feed_of(pair)
    db.execute("UPDATE property_listings SET status = 'paused' WHERE listing_id = %s", (pair.listing_id,))
    db.execute("INSERT INTO change_log (kind, key) VALUES ('listing', %s)", (pair.listing_id,))

    async def is_gone():
        return pair.listing_id not in await feed_of(pair)
    await eventually(is_gone, "the sweep takes the listing out of the feed")


async def test_operators_see_the_feed_in_memory_in_figures(api):
    pair = await live_pair(api)
    assert pair.listing_id in await feed_of(pair)
    text = (await api.get("/metrics")).text
    figures = dict(line.split(" ") for line in text.splitlines() if line.startswith("homigo_feed_"))
    assert float(figures["homigo_feed_ready"]) == 1
    assert float(figures["homigo_feed_listings"]) >= 1 and float(figures["homigo_feed_index_bytes"]) > 0
    assert float(figures["homigo_feed_cards"]) >= 1 and float(figures["homigo_feed_sweep_lag_seconds"]) < 10
