"""Requirements and listings: their life, their versions, who may see and change them."""
import asyncio
import uuid

import pytest

from support import bodies
from support.pair import live_pair


async def test_a_requirement_goes_from_draft_over_active_and_paused_to_fulfilled(api):
    tenant = await api.tenant()
    live = await tenant.live_requirement()
    path = f"/requirements/{live['requirement_id']}"
    assert live["published_at"] and live["valid_until"] > live["published_at"]
    for status in ("paused", "active", "fulfilled"):
        assert (await tenant.put(path, {"status": status})).want(200)["status"] == status
    (await tenant.put(path, {"status": "active"})).problem(409)


async def test_a_listing_goes_from_draft_over_active_and_paused_to_rented(api):
    host = await api.host()
    path = f"/listings/{(await host.live_listing())['listing_id']}"
    for status in ("paused", "active", "rented"):
        assert (await host.put(path, {"status": status})).want(200)["status"] == status
    (await host.put(path, {"status": "active"})).problem(409)


async def test_a_paused_posting_may_find_its_end(api):
    host, tenant = await api.host(), await api.tenant()
    listing = f"/listings/{(await host.live_listing())['listing_id']}"
    requirement = f"/requirements/{(await tenant.live_requirement())['requirement_id']}"
    for who, path, end in ((host, listing, "rented"), (tenant, requirement, "fulfilled")):
        (await who.put(path, {"status": "paused"})).want(200)
        assert (await who.put(path, {"status": end})).want(200)["status"] == end


async def test_nobody_publishes_without_the_profile_that_goes_with_the_posting(api):
    someone = await api.person("both")
    listing_id = (await someone.draft_listing())["listing_id"]
    requirement_id = (await someone.draft_requirement())["requirement_id"]
    await someone.add_photos(listing_id)
    await someone.pay("host_listing", listing_id)
    await someone.pay("tenant_listing", requirement_id)
    for path in (f"/listings/{listing_id}", f"/requirements/{requirement_id}"):
        assert (await someone.get(path)).want(200)["status"] == "draft"
        (await someone.put(path, {"status": "active"})).problem(409, "profile_required")
    (await someone.post("/users/me/host-profile", bodies.HOST_PROFILE)).want(201)
    (await someone.put(f"/requirements/{requirement_id}", {"status": "active"})).problem(409, "profile_required")
    assert (await someone.put(f"/listings/{listing_id}", {"status": "active"})).want(200)["status"] == "active"
    (await someone.post("/users/me/tenant-profile", bodies.TENANT_PROFILE)).want(201)
    assert (await someone.put(f"/requirements/{requirement_id}", {"status": "active"})).want(200)["status"] == "active"


async def test_a_draft_cannot_be_paused_and_a_status_of_the_other_kind_is_refused(api):
    host, tenant = await api.host(), await api.tenant()
    listing, requirement = await host.draft_listing(), await tenant.draft_requirement()
    assert (await host.put(f"/listings/{listing['listing_id']}", {"status": "paused"})).status in (409, 422)
    assert (await host.put(f"/listings/{listing['listing_id']}", {"status": "fulfilled"})).status in (409, 422)
    assert (await tenant.put(f"/requirements/{requirement['requirement_id']}", {"status": "rented"})).status in (409, 422)
    assert (await host.put(f"/listings/{listing['listing_id']}", {"status": "expired"})).status in (409, 422)


async def test_deleting_is_for_good_and_may_be_repeated(api):
    tenant, host = await api.tenant(), await api.host()
    requirement, listing = await tenant.draft_requirement(), await host.live_listing()
    for who, path in ((tenant, f"/requirements/{requirement['requirement_id']}"), (host, f"/listings/{listing['listing_id']}")):
        assert (await who.delete(path)).status in (200, 204)
        gone = await who.get(path)
        assert gone.status == 404 or gone.json["status"] == "deleted"
        assert (await who.put(path, {"status": "active"})).status in (404, 409)


