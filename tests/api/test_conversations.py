"""Conversations: order, retries, read marks, pages."""
import asyncio
import uuid
from datetime import datetime, timedelta, timezone

import pytest

from support.pair import live_pair, matched_pair


def in_days(days):
    return (datetime.now(timezone.utc) + timedelta(days=days)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


async def test_twenty_writers_at_once_leave_no_gap_and_one_order_for_both(api):
    pair = await matched_pair(api)
    tenant_socket = await pair.tenant.socket()
    async def write(who, number):
        return [(await who.say(pair.conversation_id, f"{number}.{i}", f"{number}-{i}")).want(201)["sequence"] for i in range(10)]
    written = await asyncio.gather(*(write((pair.tenant, pair.host)[n % 2], n) for n in range(20)))
    assert sorted(s for one in written for s in one) == list(range(1, 201))
    # Whoever waits for an answer before writing on keeps their own order.
    assert all(one == sorted(one) for one in written)
    orders = []
    for who in (pair.tenant, pair.host):
        items, cursor = [], None
        while True:
            page = (await who.get(f"/conversations/{pair.conversation_id}", query={"limit": 30, **({"cursor": cursor} if cursor else {})})).want(200)["messages"]
            items += page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                break
        orders.append([(m["sequence"], m["message_id"]) for m in items])
    assert orders[0] == orders[1] and [s for s, _ in orders[0]] == list(range(200, 0, -1))
    await tenant_socket.event("message.created", lambda data: data["sequence"] == 200)
    heard = [f["data"]["sequence"] for f in tenant_socket.named("message.created")]
    assert heard == list(range(1, 201))
    tenant_socket.assert_gapless()


async def test_the_same_client_message_id_is_one_message(api):
    pair = await matched_pair(api)
    answers = await asyncio.gather(*(pair.tenant.say(pair.conversation_id, "once", "same") for _ in range(10)))
    assert len({a.json["message_id"] for a in answers if a.want(200, 201)}) == 1
    # It is the sender's own: the other side may use it too.
    other = (await pair.host.say(pair.conversation_id, "once", "same")).want(201)
    assert other["sequence"] == 2
    # Another content under it is a mistake of the app that must not be lost in silence.
    (await pair.tenant.say(pair.conversation_id, "something else", "same")).problem(409, "client_message_id_reused")
    (await pair.tenant.post(f"/conversations/{pair.conversation_id}/messages", {
        "type": "visit_request", "body": "once", "client_message_id": "same", "visit": {"starts_at": in_days(1)}})).problem(
            409, "client_message_id_reused")
    assert (await pair.tenant.say(pair.conversation_id, "once", "same")).want(201)["sequence"] == answers[0].json["sequence"]
    assert (await pair.host.say(pair.conversation_id, "next")).want(201)["sequence"] == 3


async def test_of_different_texts_under_one_client_message_id_at_once_one_is_written(api):
    pair = await matched_pair(api)
    answers = await asyncio.gather(*(pair.tenant.say(pair.conversation_id, f"text {i % 4}", "same") for i in range(20)))
    written = {a.json["body"] for a in answers if a.status == 201}
    assert len(written) == 1 and {a.status for a in answers} == {201, 409}
    assert all(a.problem(409, "client_message_id_reused") for a in answers if a.status == 409)
    page = (await pair.host.get(f"/conversations/{pair.conversation_id}")).want(200)["messages"]["items"]
    assert [m["body"] for m in page] == list(written)


async def test_the_same_idempotency_key_is_the_same_message_and_another_key_another_one(api):
    pair = await matched_pair(api)
    async def say(key):
        return (await pair.tenant.post(f"/conversations/{pair.conversation_id}/messages", {"type": "text", "body": "hi"},
                                       headers={"Idempotency-Key": key})).want(201)["message_id"]
    assert await say("first") == await say("first") != await say("second")


async def test_whoever_writes_too_fast_is_429_for_a_moment(api):
    pair = await matched_pair(api)
    answers = []
    while not any(a.status == 429 for a in answers) and len(answers) < 5000:
        answers += await asyncio.gather(*(pair.tenant.say(pair.conversation_id, "again", "same") for _ in range(50)))
    assert {a.status for a in answers} == {201, 429}
    refused = next(a for a in answers if a.status == 429)
    assert refused.problem(429, "quota_exceeded") and int(refused.headers["Retry-After"]) >= 1
    assert int(refused.headers["RateLimit-Remaining"]) == 0
    # The other side is not concerned.
    (await pair.host.say(pair.conversation_id, "slowly")).want(201)


async def test_read_marks_and_unread_counts(api):
    pair = await matched_pair(api)
    opened = await pair.tenant.socket()
    for i in range(5):
        (await pair.tenant.say(pair.conversation_id, f"message {i}")).want(201)
    async def unread(who):
        return (await who.get("/conversations")).want(200)["items"][0]["unread_count"]
    assert (await unread(pair.host), await unread(pair.tenant)) == (5, 0)
    (await pair.host.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 3})).want(204)
    assert await unread(pair.host) == 2
    await opened.event("message.read", lambda data: data["sequence"] == 3 and data["reader_id"] == pair.host.user_id)
    # Marks never go back, nor beyond what is there.
    (await pair.host.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 1})).want(204)
    assert await unread(pair.host) == 2
    assert (await pair.host.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 99})).status in (204, 409, 422)
    (await pair.host.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 5})).want(204)
    assert await unread(pair.host) == 0


