"""The WebSocket under those who read slowly, speak early, say too much, or hold a dead token."""
import asyncio
import json
import uuid

import pytest

from support.openapi import OpenApi
from support.pair import live_pair, matched_pair
from support.raw import client_frame, raw_websocket


async def error_of(opened):
    """`code` of the error frame before the close, and the close code."""
    code = await opened.close_code()
    return opened.frames[-1]["error"]["code"], code


async def auth(api, token):
    opened = await api.connect()
    await opened.send({"id": "a", "op": "auth", "token": token})
    return opened


async def test_a_dead_token_is_told_of_what_it_died(api, db):
    unknown = await auth(api, "nonsense")
    assert await error_of(unknown) == ("token_unknown", 1008)
    expired = await api.person()
    db.execute("UPDATE sessions SET access_expires_at = now() - interval '1 second' WHERE user_id = %s", (expired.user_id,))
    assert await error_of(await auth(api, expired.token)) == ("token_expired", 1008)
    signed_out = await api.person()
    (await signed_out.post("/auth/logout")).want(204)
    assert await error_of(await auth(api, signed_out.token)) == ("token_unknown", 1008)
    suspended = await api.person()
    db.execute("UPDATE users SET account_status = 'suspended' WHERE user_id = %s", (suspended.user_id,))
    assert await error_of(await auth(api, suspended.token)) == ("account_suspended", 1008)


async def test_signing_out_says_so_before_the_socket_closes(api):
    someone = await api.person()
    opened = await someone.socket()
    (await someone.post("/auth/logout")).want(204)
    assert await error_of(opened) == ("session_revoked", 1008)
    assert opened.named("session.revoked")


@pytest.mark.parametrize("frame, code", [("x" * 70_000, ("frame_too_large", 1009)), (b"\x00", ("bad_frame", 1003))], ids=["large", "binary"])
async def test_a_frame_that_ends_the_connection_is_named(api, frame, code):
    opened = await (await api.person()).socket()
    await (opened.raw.send_bytes(frame) if isinstance(frame, bytes) else opened.send(frame))
    assert await error_of(opened) == code


@pytest.mark.parametrize("frame, pointer", [
    ({"op": "ping", "extra": 1}, "/extra"),
    ({"op": "ping", "data": {"x": 1}}, "/data"),
    ({"op": "resume", "data": {"last_seq": 0, "lastSeq": 0}}, "/data/lastSeq"),
    ({"op": "message.send", "data": {"conversation_id": str(uuid.uuid4()), "type": "text", "body": "x", "bodyy": "y"}}, "/data/bodyy"),
    ({"op": "message.read", "data": {"conversation_id": str(uuid.uuid4()), "sequence": 1, "seq": 1}}, "/data/seq"),
    ({"op": "typing.start", "data": {"conversation_id": str(uuid.uuid4()), "user_id": str(uuid.uuid4())}}, "/data/user_id")])
async def test_what_a_frame_does_not_know_is_refused_by_name(api, frame, pointer):
    opened = await (await api.person()).socket()
    await opened.send({"id": "x", **frame})
    answer = await opened.wait(lambda f: f.get("ok") is False, "the refusal")
    assert answer["id"] == "x"
    assert answer["error"]["code"] == "invalid_fields"
    assert [e["pointer"] for e in answer["error"]["errors"]] == [pointer]


@pytest.mark.parametrize("frame", ['{"id":"x","op":"message.send","data":{"body":"\\u0000"}}', '{"id":"x","op":' + "[" * 50_000,
                                   '{"id":"x","op":"auth","token":"again"}', '{"id":"x"'], ids=["null", "deep", "auth", "half"])
async def test_whatever_is_refused_is_answered_under_its_id(api, frame):
    opened = await (await api.person()).socket()
    await opened.send(frame)
    assert (await opened.wait(lambda f: f.get("ok") is False, "the refusal"))["id"] == "x"


async def test_a_visit_that_is_over_is_refused_where_it_stands(api):
    pair = await matched_pair(api)
    opened = await pair.tenant.socket()
    answer = await opened.ask("message.send", {"conversation_id": pair.conversation_id, "type": "visit_request",
                                               "visit": {"starts_at": "2020-01-01T10:00:00.000Z"}})
    assert [e["pointer"] for e in answer["error"]["errors"]] == ["/data/visit/starts_at"]


async def test_the_greeting_comes_first_and_a_resume_sent_with_it_misses_nothing(api, server, db):
    """The token, `resume` and `ping` in one packet, while events keep coming."""
    pair = await matched_pair(api)

    async def write():
        for i in range(200):
            (await pair.host.say(pair.conversation_id, str(i))).want(201)

    writer = asyncio.ensure_future(write())
    while not writer.done():
        opened = await raw_websocket(server.port)
        frames = [{"id": "a", "op": "auth", "token": pair.tenant.token}, {"id": "r", "op": "resume", "data": {"last_seq": 1}}]
        opened.writer.write(b"".join(client_frame(json.dumps(f).encode()) for f in frames))
        heard = []
        while len([f for f in heard if "seq" in f]) < 20 and not (writer.done() and len(heard) > 3):
            heard.append(json.loads((await asyncio.wait_for(opened.frame(), 10))[1]))
        opened.writer.close()
        assert heard[0]["id"] == "a" and heard[0]["ok"] is True
        answered = next(i for i, f in enumerate(heard) if f.get("id") == "r")
        numbers = [f["seq"] for f in heard[answered:] if "seq" in f]
        assert numbers == list(range(2, 2 + len(numbers)))
    await writer


