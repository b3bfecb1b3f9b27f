"""The WebSocket: opening, operations, events, resuming, closing."""
import asyncio
import json
import random

import aiohttp
import pytest

from support import bodies
from support.client import next_phone
from support.pair import live_pair, matched_pair
from support.raw import raw_websocket
from support.waiting import eventually


async def test_a_browser_authenticates_by_the_first_frame(api):
    someone = await api.person()
    opened = await api.connect(someone.token)
    assert opened.greeting["ok"] is True and opened.greeting["data"]["seq"] >= 0
    assert (await opened.ask("ping"))["ok"] is True


async def test_an_app_authenticates_by_the_header(api):
    someone = await api.person()
    opened = await api.connect(header_token=someone.token)
    assert (await opened.ask("ping"))["ok"] is True


async def test_a_bad_token_in_the_header_gets_no_upgrade(api):
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await api.connect(header_token="nonsense")
    assert refused.value.status == 401


@pytest.mark.parametrize("frame", [{"id": "1", "op": "auth", "token": "nonsense"}, {"id": "1", "op": "ping"}, {"op": "auth"},
                                   {"op": "auth", "token": 5}, [], "not json", ""], ids=str)
async def test_a_first_frame_that_is_no_good_closes_with_1008(api, frame):
    opened = await api.connect()
    await opened.send(frame if isinstance(frame, str) else json.dumps(frame))
    assert await opened.close_code() == 1008


async def test_whoever_says_nothing_is_closed_with_1008(new_api, impatient):
    opened = await new_api(impatient).connect()
    assert await opened.close_code(within=5) == 1008


@pytest.fixture(scope="module")
def impatient(new_instance):
    """A server with short time-outs and small WebSocket queues."""
    server, _ = new_instance({"http.ws_auth_timeout_ms": 300, "http.ws_queue_bytes": 65536, "http.ws_queue_frames": 30,
                              "http.ws_idle_timeout_ms": 1000, "http.ws_close_timeout_ms": 500})
    return server


async def test_a_pending_or_signed_out_person_gets_no_socket(api):
    someone = await api.person()
    (await someone.post("/auth/logout")).want(204)
    opened = await api.connect()
    await opened.send({"id": "a", "op": "auth", "token": someone.token})
    assert await opened.close_code() == 1008


async def test_logging_out_closes_the_sessions_own_socket(api):
    someone = await api.person()
    opened = await someone.socket()
    (await someone.post("/auth/logout")).want(204)
    assert await opened.close_code() == 1008


async def test_a_frame_too_large_closes_with_1009(api):
    opened = await (await api.person()).socket()
    await opened.send("x" * 70_000)
    assert await opened.close_code() == 1009


async def test_a_binary_frame_closes_with_1003(api):
    opened = await (await api.person()).socket()
    await opened.raw.send_bytes(b"\x00\x01")
    assert await opened.close_code() == 1003


@pytest.mark.parametrize("frame", ["not json", "[]", "5", "null", '"x"', "{", '{"op":5}', '{"id":5,"op":"ping"}', "{}", '{"op":"fly"}',
                                   '{"id":"x","op":"message.send"}', '{"op":"message.send","data":5}', '{"op":"resume","data":{}}',
                                   '{"op":"resume","data":{"last_seq":-1}}', '{"op":"resume","data":{"last_seq":1e999}}',
                                   '{"op":"ping","op":"ping"}', "[" * 50_000, '{"op":"typing.start","data":{"conversation_id":"x"}}',
                                   '{"op":"resume","data":{"last_seq":99999999}}'])
async def test_a_bad_frame_is_answered_with_a_problem_and_the_socket_lives(api, frame):
    opened = await (await api.person()).socket()
    known = len(opened.frames)
    await opened.send(frame)
    await eventually(lambda: len(opened.frames) > known, "the answer to a bad frame")
    answer = opened.frames[known]
    assert answer["ok"] is False and 400 <= answer["error"]["status"] < 500 and answer["error"]["code"]
    assert (await opened.ask("ping"))["ok"] is True


async def test_each_event_comes_once_to_each_participant_and_device(api, db):
    pair = await live_pair(api)
    devices = {who: [await who.socket(), await who.socket()] for who in (pair.tenant, pair.host)}
    await pair.match()
    for i in range(3):
        (await pair.tenant.say(pair.conversation_id, f"message {i}")).want(201)
    for who, sockets in devices.items():
        last = db.value("SELECT last_seq FROM user_counter WHERE user_id = %s", (who.user_id,))
        for opened in sockets:
            await opened.heard_up_to(last)
            opened.assert_gapless()
            assert len(opened.named("match.created")) == 1 and len(opened.named("message.created")) == 3
            assert len(opened.named("swipe.received")) == (1 if who is pair.host else 0)
            assert opened.named("notification.created") == []
    seen_by_host = devices[pair.host][0].named("match.created")[0]["data"]
    assert seen_by_host == (await pair.host.get(f"/matches/{pair.match_id}")).want(200)


