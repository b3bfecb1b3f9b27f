"""What a stranger learns by naming somebody else's things: nothing but whether they are visible."""
import itertools
import uuid

import aiohttp
import pytest

from support import pictures
from support.pair import live_pair, matched_pair

ACTIONS = ("like", "dislike", "super_like")


def told(answer):
    """All that an answer tells, but for what differs from request to request."""
    return answer.status, {k: v for k, v in answer.json.items() if k != "request_id"}


async def guesses(stranger, pair):
    """Each swipe that a stranger can try in the name of either side, with what it tells."""
    heard = []
    for action in ACTIONS:
        heard.append(told(await stranger.swipe("listing", pair.listing_id, pair.requirement_id, action)))
        heard.append(told(await stranger.swipe("requirement", pair.requirement_id, pair.listing_id, action)))
    return heard


@pytest.mark.parametrize("side, action", itertools.product(("tenant", "host"), ACTIONS))
async def test_a_stranger_hears_the_same_whatever_a_side_has_decided(api, side, action):
    pair, stranger = await live_pair(api), await api.person()
    before = await guesses(stranger, pair)
    assert {status for status, _ in before} == {404}
    (await (pair.tenant_swipes if side == "tenant" else pair.host_swipes)(action)).want(200)
    assert await guesses(stranger, pair) == before


async def test_a_stranger_hears_the_same_of_a_match_and_of_its_end(api):
    pair, stranger = await live_pair(api), await api.person()
    before = await guesses(stranger, pair)
    await pair.match()
    assert await guesses(stranger, pair) == before
    (await pair.tenant.delete(f"/matches/{pair.match_id}")).want(204)
    assert await guesses(stranger, pair) == before


async def test_a_strangers_guess_is_answered_as_one_at_nothing(api):
    pair, stranger = await live_pair(api), await api.person()
    (await pair.tenant_swipes("dislike")).want(200)
    real = told(await stranger.swipe("listing", pair.listing_id, pair.requirement_id, "dislike"))
    assert told(await stranger.swipe("listing", pair.listing_id, str(uuid.uuid4()), "dislike")) == real


async def test_matches_conversations_and_swipes_are_their_peoples_alone(api):
    pair, stranger = await matched_pair(api), await api.person()
    other = await live_pair(api)
    disliked = (await other.tenant_swipes("dislike")).want(200)
    for state in ("open", "ended"):
        for method, path, body in (
                ("GET", f"/matches/{pair.match_id}", None), ("DELETE", f"/matches/{pair.match_id}", None),
                ("GET", f"/conversations/{pair.conversation_id}", None),
                ("POST", f"/conversations/{pair.conversation_id}/messages", {"type": "text", "body": "hello"}),
                ("POST", f"/conversations/{pair.conversation_id}/read", {"sequence": 1}),
                ("POST", "/swipe/undo", {"swipe_id": disliked["swipe_id"]})):
            (await stranger.call(method, path, body=body)).problem(404)
        if state == "open":
            (await pair.tenant.delete(f"/matches/{pair.match_id}")).want(204)
            (await other.tenant.post("/swipe/undo", {"swipe_id": disliked["swipe_id"]})).want(200)


async def changes(who, kind, posting_id, photo_id=None):
    """The status of everything that an owner may do to a posting."""
    path, form = f"/{kind}/{posting_id}", aiohttp.FormData()
    form.add_field("photo", pictures.png(), filename="p.png", content_type="image/png")
    answers = [await who.put(path, {"title": "Mine now"}), await who.put(path, {"status": "paused"}),
               await who.put(path, {"title": "Mine now"}, headers={"If-Match": '"77"'}), await who.delete(path)]
    if kind == "listings":
        photo_id = photo_id or str(uuid.uuid4())
        answers += [await who.add_photo(posting_id, "hall", 4), await who.delete(f"{path}/photos/{photo_id}"),
                    await who.call("PUT", f"{path}/photos/{photo_id}", form=form),
                    await who.put(f"{path}/photos/order", [{"photo_id": photo_id, "sequence_order": 9}])]
    purpose = "host_listing" if kind == "listings" else "tenant_listing"
    answers.append(await who.post("/payments/initiate", {"purpose": purpose, "subject_id": posting_id}))
    return [a.problem(a.status)["status"] for a in answers]


async def test_a_foreign_posting_that_is_visible_is_forbidden_ground(api):
    pair, stranger = await live_pair(api), await api.person()
    photo = (await stranger.get(f"/listings/{pair.listing_id}")).want(200)["photos"][0]["photo_id"]
    for kind, posting_id, count in (("listings", pair.listing_id, 9), ("requirements", pair.requirement_id, 5)):
        (await stranger.get(f"/{kind}/{posting_id}")).want(200)
        assert await changes(stranger, kind, posting_id, photo) == [403] * count
    assert (await pair.host.get(f"/listings/{pair.listing_id}")).want(200)["status"] == "active"


async def test_a_foreign_posting_that_is_not_visible_is_not_there(api):
    pair, stranger = await live_pair(api), await api.person()
    draft, wish = await pair.host.draft_listing(), await pair.tenant.draft_requirement()
    (await pair.host.put(f"/listings/{pair.listing_id}", {"status": "paused"})).want(200)
    (await pair.tenant.put(f"/requirements/{pair.requirement_id}", {"status": "fulfilled"})).want(200)
    for kind, posting_id, count in (("listings", pair.listing_id, 9), ("listings", draft["listing_id"], 9),
                                    ("requirements", pair.requirement_id, 5),
                                    ("requirements", wish["requirement_id"], 5), ("listings", str(uuid.uuid4()), 9)):
        assert await changes(stranger, kind, posting_id) == [404] * count


async def test_who_is_blocked_does_not_see_the_posting_and_is_told_404(api):
    pair, stranger = await live_pair(api), await api.person()
    (await pair.host.post(f"/users/{stranger.user_id}/block")).want(200, 201, 204)
    assert await changes(stranger, "listings", pair.listing_id) == [404] * 9


async def test_an_own_listing_without_such_a_photo_is_404(api):
    host = await api.host()
    live = await host.live_listing()
    (await host.delete(f"/listings/{live['listing_id']}/photos/{uuid.uuid4()}")).problem(404)
