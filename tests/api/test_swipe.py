"""Swiping: one decision per side on each pair of a requirement and a listing."""
import asyncio
import uuid

import pytest

from support.pair import live_pair, matched_pair


async def test_the_same_swipe_again_is_the_same_answer_and_counts_once(api):
    pair = await live_pair(api)
    first = (await pair.tenant_swipes()).want(200)
    for _ in range(2):
        assert (await pair.tenant_swipes()).want(200) == first
    assert (await pair.host.get(f"/listings/{pair.listing_id}")).want(200)["likes_count"] == 1
    assert len(await pair.host.pages("/swipes/received")) == 1


async def test_like_and_dislike_may_change_until_the_match(api):
    pair = await live_pair(api)
    first = (await pair.tenant_swipes("like")).want(200)
    changed = (await pair.tenant_swipes("dislike")).want(200)
    assert (changed["swipe_id"], changed["action"]) == (first["swipe_id"], "dislike")
    assert (await pair.host.get(f"/listings/{pair.listing_id}")).want(200)["likes_count"] == 0
    assert await pair.host.pages("/swipes/received") == []
    assert (await pair.host_swipes()).want(200)["matched"] is False
    assert (await pair.tenant_swipes("like")).want(200)["matched"] is True


async def test_a_dislike_after_the_match_is_409(api):
    pair = await matched_pair(api)
    for swipe in (pair.tenant_swipes, pair.host_swipes):
        (await swipe("dislike")).problem(409, "already_matched")
        again = (await swipe("like")).want(200)
        assert again["matched"] is True and again["match"]["match_id"] == pair.match_id


async def test_a_like_is_raised_to_a_super_like_and_shown_first(api):
    pair, other = await live_pair(api), await live_pair(api)
    first = (await pair.tenant_swipes()).want(200)
    raised = (await pair.tenant_swipes("super_like")).want(200)
    assert (raised["swipe_id"], raised["action"]) == (first["swipe_id"], "super_like")
    # A like after it keeps what stands.
    assert (await pair.tenant_swipes("like")).want(200)["action"] == "super_like"
    (await other.tenant.swipe("listing", pair.listing_id, other.requirement_id)).want(200)
    inbox = await pair.host.pages("/swipes/received")
    assert [i["action"] for i in inbox] == ["super_like", "like"]
    assert (await pair.host_swipes()).want(200)["matched"] is True


async def test_super_likes_have_a_daily_quota(api):
    pair = await live_pair(api)
    more = [await pair.host.live_listing(location=pair.place) for _ in range(5)]
    statuses = []
    for listing_id in [pair.listing_id] + [m["listing_id"] for m in more]:
        statuses.append((await pair.tenant.swipe("listing", listing_id, pair.requirement_id, "super_like")).status)
    assert statuses == [200] * 5 + [429]
    refused = await pair.tenant.swipe("listing", more[-1]["listing_id"], pair.requirement_id, "super_like")
    refused.problem(429, "quota_exceeded")
    assert "Retry-After" in refused.headers
    (await pair.tenant.swipe("listing", more[-1]["listing_id"], pair.requirement_id, "like")).want(200)


async def test_a_super_like_that_becomes_a_dislike_stays_spent(api):
    pair = await live_pair(api)
    more = [await pair.host.live_listing(location=pair.place) for _ in range(5)]
    statuses = []
    for listing_id in [pair.listing_id] + [m["listing_id"] for m in more]:
        statuses.append((await pair.tenant.swipe("listing", listing_id, pair.requirement_id, "super_like")).status)
        (await pair.tenant.swipe("listing", listing_id, pair.requirement_id, "dislike")).want(200)
    assert statuses == [200] * 5 + [429]


async def test_as_id_may_be_left_out_when_exactly_one_posting_is_active(api):
    pair = await live_pair(api)
    assert (await pair.tenant.swipe("listing", pair.listing_id)).want(200)["action"] == "like"
    assert (await pair.host.swipe("requirement", pair.requirement_id)).want(200)["matched"] is True


async def test_with_several_active_postings_as_id_is_required(api):
    pair = await live_pair(api)
    await pair.tenant.live_requirement()
    (await pair.tenant.swipe("listing", pair.listing_id)).problem(422, "as_id_required")
    (await pair.tenant_swipes()).want(200)


async def test_without_an_active_posting_nobody_swipes(api):
    pair, stranger = await live_pair(api), await api.tenant()
    assert (await stranger.swipe("listing", pair.listing_id)).status in (409, 422)
    draft = await stranger.draft_requirement()
    assert (await stranger.swipe("listing", pair.listing_id, draft["requirement_id"])).status in (404, 409)


async def test_nobody_swipes_with_anothers_posting_or_on_what_is_not_there(api):
    pair, stranger = await live_pair(api), await api.tenant()
    (await stranger.swipe("listing", pair.listing_id, pair.requirement_id)).want(403, 404)
    (await pair.tenant.swipe("listing", str(uuid.uuid4()), pair.requirement_id)).problem(404)
    (await pair.tenant.swipe("requirement", pair.requirement_id, pair.listing_id)).want(403, 404)
    (await pair.tenant.swipe("listing", pair.requirement_id, pair.requirement_id)).problem(404)


async def test_nobody_swipes_on_their_own_posting(api):
    someone = await api.person("both")
    (await someone.post("/users/me/tenant-profile", {"occupation": "other", "age": 30, "gender": "other"})).want(201)
    (await someone.post("/users/me/host-profile", {"host_category": "owner"})).want(201)
    listing, requirement = await someone.live_listing(), await someone.live_requirement()
    assert (await someone.swipe("listing", listing["listing_id"], requirement["requirement_id"])).status in (403, 409, 422)


