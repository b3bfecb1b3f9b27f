"""Who has parted with somebody, or was never met by them, learns nothing new of them."""
import asyncio

import pytest

from support.client import next_phone
from support.pair import live_pair, matched_pair


async def test_the_list_of_blocks_shows_names_as_they_were_when_the_block_was_made(api):
    """A name of today would tell what the other has done since, and whether they block back."""
    pair = await matched_pair(api)
    seen = (await pair.host.get(f"/users/{pair.tenant.user_id}")).want(200)["full_name"]
    (await pair.host.post(f"/users/{pair.tenant.user_id}/block")).want(201)
    (await pair.tenant.put("/users/me", {"full_name": "A New Secret Name"})).want(200)
    (await pair.tenant.post(f"/users/{pair.host.user_id}/block")).want(201)
    (await pair.host.put("/users/me", {"full_name": "Another Secret Name"})).want(200)
    assert [b["full_name"] for b in await pair.host.pages("/users/me/blocks")] == [seen]
    # The tenant blocked somebody whom they could not see any more.
    assert [b["full_name"] for b in await pair.tenant.pages("/users/me/blocks")] == ["Homigo user"]


@pytest.mark.parametrize("end", ["unmatch", "block"])
async def test_after_the_end_the_others_read_mark_stays_as_it_was(api, end):
    pair = await matched_pair(api)
    for text in ("one", "two"):
        (await pair.host.say(pair.conversation_id, text)).want(201)
    (await pair.tenant.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 1})).want(204)
    if end == "block":
        (await pair.tenant.post(f"/users/{pair.host.user_id}/block")).want(201)
    else:
        (await pair.tenant.delete(f"/matches/{pair.match_id}")).want(200, 204)
    (await pair.tenant.post(f"/conversations/{pair.conversation_id}/read", {"sequence": 2})).want(204)
    assert (await pair.host.get(f"/conversations/{pair.conversation_id}")).want(200)["read_sequence"] == 1
    assert (await pair.tenant.get(f"/conversations/{pair.conversation_id}")).want(200)["unread_count"] == 0


async def test_presence_asked_for_while_the_match_ends_is_not_told_afterwards(api):
    for _ in range(6):
        pair = await matched_pair(api)
        hearing, watched = await pair.host.socket(), await pair.tenant.socket()
        asking = [hearing.ask("presence.subscribe", {"conversation_id": pair.conversation_id}) for _ in range(8)]
        await asyncio.gather(pair.tenant.delete(f"/matches/{pair.match_id}"), *asking)
        await hearing.event("match.ended")
        # Whatever was on its way has arrived when others' later questions are answered.
        await hearing.ask("presence.subscribe", {"conversation_id": pair.conversation_id})
        await watched.ask_ok("ping")
        told = len(hearing.named("presence"))
        await watched.close()
        await (await pair.tenant.socket()).ask_ok("ping")
        await hearing.ask_ok("ping")
        assert len(hearing.named("presence")) == told


async def test_the_limits_of_one_time_passwords_do_not_tell_which_names_belong_together(new_instance, new_api):
    server, _ = new_instance({"accounts.otp_resend_seconds": 30, "accounts.otp_per_recipient_hourly": 5,
                              "http.trust_forwarded_for": "true", "http.trusted_proxies": "127.0.0.1"})
    api = new_api(server)
    body, user_id = await api.pending_account()
    elsewhere = {"X-Forwarded-For": "198.51.100.9"}

    async def asked(*requests):
        return [(await api.post("/auth/resend-otp", request, headers=elsewhere)).status for request in requests]
    nobody = next_phone()
    names = [{"phone": body["phone"], "channel": "email"}, {"email": body["email"], "channel": "phone"}]
    strangers = [{"phone": nobody, "channel": "email"}, {"email": f"x{nobody[1:]}@example.in", "channel": "phone"}]
    assert await asked(*names) == await asked(*strangers) == [202, 202]
    assert await asked({"user_id": user_id, "channel": "email"}) == [202]
    # Each name has its own pause, whoever it belongs to.
    assert await asked(*names) == await asked(*strangers) == [429, 429]


async def test_one_recipient_gets_a_bounded_number_of_messages_under_whatever_names(new_instance, new_api):
    server, _ = new_instance({"accounts.otp_resend_seconds": 0, "accounts.otp_per_recipient_hourly": 3})
    api = new_api(server)
    body, user_id = await api.pending_account()
    for _ in range(3):
        (await api.post("/auth/resend-otp", {"user_id": user_id, "channel": "email"})).want(202)
    # Within its own limit, and nothing is sent.
    (await api.post("/auth/resend-otp", {"email": body["email"], "channel": "email"})).want(202)
    assert len(await api.outbox(body["email"])) == 3


async def test_the_right_password_of_a_pending_account_counts_though_a_stranger_claims_the_phone(new_instance, new_api):
    server, _ = new_instance({"http.trust_forwarded_for": "true", "http.trusted_proxies": "127.0.0.1"})
    api = new_api(server)

    def origin(address):
        return {"X-Forwarded-For": address}
    phone = next_phone()
    claim = {"full_name": "Asha Rao", "phone": phone, "email": f"a{phone[1:]}@example.in", "user_type": "tenant"}
    (await api.post("/auth/signup", claim | {"password": "three blue kites 7"}, headers=origin("2001:db8:1:2::3"))).want(201)
    (await api.post("/auth/signup", claim | {"password": "four green boats 9"}, headers=origin("198.51.100.9"))).want(201)
    for address, password in (("2001:db8:1:2:3:4:5:6", "three blue kites 7"), ("198.51.100.9", "four green boats 9")):
        (await api.post("/auth/login", {"identifier": phone, "password": password}, headers=origin(address))).problem(403, "verification_pending")


async def test_an_ipv6_network_is_counted_as_one_client(new_instance, new_api):
    server, _ = new_instance({"http.trust_forwarded_for": "true", "http.trusted_proxies": "127.0.0.1",
                              "accounts.otp_per_address_hourly": 3})
    api = new_api(server)
    statuses = [(await api.post("/auth/login", {"identifier": next_phone()}, headers={"X-Forwarded-For": f"2001:db8:1:1::{i:x}"})).status
                for i in range(1, 6)]
    assert statuses == [202, 202, 202, 429, 429]
    elsewhere = {"X-Forwarded-For": "2001:db8:1:2::1"}
    (await api.post("/auth/login", {"identifier": next_phone()}, headers=elsewhere)).want(202)


async def test_a_feed_for_a_posting_of_somebody_elses_is_never_answered_from_memory(api):
    """From memory it would come sooner than for one that does not exist, and tell that the posting lives."""
    pair = await live_pair(api)
    for path in (f"/feed/listings?requirement_id={pair.requirement_id}", f"/feed/requirements?listing_id={pair.listing_id}"):
        stranger = await api.person()
        answer = await stranger.get(path)
        answer.problem(404)
        assert answer.json["detail"] == (await stranger.get(path[:-4] + "0000")).problem(404)["detail"]