async def test_messages_and_read_marks_go_over_the_socket(api):
    pair = await matched_pair(api)
    tenant, host = await pair.tenant.socket(), await pair.host.socket()
    sent = await tenant.ask_ok("message.send", {"conversation_id": pair.conversation_id, "type": "text", "body": "hello",
                                                "client_message_id": "c1"})
    again = await tenant.ask_ok("message.send", {"conversation_id": pair.conversation_id, "type": "text", "body": "hello",
                                                 "client_message_id": "c1"})
    assert again["message_id"] == sent["message_id"]
    heard = await host.event("message.created")
    assert heard["data"] == sent
    await host.ask_ok("message.read", {"conversation_id": pair.conversation_id, "sequence": 1})
    await tenant.event("message.read", lambda data: data["sequence"] == 1)
    (await pair.tenant.delete(f"/matches/{pair.match_id}")).want(200, 204)
    refused = await host.ask("message.send", {"conversation_id": pair.conversation_id, "type": "text", "body": "wait"})
    assert refused["ok"] is False and refused["error"]["code"] == "conversation_closed"


async def test_operations_on_other_peoples_conversations_are_404(api):
    pair, stranger = await matched_pair(api), await (await api.person()).socket()
    for op, data in (("message.send", {"type": "text", "body": "x"}), ("message.read", {"sequence": 1}), ("presence.subscribe", {})):
        answer = await stranger.ask(op, {"conversation_id": pair.conversation_id, **data})
        assert answer["ok"] is False and answer["error"]["status"] == 404, op


async def test_typing_and_presence_reach_the_other_without_a_number(api):
    pair = await matched_pair(api)
    host = await pair.host.socket()
    await host.ask_ok("presence.subscribe", {"conversation_id": pair.conversation_id})
    tenant = await pair.tenant.socket()
    online = await host.wait(lambda f: f.get("event") == "presence" and f["data"].get("online") is True, "presence of the tenant")
    assert online["data"]["user_id"] == pair.tenant.user_id and "seq" not in online
    await tenant.ask_ok("typing.start", {"conversation_id": pair.conversation_id})
    typing = await host.event("typing", lambda data: data["conversation_id"] == pair.conversation_id)
    assert "seq" not in typing and typing["data"]["user_id"] == pair.tenant.user_id
    await tenant.close()
    await host.wait(lambda f: f.get("event") == "presence" and f["data"].get("online") is False, "the tenant has gone")


async def test_a_stranger_hears_no_typing(api):
    pair, stranger = await matched_pair(api), await api.person()
    host, intruder = await pair.host.socket(), await stranger.socket()
    await intruder.ask("typing.start", {"conversation_id": pair.conversation_id})
    tenant = await pair.tenant.socket()
    await tenant.ask_ok("typing.start", {"conversation_id": pair.conversation_id})
    await host.event("typing")
    assert {f["data"]["user_id"] for f in host.named("typing")} == {pair.tenant.user_id}


async def test_live_pushing_starts_after_the_greetings_seq_and_resume_goes_back(api):
    pair = await matched_pair(api)
    for i in range(5):
        (await pair.host.say(pair.conversation_id, str(i))).want(201)
    opened = await pair.tenant.socket()
    present = opened.greeting["data"]["seq"]
    (await pair.host.say(pair.conversation_id, "live")).want(201)
    first = await opened.event("message.created")
    assert first["seq"] == present + 1 and first["data"]["body"] == "live"
    await opened.ask_ok("resume", {"last_seq": 0})
    await opened.wait(lambda f: f.get("seq") == present + 1 and f is not first, "everything again")
    replayed = [f["seq"] for f in opened.durable()][1:]
    assert replayed == list(range(1, present + 2))


async def test_no_event_is_lost_or_doubled_across_many_reconnects(api, db):
    pair = await matched_pair(api)
    written = reconnects = 0

    async def write():
        nonlocal written
        while written < 120 or reconnects <= 5:
            (await pair.host.say(pair.conversation_id, str(written), f"m{written}")).want(201)
            written += 1

    def newest():
        return db.value("SELECT last_seq FROM user_counter WHERE user_id = %s", (pair.tenant.user_id,))

    first = last = newest()
    writer = asyncio.ensure_future(write())
    while not writer.done() or last < newest():
        opened = await pair.tenant.socket()
        await opened.ask_ok("resume", {"last_seq": last})
        # What came before the answer to `resume` comes again after it.
        answered = next(i for i, f in enumerate(opened.frames) if f.get("id") == "q2")
        def since():
            return [f["seq"] for f in opened.frames[answered:] if f.get("seq") is not None]
        wanted = random.randrange(1, 12)
        await eventually(lambda: len(since()) >= wanted or writer.done() and newest() == (since() or [last])[-1], "further events")
        await opened.close()
        assert since() == list(range(last + 1, last + 1 + len(since())))
        last, reconnects = last + len(since()), reconnects + 1
    await writer
    assert last == first + written