async def test_unread_counts_read_marks_and_events_agree_in_every_order(api):
    pair = await matched_pair(api)
    sides = {who.user_id: (who, await who.socket()) for who in (pair.tenant, pair.host)}
    said, marks = [], {user_id: 0 for user_id in sides}
    async def says(who):
        sent = (await who.say(pair.conversation_id, "hm")).want(201)
        said.append(who.user_id)
        assert sent["sequence"] == len(said)
    async def reads(who, sequence):
        (await who.post(f"/conversations/{pair.conversation_id}/read", {"sequence": sequence})).want(204)
        marks[who.user_id] = max(marks[who.user_id], min(sequence, len(said)))
    async def agree():
        for user_id, (who, _) in sides.items():
            shown = (await who.get(f"/conversations/{pair.conversation_id}")).want(200)
            other = next(m for m in marks if m != user_id)
            unread = sum(1 for n, by in enumerate(said, 1) if by == other and n > marks[user_id])
            assert (shown["unread_count"], shown["read_sequence"]) == (unread, marks[other])
    for act in (lambda: says(pair.tenant), lambda: says(pair.host), lambda: reads(pair.host, 1), lambda: says(pair.tenant),
                lambda: says(pair.host), lambda: reads(pair.tenant, 2), lambda: reads(pair.host, 1), lambda: says(pair.tenant),
                lambda: reads(pair.host, 99), lambda: says(pair.host), lambda: reads(pair.tenant, 6), lambda: reads(pair.tenant, 6)):
        await act()
        await agree()
    # Marks that moved are heard once by each: by the other side, and by the own devices.
    for user_id, (who, socket) in sides.items():
        (await who.say(pair.conversation_id, "the end")).want(201)
        other = next(m for m in marks if m != user_id)
        await socket.event("message.created", lambda data: data["body"] == "the end" and data["sender_id"] == user_id)
        heard = [f["data"] for f in socket.named("message.read")]
        assert {d["reader_id"] for d in heard} == {other} and heard[-1]["sequence"] == marks[other]
        own = [f["data"] for f in socket.named("read_marks.updated")]
        assert {d["reader_id"] for d in own} == {user_id} and own[-1]["sequence"] == marks[user_id]
        assert len(heard) == 2 and len(own) == 2
        socket.assert_gapless()


async def test_a_chat_message_is_one_event_for_each_side_also_when_it_answers(api):
    pair = await matched_pair(api)
    for who in (pair.tenant, pair.host) * 3:
        (await who.say(pair.conversation_id, "hm")).want(201)
    socket = await pair.host.socket()
    before = socket.greeting["data"]["seq"]
    (await pair.host.say(pair.conversation_id, "last")).want(201)
    await socket.event("message.created", lambda data: data["body"] == "last")
    assert (await pair.host.socket()).greeting["data"]["seq"] == before + 1


async def test_the_list_shows_the_last_message_and_the_newest_conversation_first(api):
    first = await matched_pair(api)
    second_listing = await first.host.live_listing(location=first.place)
    (await first.tenant.swipe("listing", second_listing["listing_id"], first.requirement_id)).want(200)
    second = (await first.host.swipe("requirement", first.requirement_id, second_listing["listing_id"])).want(200)["match"]
    (await first.tenant.say(second["conversation_id"], "about the second")).want(201)
    (await first.tenant.say(first.conversation_id, "about the first")).want(201)
    items = await first.host.pages("/conversations", limit=1)
    assert [i["conversation_id"] for i in items] == [first.conversation_id, second["conversation_id"]]
    assert items[0]["last_message"]["body"] == "about the first"
    assert items[0]["counterpart"]["user_id"] == first.tenant.user_id


