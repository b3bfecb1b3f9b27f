"""The main job from sign-up to chat, as a phone would do it: each step stands on the one before."""
from support import bodies
from support.pair import somewhere
from support.waiting import eventually


async def test_two_people_sign_up_find_each_other_match_and_talk(api, server):
    (await api.get("/readyz")).want(200)
    tenant, host = await api.person("tenant"), await api.person("host")
    await _signing_in_behaves(api, tenant)
    (await tenant.post("/users/me/tenant-profile", bodies.TENANT_PROFILE)).want(201)
    (await host.post("/users/me/host-profile", bodies.HOST_PROFILE)).want(201)
    requirement_id, listing_id = await _postings_go_live(tenant, host)
    await _feed_shows_the_listing_without_contacts(tenant, host, requirement_id, listing_id)

    tenant_socket, host_socket = await tenant.socket(), await host.socket()
    match = await _both_like(tenant, host, requirement_id, listing_id, host_socket)
    for opened in (tenant_socket, host_socket):
        await opened.event("match.created", lambda data: data["match_id"] == match["match_id"])

    conversation_id = match["conversation_id"]
    await _they_talk(tenant, conversation_id, tenant_socket, host_socket)
    for opened in (tenant_socket, host_socket):
        opened.assert_gapless()
    await _resume_replays_what_was_missed(tenant, host, conversation_id, tenant_socket)

    stranger = await api.person("tenant")
    (await stranger.get(f"/conversations/{conversation_id}")).problem(404)
    page = (await tenant.get(f"/conversations/{conversation_id}")).want(200)
    assert [m["sequence"] for m in page["messages"]["items"]] == [3, 2, 1]
    (await host.post("/auth/logout")).want(204)
    (await host.get("/users/me")).problem(401)


async def _signing_in_behaves(api, tenant):
    (await api.post("/auth/login", {"identifier": tenant.phone, "password": "nope nope nope"})).problem(401)
    (await api.post("/auth/login", {"identifier": tenant.phone, "password": bodies.PASSWORD})).want(200)
    (await api.get("/users/me")).problem(401)
    me = await tenant.get("/users/me")
    assert "phone" in me.want(200)["badges"] and "password" not in me.text.lower()
    wrong = await api.post("/auth/signup", {"full_name": "", "phone": "12", "email": "x", "password": "1", "user_type": "king"})
    assert wrong.pointers() == {"/full_name", "/phone", "/email", "/password", "/user_type"}
    (await api.post("/auth/signup", data=b'{"full_name": ')).problem(400)
    wrong_method = await tenant.call("PATCH", "/swipe")
    wrong_method.problem(405)
    assert "POST" in wrong_method.headers["Allow"]


async def _postings_go_live(tenant, host):
    place = somewhere()
    requirement = await tenant.draft_requirement(preferred_location=place)
    listing = await host.draft_listing(location=place)
    assert requirement["status"] == listing["status"] == "draft"
    path = f"/listings/{listing['listing_id']}"
    (await host.put(path, {"status": "active"})).problem(409, "photo_sequence_incomplete")
    assert (await host.add_photo(listing["listing_id"], "kitchen", 1)).status in (409, 422)
    assert (await host.add_photo(listing["listing_id"], "room", 1, b"GIF89a not really")).status in (415, 422)
    await host.add_photos(listing["listing_id"])
    (await host.put(path, {"status": "active"})).problem(409, "payment_required")
    (await tenant.put(f"/requirements/{requirement['requirement_id']}", {"status": "active"})).problem(409, "payment_required")
    await host.pay("host_listing", listing["listing_id"])
    await tenant.pay("tenant_listing", requirement["requirement_id"])
    for who, own in ((host, path), (tenant, f"/requirements/{requirement['requirement_id']}")):
        async def is_live():
            return (await who.get(own)).want(200)["status"] == "active"
        await eventually(is_live, f"{own} is live after its payment")
    (await tenant.put(path, {"rent_monthly": 1})).want(403, 404)
    return requirement["requirement_id"], listing["listing_id"]


async def _feed_shows_the_listing_without_contacts(tenant, host, requirement_id, listing_id):
    answer = await tenant.get("/feed/listings", query={"requirement_id": requirement_id})
    cards = [item for item in answer.want(200)["items"] if item["listing"]["listing_id"] == listing_id]
    assert len(cards) == 1 and 0 < cards[0]["compatibility_score"] <= 100
    assert host.phone not in answer.text and host.email not in answer.text and "12 Lake Road" not in answer.text


async def _both_like(tenant, host, requirement_id, listing_id, host_socket):
    first = (await tenant.swipe("listing", listing_id, requirement_id)).want(200)
    assert first["matched"] is False and first["match"] is None
    assert (await tenant.swipe("listing", listing_id, requirement_id)).want(200)["swipe_id"] == first["swipe_id"]
    await host_socket.event("swipe.received", lambda data: data["swipe_id"] == first["swipe_id"])
    feed = (await tenant.get("/feed/listings", query={"requirement_id": requirement_id})).want(200)
    assert all(item["listing"]["listing_id"] != listing_id for item in feed["items"])
    inbox = (await host.get("/swipes/received")).want(200)["items"]
    assert [item["requirement"]["requirement_id"] for item in inbox] == [requirement_id]
    second = (await host.swipe("requirement", requirement_id, listing_id)).want(200)
    assert second["matched"] is True
    match = (await host.get(f"/matches/{second['match']['match_id']}")).want(200)
    assert match["counterpart"]["phone"] == tenant.phone
    return match


async def _they_talk(tenant, conversation_id, tenant_socket, host_socket):
    first = (await tenant.say(conversation_id, "नमस्ते! Is it still free? 🏠", "c-1")).want(201)
    assert first["sequence"] == 1
    assert (await tenant.say(conversation_id, "नमस्ते! Is it still free? 🏠", "c-1")).json["message_id"] == first["message_id"]
    await host_socket.event("message.created", lambda data: "🏠" in data["body"])
    second = await host_socket.ask_ok("message.send", {"conversation_id": conversation_id, "type": "text",
                                                       "body": "Yes. Saturday at five?", "client_message_id": "h-1"})
    assert second["sequence"] == 2
    await tenant_socket.event("message.created", lambda data: data["sequence"] == 2)


async def _resume_replays_what_was_missed(tenant, host, conversation_id, tenant_socket):
    last = tenant_socket.durable()[-1]["seq"]
    await tenant_socket.close()
    (await host.say(conversation_id, "Bring your ID please.")).want(201)
    again = await tenant.socket()
    await again.ask_ok("resume", {"last_seq": last})
    replayed = await again.event("message.created", lambda data: data["body"] == "Bring your ID please.")
    assert replayed["seq"] == last + 1