async def test_events_that_are_no_longer_kept_cannot_be_resumed(api, db):
    pair = await matched_pair(api)
    for i in range(3):
        (await pair.host.say(pair.conversation_id, str(i))).want(201)
    opened = await pair.tenant.socket()
    assert db.execute("DELETE FROM user_events WHERE user_id = %s AND seq <= 2", (pair.tenant.user_id,)) == 2
    answer = await opened.ask("resume", {"last_seq": 0})
    assert answer["ok"] is False and answer["error"]["code"] == "events_expired"
    (await pair.host.say(pair.conversation_id, "live")).want(201)
    assert (await opened.event("message.created"))["data"]["body"] == "live"
    db.execute("DELETE FROM user_events WHERE user_id = %s", (pair.tenant.user_id,))


async def test_a_like_is_told_as_the_inbox_shows_it(api):
    pair = await live_pair(api)
    opened = await pair.host.socket()
    (await pair.tenant_swipes()).want(200)
    heard = await opened.event("swipe.received")
    assert (await pair.host.get("/swipes/received")).want(200)["items"] == [heard["data"]]


async def test_a_reader_that_takes_nothing_is_closed_and_can_resume(new_api, impatient):
    api = new_api(impatient)
    pair = await matched_pair(api)
    lazy = await raw_websocket(impatient.port, pair.tenant.token, receive_buffer=4096)
    text = "x" * 4000
    async def say(i):
        return (await pair.host.say(pair.conversation_id, text, f"m{i}")).want(201)
    # More than kernel buffers and the queue of the server hold together.
    for start in range(0, 500, 20):
        await asyncio.gather(*(say(i) for i in range(start, start + 20)))
    async def is_gone():
        return "\nhomigo_websockets 0" in (await api.get("/metrics")).text
    await eventually(is_gone, "the end of the connection")
    assert await lazy.read_until_close() in (1013, 1006)
    opened = await pair.tenant.socket()
    await opened.ask_ok("resume", {"last_seq": opened.greeting["data"]["seq"] - 5})
    await opened.heard_up_to(opened.greeting["data"]["seq"])


async def test_sigterm_closes_sockets_with_1012(new_instance, new_api):
    server, _ = new_instance()
    someone = await new_api(server).person()
    opened = await someone.socket()
    server.signal_drain()
    assert await opened.close_code() == 1012
    assert await asyncio.get_running_loop().run_in_executor(None, server.process.wait, 25) == 0


async def test_own_devices_hear_at_once_what_changes_in_the_account(api):
    tenant = await api.person("tenant")
    opened = await tenant.socket()

    async def hears(what):
        told = await opened.event("account.updated", what, within=4)  # sooner than the sweep of events
        assert told["data"] == (await tenant.get("/users/me")).want(200)
    (await tenant.put("/users/me", {"full_name": "Asha Devi"})).want(200)
    await hears(lambda account: account["full_name"] == "Asha Devi")
    (await tenant.post("/users/me/tenant-profile", bodies.TENANT_PROFILE)).want(201)
    await hears(lambda account: account.get("tenant_profile"))
    (await tenant.put("/users/me/tenant-profile", {"company": "Tata"})).want(200)
    await hears(lambda account: account["tenant_profile"]["company"] == "Tata" if account.get("tenant_profile") else False)
    otp = await api.otp(tenant.email)
    (await api.post("/auth/verify-otp", {"user_id": tenant.user_id, "channel": "email", "otp": otp})).want(200)
    await hears(lambda account: "email" in account["badges"])
    assert len(opened.named("account.updated")) == 4
    opened.assert_gapless()


async def test_who_loses_a_contact_to_its_holder_hears_of_it(api):
    loser = await api.person("tenant")
    opened = await loser.socket()
    body = {"full_name": "Ravi", "phone": next_phone(), "email": loser.email, "password": bodies.PASSWORD, "user_type": "tenant"}
    earlier = await api.otp(loser.email)
    user_id = (await api.post("/auth/signup", body)).want(201)["user_id"]
    otp = await api.otp(loser.email, except_otp=earlier)
    (await api.post("/auth/verify-otp", {"user_id": user_id, "channel": "email", "otp": otp})).want(200)
    told = await opened.event("account.updated", within=4)
    assert not told["data"].get("email")