async def several_talks(api, number):
    """A host with so many tenants; (tenant, conversation) in the order of the list, which is the newest first."""
    first = await matched_pair(api)
    talks = [(first.tenant, first.conversation_id)]
    for _ in range(number - 1):
        other = await live_pair(api)
        (await other.tenant.swipe("listing", first.listing_id, other.requirement_id)).want(200)
        made = (await first.host.swipe("requirement", other.requirement_id, first.listing_id)).want(200)["match"]
        talks.append((other.tenant, made["conversation_id"]))
    return first.host, talks[::-1]


async def paged(who, path, between):
    """The pages of a list of two items a page; `between` runs after each, with its number."""
    pages, cursor = [], None
    while len(pages) < 50:
        page = (await who.get(path, query={"limit": 2, **({"cursor": cursor} if cursor else {})})).want(200)
        pages.append(page["items"])
        cursor = page["next_cursor"]
        if not cursor:
            return pages
        await between(len(pages))
    raise AssertionError("the list has no end")


async def test_a_conversation_that_gets_a_message_between_two_pages_comes_all_the_same(api):
    host, talks = await several_talks(api, 6)
    async def last_one_speaks(page):
        tenant, conversation_id = talks[-page]
        (await tenant.say(conversation_id, "hello?")).want(201)
    pages = await paged(host, "/conversations", last_one_speaks)
    seen = [i["conversation_id"] for page in pages for i in page]
    assert set(seen) == {conversation_id for _, conversation_id in talks}
    # Those that moved come behind the others, with what moved them.
    moved = {i["conversation_id"]: i["last_message"]["body"] for page in pages for i in page if i["last_message"]}
    assert talks[-1][1] in moved and set(moved.values()) == {"hello?"}
    # A list that nothing happens to is as long as it is.
    quiet = [i["conversation_id"] for page in await paged(host, "/conversations", lambda _: asyncio.sleep(0)) for i in page]
    assert len(quiet) == len(set(quiet)) == 6


async def test_paging_ends_however_many_messages_arrive_meanwhile(api):
    host, talks = await several_talks(api, 5)
    async def everybody_speaks(page):
        await asyncio.gather(*(tenant.say(conversation_id, f"{page}") for tenant, conversation_id in talks))
    pages = await paged(host, "/conversations", everybody_speaks)
    assert {i["conversation_id"] for page in pages for i in page} == {conversation_id for _, conversation_id in talks}
    assert len(pages) <= 6


async def test_a_like_that_rises_between_two_pages_of_the_inbox_comes_all_the_same(api):
    first = await live_pair(api)
    likers = [first] + [await live_pair(api) for _ in range(4)]
    for liker in likers:
        (await liker.tenant.swipe("listing", first.listing_id, liker.requirement_id)).want(200)
    async def oldest_one_rises(page):
        (await likers[page - 1].tenant.swipe("listing", first.listing_id, likers[page - 1].requirement_id, "super_like")).want(200)
    pages = await paged(first.host, "/swipes/received", oldest_one_rises)
    assert {i["requirement"]["requirement_id"] for page in pages for i in page} == {p.requirement_id for p in likers}
    assert any(i["action"] == "super_like" for page in pages for i in page)


async def test_a_page_stays_right_while_messages_are_added(api):
    pair = await matched_pair(api)
    for i in range(1, 7):
        (await pair.tenant.say(pair.conversation_id, str(i))).want(201)
    path, seen, cursor = f"/conversations/{pair.conversation_id}", [], None
    while True:
        page = (await pair.host.get(path, query={"limit": 2, **({"cursor": cursor} if cursor else {})})).want(200)["messages"]
        seen += [m["sequence"] for m in page["items"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
        (await pair.tenant.say(pair.conversation_id, "more")).want(201)
    assert seen == [6, 5, 4, 3, 2, 1]


async def test_others_neither_read_nor_write(api):
    pair, stranger = await matched_pair(api), await api.person()
    (await stranger.get(f"/conversations/{pair.conversation_id}")).problem(404)
    (await stranger.say(pair.conversation_id, "hi")).problem(404)
    (await stranger.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 1})).problem(404)
    (await pair.tenant.say(str(uuid.uuid4()), "hi")).problem(404)


@pytest.mark.parametrize("body", [{}, {"type": "text"}, {"type": "text", "body": ""}, {"type": "shout", "body": "x"},
                                  {"type": "system", "body": "x"}, {"type": "text", "body": "x" * 100_000},
                                  {"type": "text", "body": "x", "client_message_id": "y" * 101}])
