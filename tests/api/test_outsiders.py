"""What an outsider names stays asleep: no act on somebody else's things loads an entity, and its people find it as ever."""
import uuid

import pytest

from support import bodies
from support.pair import live_pair, matched_pair
from support.waiting import eventually


@pytest.fixture(scope="module")
def forgetful(new_instance):
    """Entities leave memory after a second."""
    return new_instance({"actors.idle_s": 1})[0]


@pytest.fixture(scope="module")
def operator_token(forgetful):
    return forgetful.run_verb("admin", "create", "--email", "ops@example.in").split()[-1]


async def live(api, operator_token):
    kinds = (await api.get("/ops/actors", token=operator_token)).want(200)["kinds"]
    return {k["kind"]: (k["live"], k["activations"]) for k in kinds if k["kind"] != "user"}


async def asleep(api, operator_token):
    async def nobody():
        kinds = await live(api, operator_token)
        return kinds if all(alive == 0 for alive, _ in kinds.values()) else None
    return await eventually(nobody, "all entities to leave memory", within=30)


async def test_nothing_that_an_outsider_names_is_woken(forgetful, new_api, operator_token):
    api = new_api(forgetful)
    pair, other, stranger = await matched_pair(api), await live_pair(api), await api.person()
    hidden = await pair.host.draft_listing()
    (await pair.tenant.post(f"/conversations/{pair.conversation_id}/messages", {"type": "text", "body": "hello"})).want(201)
    own = (await stranger.post("/requirements", bodies.requirement_body())).want(201)
    before = await asleep(api, operator_token)
    socket = await stranger.socket()
    for conversation_id in [pair.conversation_id] * 20 + [str(uuid.uuid4()) for _ in range(20)]:
        path = f"/conversations/{conversation_id}"
        (await stranger.post(path + "/messages", {"type": "text", "body": "x"})).problem(404)
        (await stranger.post(path + "/read", {"sequence": 1})).problem(404)
        await socket.ask("typing.start", {"conversation_id": conversation_id})
        await socket.ask("presence.subscribe", {"conversation_id": conversation_id})
    for listing_id in [hidden["listing_id"]] * 10 + [str(uuid.uuid4()) for _ in range(10)]:
        (await stranger.swipe("listing", listing_id, own["requirement_id"])).problem(404)
        (await stranger.put(f"/listings/{listing_id}", {"status": "paused"})).problem(404)
        (await stranger.delete(f"/listings/{listing_id}")).problem(404)
        (await stranger.put(f"/requirements/{listing_id}", {"status": "paused"})).problem(404)
        (await stranger.swipe("requirement", pair.requirement_id, listing_id)).problem(404)
    for _ in range(10):
        (await stranger.put(f"/listings/{pair.listing_id}", {"status": "paused"})).problem(403)
        (await stranger.delete(f"/listings/{pair.listing_id}")).problem(403)
        (await stranger.swipe("requirement", other.requirement_id, pair.listing_id)).problem(404)
        (await stranger.post("/swipe/undo", {"swipe_id": str(uuid.uuid4())})).problem(404)
    assert await live(api, operator_token) == before
    # Whoever may, wakes them.
    (await pair.tenant.say(pair.conversation_id, "still there?")).want(201)
    (await pair.host.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 2})).want(204)
    (await other.tenant.swipe("listing", pair.listing_id, other.requirement_id)).want(200)
    (await pair.host.put(f"/listings/{hidden['listing_id']}", {"title": "A quiet flat near the lake"})).want(200)
    after = await live(api, operator_token)
    assert all(after[kind][1] > before[kind][1] for kind in ("conversation", "listing"))


async def test_a_swipe_in_anothers_name_asks_nobody_whatever_stands_on_the_pair(forgetful, new_api):
    api = new_api(forgetful)
    undecided, liked, disliked, matched = await live_pair(api), await live_pair(api), await live_pair(api), await matched_pair(api)
    await liked.tenant_swipes()
    await disliked.tenant_swipes("dislike")
    stranger = await api.tenant()

    async def groups():
        lines = (await api.call("GET", "/metrics")).text.splitlines()
        return [line for line in lines if line.startswith(("homigo_lane_groups_total", "homigo_commands_total", "homigo_activations_total"))]

    for pair in (undecided, liked, disliked, matched):
        for person, target, mine in ((stranger, ("listing", pair.listing_id), pair.requirement_id),
                                     (pair.host, ("listing", pair.listing_id), pair.requirement_id),
                                     (stranger, ("requirement", pair.requirement_id), pair.listing_id)):
            for action in ("like", "dislike"):
                before = await groups()
                (await person.swipe(*target, mine, action)).problem(404, "not_found")
                assert await groups() == before and before


async def test_nothing_tells_that_the_other_side_has_decided_without_a_match(new_instance, new_api):
    server, db = new_instance()
    api = new_api(server)
    pairs = [await live_pair(api) for _ in range(3)]
    await pairs[1].tenant_swipes("dislike")
    await pairs[2].tenant_swipes()

    async def nothing_owed():
        return db.value("SELECT count(*) FROM pending_command") == 0

    async def answers_after(act):
        for pair in pairs:
            (await act(pair)).want(200, 201, 204)
        await eventually(nothing_owed, "what is owed to the pairs to be done", within=30)
        said = [await pair.host_swipes("dislike") for pair in pairs]
        return {(answer.status, answer.json.get("code")) for answer in said}

    assert await answers_after(lambda pair: pair.host.post(f"/users/{pair.tenant.user_id}/block")) == {(404, "not_found")}
    assert await answers_after(lambda pair: pair.host.delete(f"/users/{pair.tenant.user_id}/block")) == {(200, None)}
    assert len(await answers_after(lambda pair: pair.tenant.delete(f"/requirements/{pair.requirement_id}"))) == 1