async def test_content_comes_back_as_it_was_sent(api):
    tenant, host = await api.tenant(), await api.host()
    for made, sent in ((await tenant.draft_requirement(), bodies.requirement_body()), (await host.draft_listing(), bodies.listing_body())):
        for name, value in sent.items():
            assert made[name] == value, name


async def test_text_that_looks_like_sql_or_markup_is_just_text(api):
    host = await api.host()
    nasty = "'; DROP TABLE users; -- \" \\ %s $1 <b>&amp;</b> \u202e 🏠 \t\n"
    listing = await host.draft_listing(title="Robert'); DELETE FROM users;--", description=nasty)
    read = (await host.get(f"/listings/{listing['listing_id']}")).want(200)
    assert read["title"] == "Robert'); DELETE FROM users;--" and read["description"] == nasty.strip()


async def test_put_merges_absent_stays_null_clears(api):
    host = await api.host()
    listing = await host.draft_listing()
    path = f"/listings/{listing['listing_id']}"
    changed = (await host.put(path, {"rent_monthly": 25000, "floor": None})).want(200)
    assert (changed["rent_monthly"], changed["floor"], changed["title"]) == (25000, None, listing["title"])
    changed = (await host.put(path, {"address": {"locality": "Andheri"}})).want(200)
    assert (changed["address"]["locality"], changed["address"]["line1"]) == ("Andheri", "12 Lake Road")
    assert "/title" in (await host.put(path, {"title": None})).pointers()
    assert "/rent_monthly" in (await host.put(path, {"rent_monthly": -5})).pointers()
    (await host.put(path, data=b'{"rent_monthly": 1000, "rent_monthly": 2000}')).problem(400)
    assert (await host.get(path)).want(200)["rent_monthly"] == 25000


async def test_a_cross_check_holds_after_merging(api):
    tenant = await api.tenant()
    requirement = await tenant.draft_requirement(budget_min=10000, budget_max=20000)
    answer = await tenant.put(f"/requirements/{requirement['requirement_id']}", {"budget_min": 25000})
    assert answer.problem(422)["errors"]


@pytest.mark.parametrize("kind", ["listings", "requirements"])
async def test_etag_if_match_and_if_none_match(api, kind):
    owner = await api.host() if kind == "listings" else await api.tenant()
    made = await (owner.draft_listing() if kind == "listings" else owner.draft_requirement())
    path = f"/{kind}/{made[kind[:-1] + '_id']}"
    first = await owner.get(path)
    tag = first.headers["ETag"]
    assert (await owner.get(path, headers={"If-None-Match": tag})).status == 304
    changed = await owner.put(path, {"title": "A new title"}, headers={"If-Match": tag})
    assert changed.want(200)["title"] == "A new title"
    new_tag = changed.headers["ETag"]
    assert new_tag != tag and (await owner.get(path)).headers["ETag"] == new_tag
    (await owner.put(path, {"title": "Stale"}, headers={"If-Match": tag})).problem(412)
    (await owner.delete(path, headers={"If-Match": tag})).problem(412)
    (await owner.get(path, headers={"If-None-Match": tag})).want(200)
    assert (await owner.delete(path, headers={"If-Match": new_tag})).status in (200, 204)