async def test_a_bad_message_is_422_and_takes_no_number(api, body):
    pair = await matched_pair(api)
    answer = await pair.tenant.post(f"/conversations/{pair.conversation_id}/messages", body)
    answer.problem(422)
    assert (await pair.tenant.say(pair.conversation_id, "fine")).want(201)["sequence"] == 1


@pytest.mark.parametrize("visit, pointer", [
    ("tomorrow", "/visit"), ([1], "/visit"), (5, "/visit"), (None, "/visit"), ({}, "/visit/starts_at"),
    ({"starts_at": "tomorrow"}, "/visit/starts_at"), ({"starts_at": in_days(-1)}, "/visit/starts_at"),
    ({"starts_at": in_days(400)}, "/visit/starts_at"), ({"starts_at": in_days(1), "duration_minutes": 0}, "/visit/duration_minutes"),
    ({"starts_at": in_days(1), "duration_minutes": "half an hour"}, "/visit/duration_minutes"),
    ({"starts_at": in_days(1), "duration_minutes": 100000}, "/visit/duration_minutes"),
    ({"starts_at": in_days(1), "note": "x" * 501}, "/visit/note"), ({"starts_at": in_days(1), "place": "here"}, "/visit/place")])
async def test_a_visit_that_is_none_is_422_where_it_stands(api, visit, pointer):
    pair = await matched_pair(api)
    path = f"/conversations/{pair.conversation_id}/messages"
    for message_type in ("visit_request", "visit_confirmation"):
        assert (await pair.tenant.post(path, {"type": message_type, "visit": visit})).pointers() == {pointer}
    if visit is not None:
        assert "/visit" in {p[:6] for p in (await pair.tenant.post(path, {"type": "text", "body": "x", "visit": visit})).pointers()}
    assert (await pair.tenant.say(pair.conversation_id, "fine")).want(201)["sequence"] == 1


async def test_a_visit_is_shown_and_heard_as_it_was_proposed(api):
    pair = await matched_pair(api)
    path, heard = f"/conversations/{pair.conversation_id}", await pair.host.socket()
    visit = {"starts_at": in_days(2), "duration_minutes": 30, "note": "with my sister"}
    sent = (await pair.tenant.post(path + "/messages", {"type": "visit_request", "visit": visit, "client_message_id": "v"})).want(201)
    assert sent["visit"] == visit
    assert (await heard.event("message.created"))["data"]["visit"] == visit
    assert (await pair.host.get(path)).want(200)["messages"]["items"][0]["visit"] == visit
    # The same moment, written in another way, is the same message; another one is not.
    there = datetime.fromisoformat(visit["starts_at"].replace("Z", "+00:00")).astimezone(timezone(timedelta(hours=5, minutes=30)))
    again = {**visit, "starts_at": there.isoformat(timespec="milliseconds")}
    assert (await pair.tenant.post(path + "/messages", {"type": "visit_request", "visit": again, "client_message_id": "v"})).want(
        201)["message_id"] == sent["message_id"]
    (await pair.tenant.post(path + "/messages", {"type": "visit_request", "visit": {**visit, "duration_minutes": 60},
                                                 "client_message_id": "v"})).problem(409, "client_message_id_reused")
    (await pair.host.post(path + "/messages", {"type": "visit_confirmation", "visit": {"starts_at": visit["starts_at"]}})).want(201)


async def test_the_contract_says_what_a_visit_is(api):
    schemas = (await api.get("/openapi.json")).json["components"]["schemas"]
    def reference(schema):
        return next(s["$ref"] for s in schema.get("anyOf", [schema]) if "$ref" in s).split("/")[-1]
    for name in ("message", "message_request"):
        visit = schemas[reference(schemas[name]["properties"]["visit"])]
        assert set(visit["properties"]) == {"starts_at", "duration_minutes", "note"} and "starts_at" in visit["required"]


async def test_any_language_and_long_texts_come_back_as_sent(api):
    pair = await matched_pair(api)
    for text in ("मकान अभी खाली है?", "வீடு இன்னும் காலியா?", "👩‍👩‍👧‍👦🏠", "line\nline\ttab", "x" * 4000, "\u202eabc"):
        assert (await pair.tenant.say(pair.conversation_id, text)).want(201)["body"] == text
    page = (await pair.host.get(f"/conversations/{pair.conversation_id}")).want(200)["messages"]["items"]
    assert page[-1]["body"] == "मकान अभी खाली है?"
