"""Matches: what each side sees, and how they end."""
import pytest

from support.pair import live_pair, matched_pair


async def test_a_match_reveals_contacts_and_address_to_both(api):
    pair = await matched_pair(api)
    (await api.post("/auth/verify-otp", {"user_id": pair.host.user_id, "channel": "email", "otp": await api.otp(pair.host.email)})).want(200)
    of_tenant = (await pair.tenant.get(f"/matches/{pair.match_id}")).want(200)
    of_host = (await pair.host.get(f"/matches/{pair.match_id}")).want(200)
    assert (of_tenant["counterpart"]["phone"], of_tenant["counterpart"]["email"]) == (pair.host.phone, pair.host.email)
    assert (of_host["counterpart"]["phone"], of_host["counterpart"]["user_id"]) == (pair.tenant.phone, pair.tenant.user_id)
    assert of_tenant["listing"]["address"]["line1"] == "12 Lake Road" and of_tenant["listing"]["location"] == pair.place
    assert of_tenant["status"] == of_host["status"] == "active"
    assert of_tenant["compatibility_score"] == of_host["compatibility_score"]
    for who, seen in ((pair.tenant, of_tenant), (pair.host, of_host)):
        assert await who.pages("/matches") == [seen]


async def test_contacts_stay_hidden_when_their_owner_wants_so(api):
    pair = await live_pair(api)
    (await pair.host.put("/users/me", {"contact_visibility": "never"})).want(200)
    await pair.match()
    seen = (await pair.tenant.get(f"/matches/{pair.match_id}")).want(200)
    assert seen["counterpart"]["phone"] is None and seen["counterpart"]["email"] is None
    assert (await pair.host.get(f"/matches/{pair.match_id}")).want(200)["counterpart"]["phone"] == pair.tenant.phone


@pytest.mark.parametrize("first,status", [("tenant", "tenant_unmatched"), ("host", "host_unmatched")])
async def test_who_unmatches_decides_the_status_and_both_make_both(api, first, status):
    pair = await matched_pair(api)
    one, other = getattr(pair, first), pair.host if first == "tenant" else pair.tenant
    sockets = [await one.socket(), await other.socket()]
    path = f"/matches/{pair.match_id}"
    for _ in range(2):
        (await one.delete(path)).want(200, 204)
        assert (await other.get(path)).want(200)["status"] == status
    for opened in sockets:
        await opened.event("match.ended", lambda data: data["match_id"] == pair.match_id)
    (await other.delete(path)).want(200, 204)
    assert (await one.get(path)).want(200)["status"] == "both_unmatched"


async def test_after_an_unmatch_contacts_are_hidden_again_and_the_conversation_is_closed(api):
    pair = await matched_pair(api)
    (await pair.tenant.say(pair.conversation_id, "hello")).want(201)
    (await pair.tenant.delete(f"/matches/{pair.match_id}")).want(200, 204)
    for who, other in ((pair.tenant, pair.host), (pair.host, pair.tenant)):
        answer = await who.get(f"/matches/{pair.match_id}")
        answer.want(200)
        assert other.phone not in answer.text and other.email not in answer.text
        (await who.say(pair.conversation_id, "still there?")).problem(409, "conversation_closed")
    assert "12 Lake Road" not in (await pair.tenant.get(f"/matches/{pair.match_id}")).text


async def test_a_match_is_private(api):
    pair, stranger = await matched_pair(api), await api.person()
    (await stranger.get(f"/matches/{pair.match_id}")).problem(404)
    (await stranger.delete(f"/matches/{pair.match_id}")).problem(404)
    assert await stranger.pages("/matches") == []


async def test_a_match_outlives_its_posting_but_nobody_new_can_swipe(api):
    pair, other = await matched_pair(api), await live_pair(api)
    (await pair.host.delete(f"/listings/{pair.listing_id}")).want(200, 204)
    (await pair.tenant.say(pair.conversation_id, "So it is mine?")).want(201)
    assert (await pair.tenant.get(f"/matches/{pair.match_id}")).want(200)["status"] == "active"
    (await other.tenant.swipe("listing", pair.listing_id, other.requirement_id)).problem(404)