async def test_of_many_changes_on_one_version_one_wins(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    tag = (await host.get(f"/listings/{listing_id}")).headers["ETag"]
    answers = await asyncio.gather(*(host.put(f"/listings/{listing_id}", {"rent_monthly": 10000 + i}, headers={"If-Match": tag})
                                     for i in range(10)))
    assert sorted(a.status for a in answers) == [200] + [412] * 9


async def test_others_cannot_see_drafts_nor_change_live_postings(api):
    host, tenant, stranger = await api.host(), await api.tenant(), await api.person()
    draft, live = await host.draft_listing(), await host.live_listing()
    requirement = await tenant.draft_requirement()
    (await stranger.get(f"/listings/{draft['listing_id']}")).problem(404)
    (await stranger.get(f"/requirements/{requirement['requirement_id']}")).problem(404)
    (await stranger.put(f"/listings/{draft['listing_id']}", {"rent_monthly": 1})).problem(404)
    (await stranger.get(f"/listings/{live['listing_id']}")).want(200)
    (await stranger.put(f"/listings/{live['listing_id']}", {"rent_monthly": 1})).want(403, 404)
    (await stranger.delete(f"/listings/{live['listing_id']}")).want(403, 404)
    assert (await host.get(f"/listings/{live['listing_id']}")).want(200)["rent_monthly"] == 24000


async def test_a_live_listing_shows_others_neither_address_nor_exact_place(api):
    host, viewer = await api.host(), await api.person()
    place = {"latitude": 19.123456, "longitude": 72.987654}
    live = await host.live_listing(location=place)
    answer = await viewer.get(f"/listings/{live['listing_id']}")
    assert answer.want(200)["address"]["locality"] == "Powai"
    for secret in ("12 Lake Road", "19.123456", "72.987654", host.phone, host.email):
        assert secret not in answer.text
    own = (await host.get(f"/listings/{live['listing_id']}")).want(200)
    assert own["location"] == place and own["address"]["line1"] == "12 Lake Road"


async def test_own_postings_are_listed_newest_first_and_page(api):
    host = await api.host()
    made = [(await host.draft_listing())["listing_id"] for _ in range(5)]
    assert [x["listing_id"] for x in await host.pages("/listings/my", limit=2)] == made[::-1]


async def test_every_error_of_a_body_is_named_at_once(api):
    host = await api.host()
    bad = bodies.listing_body(title="", rent_monthly="cheap", property_type="castle", rentable_area_sqft=0, location={"latitude": 91, "longitude": 0})
    del bad["deposit"]
    bad["address"]["pincode"] = "12"
    pointers = (await host.post("/listings", bad)).pointers()
    assert {"/title", "/rent_monthly", "/property_type", "/rentable_area_sqft", "/deposit", "/address/pincode"} <= pointers
    assert any(p.startswith("/location") for p in pointers)


async def test_priorities_are_all_eight_or_none(api):
    tenant = await api.tenant()
    for priorities in (["budget"], ["budget"] * 8):
        answer = await tenant.post("/requirements", bodies.requirement_body(priorities=priorities))
        assert any(p.startswith("/priorities") for p in answer.pointers())
    assert (await tenant.draft_requirement(priorities=None))["priorities"] is None


async def test_two_posts_at_once_with_one_idempotency_key_make_one_listing(api):
    host = await api.host()
    key = {"Idempotency-Key": str(uuid.uuid4())}
    answers = await asyncio.gather(*(host.post("/listings", bodies.listing_body(), headers=key) for _ in range(2)))
    assert all(a.status == 201 or a.problem(409, "request_in_progress") for a in answers)
    assert len(await host.pages("/listings/my")) == 1


async def test_what_moves_by_itself_changes_the_etag_and_hinders_no_change(api):
    """A like or a new name is no revision: a client that sends a whole resource back has not tried to write it."""
    pair = await live_pair(api)
    path = f"/listings/{pair.listing_id}"
    read = await pair.host.get(path)
    (await pair.tenant_swipes()).want(200)
    (await pair.host.put("/users/me", {"full_name": "Another Name"})).want(200)
    now = await pair.host.get(path, headers={"If-None-Match": read.headers["ETag"]})
    assert now.want(200)["likes_count"] == 1 and now.headers["ETag"] != read.headers["ETag"]
    old = {**read.json, "rent_monthly": 24000}
    changed = (await pair.host.put(path, old, headers={"If-Match": read.headers["ETag"]})).want(200)
    assert changed["rent_monthly"] == 24000 and changed["likes_count"] == 1
    answer = await pair.host.put(path, {**changed, "host_id": pair.tenant.user_id})
    assert answer.problem(422)["errors"][0]["code"] == "read_only"