async def told_again(person, event):
    """The data of all events of one kind, as a resume from the first tells them now."""
    opened = await person.socket()
    await opened.ask_ok("resume", {"last_seq": 0})
    await opened.heard_up_to(opened.greeting["data"]["seq"])
    return [frame["data"] for frame in opened.named(event)]


async def test_a_dislike_is_not_told_by_a_resume(api):
    pair = await live_pair(api)
    liked = (await pair.tenant_swipes("like")).want(200)
    (await pair.tenant_swipes("dislike")).want(200)
    assert await told_again(pair.host, "swipe.received") == [{"swipe_id": liked["swipe_id"]}]
    (await pair.tenant.post("/swipe/undo", {"swipe_id": liked["swipe_id"]})).want(200, 204)
    assert await told_again(pair.host, "swipe.received") == [{"swipe_id": liked["swipe_id"]}]


@pytest.mark.parametrize("end", ["block", "delete"])
async def test_a_like_that_cannot_be_answered_any_more_is_resumed_as_its_identifier(api, end):
    pair = await live_pair(api)
    liked = (await pair.tenant_swipes("super_like")).want(200)
    assert await told_again(pair.host, "swipe.received") == (await pair.host.get("/swipes/received")).want(200)["items"]
    if end == "block":
        (await pair.tenant.post(f"/users/{pair.host.user_id}/block")).want(200, 201, 204)
    else:
        (await pair.tenant.delete(f"/requirements/{pair.requirement_id}")).want(200, 204)
    assert await told_again(pair.host, "swipe.received") == [{"swipe_id": liked["swipe_id"]}]


async def test_liking_and_disliking_in_turns_is_told_once(api):
    pair = await live_pair(api)
    for _ in range(5):
        (await pair.tenant_swipes("like")).want(200)
        (await pair.tenant_swipes("dislike")).want(200)
    liked = (await pair.tenant_swipes("like")).want(200)
    assert [data["swipe_id"] for data in await told_again(pair.host, "swipe.received")] == [liked["swipe_id"]]
    (await pair.tenant_swipes("super_like")).want(200)
    assert [data["action"] for data in await told_again(pair.host, "swipe.received")] == ["super_like"] * 2


@pytest.mark.parametrize("end", ["block", "unmatch"])
async def test_what_the_other_side_does_after_the_end_of_a_match_is_shown_nowhere(api, end):
    pair = await matched_pair(api)
    (await pair.host.say(pair.conversation_id, "hello")).want(201)
    heard = await pair.host.socket()
    if end == "block":
        (await pair.host.post(f"/users/{pair.tenant.user_id}/block")).want(200, 201, 204)
    else:
        (await pair.host.delete(f"/matches/{pair.match_id}")).want(200, 204)
    await heard.event("match.ended")
    (await pair.host.put(f"/listings/{pair.listing_id}", {"status": "paused"})).want(200)
    (await pair.host.put(f"/listings/{pair.listing_id}", {"title": "Moved to a new secret place"})).want(200)
    (await pair.host.put("/users/me", {"full_name": "Newly Named"})).want(200)
    (await pair.tenant.get(f"/listings/{pair.listing_id}")).problem(404)
    one = (await pair.tenant.get(f"/matches/{pair.match_id}")).want(200)
    talk = (await pair.tenant.get(f"/conversations/{pair.conversation_id}")).want(200)
    assert one["listing"] is None and one["requirement"]["requirement_id"] == pair.requirement_id
    assert await pair.tenant.pages("/matches") == [one] == await told_again(pair.tenant, "match.created")
    assert [m["body"] for m in talk["messages"]["items"]] == ["hello"]
    name = "Homigo user" if end == "block" else "Newly Named"
    assert one["counterpart"]["full_name"] == talk["counterpart"]["full_name"] == name
    assert (await pair.tenant.pages("/conversations"))[0]["counterpart"] == talk["counterpart"]


@pytest.mark.parametrize("end", ["block", "unmatch"])
async def test_after_the_end_a_read_mark_is_told_to_its_reader_alone(api, end):
    pair = await matched_pair(api)
    (await pair.host.say(pair.conversation_id, "hello")).want(201)
    if end == "block":
        (await pair.host.post(f"/users/{pair.tenant.user_id}/block")).want(200, 201, 204)
    else:
        (await pair.host.delete(f"/matches/{pair.match_id}")).want(200, 204)
    (await pair.tenant.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 1})).want(200, 204)
    assert [m["sequence"] for m in await told_again(pair.tenant, "read_marks.updated")] == [1]
    assert await told_again(pair.host, "message.read") == []