async def test_a_paused_listing_cannot_be_swiped(api):
    pair = await live_pair(api)
    (await pair.host.put(f"/listings/{pair.listing_id}", {"status": "paused"})).want(200)
    assert (await pair.tenant_swipes()).status in (404, 409)


async def test_the_last_dislike_can_be_undone(api):
    pair = await live_pair(api)
    disliked = (await pair.tenant_swipes("dislike")).want(200)
    (await pair.tenant.post("/swipe/undo", {"swipe_id": disliked["swipe_id"]})).want(200, 204)
    (await pair.tenant.post("/swipe/undo", {"swipe_id": disliked["swipe_id"]})).problem(409)
    feed = (await pair.tenant.get("/feed/listings", query={"requirement_id": pair.requirement_id})).want(200)["items"]
    assert pair.listing_id in [i["listing"]["listing_id"] for i in feed]
    assert (await pair.tenant_swipes("like")).want(200)["swipe_id"] != disliked["swipe_id"]


async def test_an_undo_whose_outcome_nobody_knew_is_found_done_by_its_retry(api, db):
    pair = await live_pair(api)
    disliked = (await pair.tenant_swipes("dislike")).want(200)
    undo, key = {"swipe_id": disliked["swipe_id"]}, {"Idempotency-Key": str(uuid.uuid4())}
    # As if the first try's commit had come after its 503: the swipe is undone, and no answer was kept.
    (await pair.tenant.post("/swipe/undo", undo)).want(200)
    first = (await pair.tenant.post("/swipe/undo", undo, headers=key)).want(200)
    assert first == undo
    assert (await pair.tenant.post("/swipe/undo", undo, headers=key)).want(200) == first
    (await pair.tenant.post("/swipe/undo", undo)).problem(409)
    (await pair.host.post("/swipe/undo", undo, headers=key)).problem(404)


async def test_only_the_last_dislike_can_be_undone_and_no_like(api):
    pair = await live_pair(api)
    second = await pair.host.live_listing(location=pair.place)
    first = (await pair.tenant_swipes("dislike")).want(200)
    last = (await pair.tenant.swipe("listing", second["listing_id"], pair.requirement_id, "dislike")).want(200)
    (await pair.tenant.post("/swipe/undo", {"swipe_id": first["swipe_id"]})).problem(409)
    (await pair.tenant.post("/swipe/undo", {"swipe_id": last["swipe_id"]})).want(200, 204)
    liked = (await pair.tenant.swipe("listing", second["listing_id"], pair.requirement_id, "like")).want(200)
    (await pair.tenant.post("/swipe/undo", {"swipe_id": liked["swipe_id"]})).problem(409)


async def test_nobody_undoes_anothers_swipe(api):
    pair = await live_pair(api)
    disliked = (await pair.tenant_swipes("dislike")).want(200)
    (await pair.host.post("/swipe/undo", {"swipe_id": disliked["swipe_id"]})).want(403, 404, 409)
    (await pair.host.post("/swipe/undo", {"swipe_id": str(uuid.uuid4())})).want(404, 409)


async def test_the_inbox_shows_likes_not_yet_answered_and_never_dislikes(api):
    pair, other = await live_pair(api), await live_pair(api)
    (await pair.tenant_swipes()).want(200)
    (await other.tenant.swipe("listing", pair.listing_id, other.requirement_id, "dislike")).want(200)
    answer = await pair.host.get("/swipes/received")
    assert [i["requirement"]["requirement_id"] for i in answer.want(200)["items"]] == [pair.requirement_id]
    assert answer.json["items"][0]["listing"]["listing_id"] == pair.listing_id
    assert pair.tenant.phone not in answer.text and pair.tenant.email not in answer.text
    (await pair.host_swipes("dislike")).want(200)
    assert await pair.host.pages("/swipes/received") == []


async def test_a_host_may_like_first(api):
    pair = await live_pair(api)
    opened = await pair.tenant.socket()
    assert (await pair.host_swipes()).want(200)["matched"] is False
    await opened.event("swipe.received")
    assert [i["listing"]["listing_id"] for i in await pair.tenant.pages("/swipes/received")] == [pair.listing_id]
    assert (await pair.tenant_swipes()).want(200)["matched"] is True
    assert await pair.tenant.pages("/swipes/received") == []


async def test_many_swipes_of_both_sides_at_once_end_in_one_match(api, db):
    pair = await live_pair(api)
    answers = await asyncio.gather(*(swipe() for _ in range(10) for swipe in (pair.tenant_swipes, pair.host_swipes)))
    bodies = [a.want(200) for a in answers]
    assert len({b["match"]["match_id"] for b in bodies if b["matched"]}) == 1
    assert db.value("SELECT count(*) FROM matches WHERE listing_id = %s", (pair.listing_id,)) == 1
    assert db.value("SELECT count(*) FROM swipe_actions WHERE listing_id = %s", (pair.listing_id,)) == 2


@pytest.mark.parametrize("who", ["tenant", "host"])
async def test_an_ended_match_closes_the_pair_for_good(api, who):
    pair = await matched_pair(api)
    (await getattr(pair, who).delete(f"/matches/{pair.match_id}")).want(200, 204)
    for swipe in (pair.tenant_swipes, pair.host_swipes):
        for action in ("like", "dislike", "super_like"):
            (await swipe(action)).problem(409, "pair_closed")
