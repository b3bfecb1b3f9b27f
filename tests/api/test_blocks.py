"""A block is in force everywhere at once."""
from support.pair import live_pair, matched_pair
from support.waiting import eventually


async def test_blocked_people_vanish_from_each_others_feeds_and_cannot_swipe(api):
    pair = await live_pair(api)
    (await pair.host.post(f"/users/{pair.tenant.user_id}/block")).want(200, 201, 204)
    feed = await pair.tenant.pages("/feed/listings", requirement_id=pair.requirement_id)
    assert pair.listing_id not in [i["listing"]["listing_id"] for i in feed]
    feed = await pair.host.pages("/feed/requirements", listing_id=pair.listing_id)
    assert pair.requirement_id not in [i["requirement"]["requirement_id"] for i in feed]
    (await pair.tenant_swipes()).problem(404)
    (await pair.host_swipes()).problem(404)


async def test_a_like_of_a_blocked_person_leaves_the_inbox(api):
    pair = await live_pair(api)
    (await pair.tenant_swipes()).want(200)
    (await pair.host.post(f"/users/{pair.tenant.user_id}/block")).want(200, 201, 204)
    assert await pair.host.pages("/swipes/received") == []


async def test_blocking_a_match_hides_contacts_and_closes_the_conversation_at_once(api):
    pair = await matched_pair(api)
    (await pair.tenant.post(f"/users/{pair.host.user_id}/block")).want(200, 201, 204)
    for who, other in ((pair.tenant, pair.host), (pair.host, pair.tenant)):
        (await who.say(pair.conversation_id, "hello")).problem(409, "conversation_closed")
        answer = await who.get(f"/matches/{pair.match_id}")
        assert answer.status in (200, 404)
        assert other.phone not in answer.text and other.email not in answer.text
        assert other.phone not in (await who.get("/matches")).text
        assert other.phone not in (await who.get("/conversations")).text
        (await who.get(f"/users/{other.user_id}")).problem(404)
    async def match_has_ended():
        answer = await pair.host.get(f"/matches/{pair.match_id}")
        return answer.status == 404 or answer.json["status"] != "active"
    await eventually(match_has_ended, "the match of blocked people ends")


async def test_a_block_is_silent_repeatable_and_can_be_lifted(api):
    pair = await live_pair(api)
    for _ in range(2):
        (await pair.tenant.post(f"/users/{pair.host.user_id}/block")).want(200, 201, 204)
    assert [b["user_id"] for b in await pair.tenant.pages("/users/me/blocks")] == [pair.host.user_id]
    assert await pair.host.pages("/users/me/blocks") == []
    for _ in range(2):
        (await pair.tenant.delete(f"/users/{pair.host.user_id}/block")).want(200, 204)
    assert await pair.tenant.pages("/users/me/blocks") == []
    assert (await pair.tenant_swipes()).want(200)["action"] == "like"


async def test_nobody_blocks_themselves_or_somebody_unknown(api):
    someone = await api.person()
    assert (await someone.post(f"/users/{someone.user_id}/block")).status in (409, 422)
    (await someone.post("/users/0192f000-0000-7000-8000-000000000000/block")).problem(404)
