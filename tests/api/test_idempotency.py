"""Idempotency-Key: the first answer again, whatever has happened since."""
import asyncio
import json
import uuid

from support import bodies
from support.pair import live_pair, matched_pair


def key():
    return {"Idempotency-Key": str(uuid.uuid4())}


async def test_the_same_key_and_body_give_the_first_answer_even_if_the_world_moved_on(api):
    host, same = await api.host(), key()
    first = await host.post("/listings", bodies.listing_body(), headers=same)
    listing_id = first.want(201)["listing_id"]
    (await host.put(f"/listings/{listing_id}", {"title": "Changed since"})).want(200)
    again = await host.post("/listings", bodies.listing_body(), headers=same)
    assert again.want(201) == first.json
    for name in ("Location", "ETag", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    # The hash is over the decoded body: blanks do not matter.
    spaced = json.dumps(bodies.listing_body(), indent=3).encode()
    assert (await host.call("POST", "/listings", data=spaced, headers=same)).want(201) == first.json


async def test_another_body_under_the_same_key_is_422(api):
    host, same = await api.host(), key()
    (await host.post("/listings", bodies.listing_body(), headers=same)).want(201)
    (await host.post("/listings", bodies.listing_body(title="Something else"), headers=same)).problem(422, "idempotency_key_reused")
    (await host.post("/listings", {"title": 3}, headers=same)).problem(422, "idempotency_key_reused")
    assert len(await host.pages("/listings/my")) == 1


async def test_a_key_belongs_to_one_person_and_one_route(api):
    host, other, same = await api.host(), await api.host(), key()
    first = (await host.post("/listings", bodies.listing_body(), headers=same)).want(201)
    second = (await other.post("/listings", bodies.listing_body(), headers=same)).want(201)
    assert first["listing_id"] != second["listing_id"]
    photo = await host.add_photo(first["listing_id"], "room", 1, headers=same)
    photo.want(201)


async def test_an_upload_repeated_with_its_key_is_one_photo(api):
    host = await api.host()
    listing_id, same = (await host.draft_listing())["listing_id"], key()
    first = (await host.add_photo(listing_id, "room", 1, headers=same)).want(201)
    # The boundary of the multipart body is another one; its parts are the same.
    assert (await host.add_photo(listing_id, "room", 1, headers=same)).want(201) == first
    (await host.add_photo(listing_id, "room", 1, b"other bytes", headers=same)).problem(422, "idempotency_key_reused")
    assert len((await host.get(f"/listings/{listing_id}")).json["photos"]) == 1


async def test_a_refusal_is_an_answer_too_and_a_crash_is_none(api):
    host, same = await api.host(), key()
    (await host.post("/listings", {}, headers=same)).problem(422)
    (await host.post("/listings", {}, headers=same)).problem(422)


async def test_a_message_whose_answer_was_lost_in_a_crash_is_still_one_message(api, db):
    pair, same = await matched_pair(api), key()
    path, message = f"/conversations/{pair.conversation_id}/messages", {"type": "text", "body": "once"}
    first = (await pair.tenant.post(path, message, headers=same)).want(201)
    # As if the process had died between the commit of the message and that of its answer.
    db.execute("UPDATE idempotency SET status = NULL, response = NULL, finished_at = NULL, owner = %s WHERE key = %s",
               (str(uuid.uuid4()), same["Idempotency-Key"]))
    again = (await pair.tenant.post(path, message, headers=same)).want(201)
    assert again["message_id"] == first["message_id"] and again["sequence"] == first["sequence"]
    assert db.value("SELECT count(*) FROM messages WHERE conversation_id = %s", (pair.conversation_id,)) == 1


async def test_a_swipe_and_a_message_honour_keys(api):
    pair, same = await live_pair(api), key()
    swipe = {"target_type": "listing", "target_id": pair.listing_id, "as_id": pair.requirement_id, "action": "like"}
    first = (await pair.tenant.post("/swipe", swipe, headers=same)).want(200)
    (await pair.host_swipes()).want(200)
    # The match came later: the first answer stands.
    assert (await pair.tenant.post("/swipe", swipe, headers=same)).want(200) == first and first["matched"] is False
    pair, same = await matched_pair(api), key()
    path, message = f"/conversations/{pair.conversation_id}/messages", {"type": "text", "body": "once"}
    answers = [await pair.tenant.post(path, message, headers=same) for _ in range(3)]
    assert len({a.want(201)["message_id"] for a in answers}) == 1


async def test_answers_outlive_a_restart(new_instance, new_api):
    server, db = new_instance()
    api = new_api(server)
    host, same = await api.host(), key()
    first = (await host.post("/listings", bodies.listing_body(), headers=same)).want(201)
    await asyncio.get_running_loop().run_in_executor(None, server.restart)
    assert (await host.post("/listings", bodies.listing_body(), headers=same)).want(201) == first
    assert db.value("SELECT count(*) FROM property_listings WHERE host_id = %s", (host.user_id,)) == 1
    server.terminate()


async def test_a_key_that_is_no_key_is_400(api):
    host = await api.host()
    for bad in ("x" * 256, "\u00e9"):
        (await host.post("/listings", bodies.listing_body(), headers={"Idempotency-Key": bad})).problem(400)
    assert await host.pages("/listings/my") == []


async def test_what_means_the_same_is_the_same_request(api):
    pair, same = await matched_pair(api), key()
    path = f"/conversations/{pair.conversation_id}/messages"
    first = (await pair.tenant.post(path, {"type": "text", "body": "caf\u00e9"}, headers=same)).want(201)
    shouted = path.replace(pair.conversation_id, pair.conversation_id.upper())
    again = {"type": "text", "body": "cafe\u0301", "client_message_id": None}
    assert (await pair.tenant.post(shouted, again, headers=same)).want(201) == first
    pair, same = await live_pair(api), key()
    swipe = {"target_type": "listing", "target_id": pair.listing_id, "as_id": pair.requirement_id, "action": "like"}
    first = (await pair.tenant.post("/swipe", swipe, headers=same)).want(200)
    assert (await pair.tenant.post("/swipe", {**swipe, "target_id": pair.listing_id.upper()}, headers=same)).want(200) == first