async def test_fifty_megabytes_of_missed_events_reach_a_slow_reader_once_and_in_order(api, server, db):
    pair = await matched_pair(api)
    message = (await pair.host.say(pair.conversation_id, "क" * 3990)).want(201)
    count = 4300
    last = db.value("SELECT last_seq FROM user_counter WHERE user_id = %s", (pair.tenant.user_id,))
    db.execute("INSERT INTO user_events (user_id, seq, event, reference)"
               " SELECT %s, %s + n, 'message.created', %s FROM generate_series(1, %s) n",
               (pair.tenant.user_id, last, message["message_id"], count))
    db.execute("UPDATE user_counter SET last_seq = last_seq + %s WHERE user_id = %s", (count, pair.tenant.user_id))
    opened = await raw_websocket(server.port, pair.tenant.token, receive_buffer=16384)
    opened.writer.write(client_frame(json.dumps({"id": "r", "op": "resume", "data": {"last_seq": last}}).encode()))
    numbers, size = [], 0
    while len(numbers) < count:
        opcode, payload = await asyncio.wait_for(opened.frame(), 30)
        assert opcode == 1, (opcode, payload, len(numbers))
        frame, size = json.loads(payload), size + len(payload)
        if "seq" in frame:
            numbers.append(frame["seq"])
    opened.writer.close()
    assert numbers == list(range(last + 1, last + count + 1)) and size > 50_000_000


async def test_both_doors_count_the_same_messages(api):
    pair = await matched_pair(api)
    opened = await pair.tenant.socket()
    answers = []
    while not any(a.status == 429 for a in answers):
        answers += await asyncio.gather(*(pair.tenant.say(pair.conversation_id, "again", "same") for _ in range(50)))
    said = {"conversation_id": pair.conversation_id, "type": "text", "body": "again", "client_message_id": "same"}
    refused = [a for a in await asyncio.gather(*(opened.ask("message.send", said) for _ in range(100))) if not a["ok"]]
    assert len(refused) > 50 and {a["error"]["code"] for a in refused} == {"quota_exceeded"}


async def asyncapi(api):
    return OpenApi({"paths": {}, **(await api.get("/asyncapi.json")).want(200)})


async def test_every_example_of_the_socket_is_answered_as_documented(api):
    document, pair = await asyncapi(api), await matched_pair(api)
    (await pair.host.say(pair.conversation_id, "first")).want(201)
    messages, sent = document.document["components"]["messages"], 0
    opened = await pair.tenant.socket()
    for name, operation in document.document["operations"].items():
        if operation["action"] != "receive" or name == "auth":
            continue
        asked = document.resolve(document.resolve(operation["messages"][0]))
        example = asked["examples"][0]["payload"]
        assert list(document.faults(asked["payload"], example, "")) == [], name
        if "conversation_id" in example.get("data", {}):
            example["data"]["conversation_id"] = pair.conversation_id
        answer = await opened.ask(example["op"], example.get("data"))
        assert list(document.faults(messages[example["op"] + ".answer"]["payload"], answer, "")) == [], answer
        sent += 1
    assert sent == 7


async def test_no_field_of_the_socket_is_anything_at_all(api):
    """`{}` as a schema says nothing."""
    schemas = (await api.get("/asyncapi.json")).want(200)["components"]["schemas"]
    empty = [f"{name}.{field}" for name, schema in schemas.items() for field, of in schema.get("properties", {}).items()
             if of == {} or {} in of.get("anyOf", ())]
    assert empty == []


async def test_every_frame_that_is_pushed_has_the_documented_shape(api):
    document, pair = await asyncapi(api), await live_pair(api)
    messages = document.document["components"]["messages"]
    sockets = [await pair.tenant.socket(), await pair.host.socket()]
    await pair.match()
    await sockets[0].ask_ok("presence.subscribe", {"conversation_id": pair.conversation_id})
    (await pair.tenant.say(pair.conversation_id, "hello")).want(201)
    await sockets[0].ask_ok("typing.start", {"conversation_id": pair.conversation_id})
    (await pair.host.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 1})).want(204)
    (await pair.host.put(f"/listings/{pair.listing_id}", {"status": "paused"})).want(200)
    (await pair.tenant.put(f"/requirements/{pair.requirement_id}", {"status": "paused"})).want(200)
    (await pair.host.delete(f"/matches/{pair.match_id}")).want(200, 204)
    draft = await pair.host.draft_listing()
    await pair.host.add_photos(draft["listing_id"])
    await pair.host.pay("host_listing", draft["listing_id"])
    for opened in sockets:
        await opened.event("match.ended")
    await sockets[1].event("payment.updated")
    await sockets[1].event("typing")
    await sockets[0].event("presence")
    await sockets[0].event("requirement.updated")
    (await pair.host.put("/users/me", {"full_name": "Renamed Host"})).want(200)
    await sockets[1].event("account.updated")
    seen = set()
    for opened in sockets:
        for frame in opened.frames:
            if "event" in frame:
                seen.add(frame["event"])
                faults = list(document.faults(messages["event." + frame["event"]]["payload"], frame, ""))
                assert faults == [], (frame["event"], faults, frame)
    assert seen >= {"match.created", "match.ended", "swipe.received", "message.created", "message.read", "listing.updated",
                    "requirement.updated", "payment.updated", "account.updated", "read_marks.updated", "typing", "presence"}
