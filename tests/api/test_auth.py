"""Signing up, signing in, tokens and their end."""
import asyncio
import json

import pytest

from support import bodies
from support.client import next_phone
from support.pair import matched_pair
from support.raw import exchange
from support.waiting import eventually

NEW_PASSWORD = "a wholly new passphrase 7"


def wrong(otp):
    return f"{(int(otp) + 1) % 1000000:06d}"


@pytest.fixture(scope="module")
def strict(new_instance):
    """A server with short grace and small limits."""
    server, _ = new_instance({"accounts.refresh_grace_seconds": 0, "accounts.otp_resend_seconds": 30,
                              "accounts.otp_per_recipient_hourly": 3, "accounts.wrong_tries_per_identifier": 6})
    return server


async def test_a_one_time_password_dies_after_five_wrong_tries(api):
    body, user_id = await api.pending_account()
    otp = await api.otp(body["phone"])
    for _ in range(5):
        (await api.post("/auth/verify-otp", {"user_id": user_id, "channel": "phone", "otp": wrong(otp)})).problem(401)
    (await api.post("/auth/verify-otp", {"user_id": user_id, "channel": "phone", "otp": otp})).problem(401)


async def test_a_one_time_password_works_once(api):
    body, user_id = await api.pending_account()
    attempt = {"user_id": user_id, "channel": "phone", "otp": await api.otp(body["phone"])}
    (await api.post("/auth/verify-otp", attempt)).want(200)
    (await api.post("/auth/verify-otp", attempt)).problem(401)


async def test_a_one_time_password_is_in_no_answer_and_not_in_the_log(api, server):
    phone = next_phone()
    answer = await api.post("/auth/signup", {"full_name": "Asha", "phone": phone, "email": f"o{phone[1:]}@example.in",
                                             "password": bodies.PASSWORD, "user_type": "tenant"})
    assert answer.want(201)["otp"]["attempts_left"] == 5
    otp = await api.otp(phone)
    # Six digits may be part of an identifier by chance: words alone are looked at.
    assert f'"{otp}"' not in answer.text
    assert f'"{otp}"' not in server.log() and f"otp={otp}" not in server.log()
    assert bodies.PASSWORD not in server.log()
    someone = await api.person()
    (await someone.get("/users/me")).want(200)
    assert someone.token not in server.log() and someone.refresh_token not in server.log()


async def proven_address(api, someone):
    """Proves the e-mail address by the message of the sign-up."""
    return (await api.post("/auth/verify-otp", {"user_id": someone.user_id, "channel": "email",
                                                "otp": await api.otp(someone.email)})).want(200)


async def test_a_proven_address_adds_a_badge_without_a_session_and_signs_in_from_then_on(api):
    someone = await api.person()
    (await api.post("/auth/login", {"identifier": someone.email, "password": bodies.PASSWORD})).problem(401)
    proven = await proven_address(api, someone)
    assert proven["access_token"] is None and proven["refresh_token"] is None and proven["user"] is None
    sign_up_otp = await api.otp(someone.email)
    answer = (await api.post("/auth/login", {"identifier": someone.email})).want(202)
    assert "user_id" not in answer and answer["otp"]["channel"] == "email"
    signed_in = (await api.post("/auth/verify-otp", {"ticket": answer["ticket"], "channel": "email",
                                                     "otp": await api.otp(someone.email, except_otp=sign_up_otp)})).want(200)
    assert {"phone", "email"} <= set(signed_in["user"]["badges"]) and signed_in["user"]["user_id"] == someone.user_id


async def test_a_pending_account_gets_a_ticket_for_its_right_password_and_reserves_no_phone(api):
    body, _ = await api.pending_account()
    (await api.post("/auth/login", {"identifier": body["phone"], "password": "wrong wrong wrong"})).problem(401)
    waits = (await api.post("/auth/login", {"identifier": body["phone"], "password": bodies.PASSWORD})).problem(403, "verification_pending")
    first_otp = await api.otp(body["phone"])
    (await api.post("/auth/resend-otp", {"ticket": waits["ticket"], "channel": "phone"})).want(202)
    assert await api.otp(body["phone"], except_otp=first_otp)
    again = (await api.post("/auth/signup", body)).want(201)
    otp = await api.otp(body["phone"])
    (await api.post("/auth/verify-otp", {"user_id": again["user_id"], "channel": "phone", "otp": otp})).want(200)
    (await api.post("/auth/signup", body)).problem(409)


async def test_of_two_accounts_waiting_with_one_phone_the_second_to_prove_it_is_refused(api):
    body, first = await api.pending_account()
    first_otp = await api.otp(body["phone"])
    second = (await api.post("/auth/signup", {**body, "email": "other" + body["email"]})).want(201)["user_id"]
    second_otp = await api.otp(body["phone"], except_otp=first_otp)
    (await api.post("/auth/verify-otp", {"user_id": second, "channel": "phone", "otp": second_otp})).want(200)
    assert (await api.post("/auth/verify-otp", {"user_id": first, "channel": "phone", "otp": first_otp})).status in (401, 409)


async def test_the_code_of_the_first_sign_up_opens_the_first_account_after_a_second_one(api):
    body, first = await api.pending_account()
    first_otp = await api.otp(body["phone"])
    (await api.post("/auth/signup", {**body, "email": "other" + body["email"], "password": NEW_PASSWORD})).want(201)
    signed_in = (await api.post("/auth/verify-otp", {"phone": body["phone"], "channel": "phone", "otp": first_otp})).want(200)
    assert signed_in["user"]["user_id"] == first
    (await api.post("/auth/login", {"identifier": body["phone"], "password": NEW_PASSWORD})).problem(401)


async def test_a_stranger_with_my_phone_and_their_address_gets_nothing_of_me(api):
    mine = next_phone()
    theirs = {"full_name": "Mallory", "phone": mine, "email": f"m{mine[1:]}@example.in", "password": NEW_PASSWORD, "user_type": "host"}
    their_id = (await api.post("/auth/signup", theirs)).want(201)["user_id"]
    proven = (await api.post("/auth/verify-otp", {"user_id": their_id, "channel": "email", "otp": await api.otp(theirs["email"])})).want(200)
    assert proven["account_status"] == "pending" and proven["access_token"] is None
    their_otp = await api.otp(mine)
    ticket = (await api.post("/auth/login", {"identifier": mine})).want(202)["ticket"]
    (await api.post("/auth/verify-otp", {"ticket": ticket, "channel": "phone", "otp": their_otp})).problem(401)
    body = {**theirs, "full_name": "Asha", "email": f"a{mine[1:]}@example.in", "password": bodies.PASSWORD}
    my_id = (await api.post("/auth/signup", body)).want(201)["user_id"]
    otp = await api.otp(mine, except_otp=their_otp)
    (await api.post("/auth/verify-otp", {"user_id": my_id, "channel": "phone", "otp": otp})).want(200)
    (await api.post("/auth/login", {"identifier": mine, "password": NEW_PASSWORD})).problem(401)
    (await api.post("/auth/login", {"identifier": theirs["email"], "password": NEW_PASSWORD})).problem(403, "verification_pending")
    (await api.post("/auth/login", {"identifier": mine, "password": bodies.PASSWORD})).want(200)


def sign_up_with(phone, who, password):
    return {"full_name": "Asha", "phone": phone, "email": f"{who}{phone[1:]}@example.in", "password": password, "user_type": "both"}


async def no_way_in_by(api, email, password):
    """Neither a code for signing in nor one for a reset is sent, and the password waits for the phone."""
    before = len(await api.outbox(email))
    (await api.post("/auth/login", {"identifier": email})).want(202)
    (await api.post("/auth/password/forgot", {"identifier": email})).want(202)
    assert (await api.post("/auth/login", {"identifier": email, "password": password})).status in (401, 403)
    # An order that is sent is in the outbox when it is answered.
    assert len(await api.outbox(email)) == before


async def test_the_code_of_a_stranger_who_proved_an_address_first_opens_my_own_account(api):
    phone = next_phone()
    theirs, mine = sign_up_with(phone, "evil", NEW_PASSWORD), sign_up_with(phone, "mine", bodies.PASSWORD)
    their_id = (await api.post("/auth/signup", theirs)).want(201)["user_id"]
    first = await api.otp(phone)
    (await api.post("/auth/verify-otp", {"user_id": their_id, "channel": "email", "otp": await api.otp(theirs["email"])})).want(200)
    my_id = (await api.post("/auth/signup", mine)).want(201)["user_id"]
    second = await api.otp(phone, except_otp=first)
    (await api.post("/auth/resend-otp", {"user_id": their_id, "channel": "phone"})).want(202)
    newest = await api.otp(phone, except_otp=second)
    signed_in = (await api.post("/auth/verify-otp", {"phone": phone, "channel": "phone", "otp": newest})).want(200)
    assert signed_in["user"]["user_id"] == my_id
    await no_way_in_by(api, theirs["email"], NEW_PASSWORD)


async def test_an_account_that_my_phone_alone_opened_has_no_door_left_for_its_author(api):
    phone = next_phone()
    theirs = sign_up_with(phone, "evil", NEW_PASSWORD)
    their_id = (await api.post("/auth/signup", theirs)).want(201)["user_id"]
    address_otp = await api.otp(theirs["email"])
    (await api.post("/auth/verify-otp", {"user_id": their_id, "channel": "email", "otp": address_otp})).want(200)
    signed_in = (await api.post("/auth/verify-otp", {"phone": phone, "channel": "phone", "otp": await api.otp(phone)})).want(200)
    assert signed_in["user"]["badges"] == ["phone"]
    await no_way_in_by(api, theirs["email"], NEW_PASSWORD)
    (await api.post("/auth/resend-otp", {"user_id": their_id, "channel": "email"})).want(202)
    assert await api.otp(theirs["email"]) == address_otp


async def test_an_address_is_not_proven_by_an_old_code_after_the_phone_alone_opened_the_account(api):
    phone = next_phone()
    theirs = sign_up_with(phone, "evil", NEW_PASSWORD)
    their_id = (await api.post("/auth/signup", theirs)).want(201)["user_id"]
    late = {"user_id": their_id, "channel": "email", "otp": await api.otp(theirs["email"])}
    (await api.post("/auth/verify-otp", {"phone": phone, "channel": "phone", "otp": await api.otp(phone)})).want(200)
    (await api.post("/auth/verify-otp", late)).problem(401)
    await no_way_in_by(api, theirs["email"], NEW_PASSWORD)


async def test_a_reset_by_a_ticket_beside_another_persons_phone_is_a_wrong_code(api):
    victim, someone = await api.person(), await api.person()
    signed_up = await api.otp(someone.phone)
    ticket = (await api.post("/auth/password/forgot", {"identifier": someone.phone})).want(202)["ticket"]
    reset = {"identifier": victim.phone, "ticket": ticket, "otp": await api.otp(someone.phone, except_otp=signed_up),
             "password": NEW_PASSWORD}
    (await api.post("/auth/password/reset", reset)).problem(401)
    (await api.post("/auth/login", {"identifier": someone.phone, "password": bodies.PASSWORD})).want(200)
    (await api.post("/auth/password/reset", {**reset, "identifier": someone.phone})).want(204)


async def test_an_address_that_is_not_proven_is_shown_to_no_match(api):
    pair = await matched_pair(api)
    match = (await pair.host.get(f"/matches/{pair.match_id}")).want(200)
    assert match["counterpart"]["phone"] == pair.tenant.phone and match["counterpart"]["email"] is None
    await proven_address(api, pair.tenant)
    match = (await pair.host.get(f"/matches/{pair.match_id}")).want(200)
    assert match["counterpart"]["email"] == pair.tenant.email


@pytest.mark.parametrize("agent", [b"T\xe9l", b"\xff\xfe", b"a\tb", "तार".encode()])
async def test_a_user_agent_is_octets_until_somebody_has_looked(server, api, agent):
    someone = await api.person()
    body = json.dumps({"identifier": someone.phone, "password": bodies.PASSWORD}).encode()
    head = (b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
            b"User-Agent: " + agent + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n")
    status, answer = await exchange(server.port, head + body)
    assert status == 200, answer


@pytest.mark.parametrize("password, code", [("password", "too_common"), ("        ", "nothing_to_see"), ("PHONE", "own_identifier"),
                                            ("aaaaaaaa", "too_simple"), ("P@ssw0rd1", "too_common"),
                                            ("   ", "nothing_to_see"), ("1234", "too_short")])
async def test_a_password_that_protects_nothing_is_refused_with_the_reason(api, password, code):
    phone = next_phone()
    body = {"full_name": "Asha", "phone": phone, "email": f"w{phone[1:]}@example.in", "user_type": "tenant",
            "password": phone[3:] if password == "PHONE" else password}
    errors = (await api.post("/auth/signup", body)).problem(422)["errors"]
    assert [(e["pointer"], e["code"]) for e in errors] == [("/password", code)]


async def test_a_refresh_token_rotates_and_gives_the_same_successor_during_the_grace_time(api):
    someone = await api.person()
    first = (await api.post("/auth/refresh", {"refresh_token": someone.refresh_token})).want(200)
    assert first["access_token"] != someone.token and first["refresh_token"] != someone.refresh_token
    lost_in_transit = (await api.post("/auth/refresh", {"refresh_token": someone.refresh_token})).want(200)
    assert lost_in_transit["refresh_token"] == first["refresh_token"]
    assert lost_in_transit["access_token"] == first["access_token"]
    (await api.get("/users/me", token=first["access_token"])).want(200)


async def test_many_refreshes_with_one_token_at_once_give_one_successor(api):
    someone = await api.person()
    answers = await asyncio.gather(*(api.post("/auth/refresh", {"refresh_token": someone.refresh_token}) for _ in range(10)))
    assert len({a.want(200)["refresh_token"] for a in answers}) == 1


async def test_a_refresh_token_used_again_after_the_grace_time_revokes_its_family(new_api, strict):
    api = new_api(strict)
    someone = await api.person()
    other_device = (await api.post("/auth/login", {"identifier": someone.phone, "password": bodies.PASSWORD})).want(200)
    successor = (await api.post("/auth/refresh", {"refresh_token": someone.refresh_token})).want(200)
    (await api.post("/auth/refresh", {"refresh_token": someone.refresh_token})).problem(401)
    (await api.post("/auth/refresh", {"refresh_token": successor["refresh_token"]})).problem(401)
    (await api.get("/users/me", token=successor["access_token"])).problem(401)
    (await api.get("/users/me", token=other_device["access_token"])).want(200)


async def test_an_invented_refresh_token_is_refused(api):
    (await api.post("/auth/refresh", {"refresh_token": "x" * 43})).problem(401)


async def test_logging_out_ends_this_device_alone(api):
    someone = await api.person()
    other = (await api.post("/auth/login", {"identifier": someone.phone, "password": bodies.PASSWORD})).want(200)
    (await someone.post("/auth/logout")).want(204)
    (await someone.get("/users/me")).problem(401)
    (await api.post("/auth/refresh", {"refresh_token": someone.refresh_token})).problem(401)
    (await api.get("/users/me", token=other["access_token"])).want(200)


async def test_logging_out_everywhere_ends_every_device_at_once(api):
    someone = await api.person()
    other = (await api.post("/auth/login", {"identifier": someone.phone, "password": bodies.PASSWORD})).want(200)
    opened = await api.connect(other["access_token"])
    (await someone.post("/auth/logout", {"everywhere": True})).want(204)
    for token in (someone.token, other["access_token"]):
        (await api.get("/users/me", token=token)).problem(401)
    (await api.post("/auth/refresh", {"refresh_token": other["refresh_token"]})).problem(401)
    assert await opened.close_code() == 1008


async def test_a_password_reset_ends_all_sessions_and_changes_the_password(api):
    someone = await api.person()
    await proven_address(api, someone)
    sign_up_otp = await api.otp(someone.email)
    (await api.post("/auth/password/forgot", {"identifier": someone.email})).want(202)
    otp = await api.otp(someone.email, except_otp=sign_up_otp)
    reset = {"identifier": someone.email, "otp": otp, "password": NEW_PASSWORD}
    (await api.post("/auth/password/reset", {**reset, "otp": wrong(otp)})).problem(401)
    (await api.post("/auth/password/reset", reset)).want(204)
    (await api.post("/auth/password/reset", reset)).problem(401)
    (await someone.get("/users/me")).problem(401)
    (await api.post("/auth/login", {"identifier": someone.email, "password": bodies.PASSWORD})).problem(401)
    (await api.post("/auth/login", {"identifier": someone.email, "password": NEW_PASSWORD})).want(200)


async def test_a_one_time_password_for_a_reset_does_not_sign_in(api):
    someone = await api.person()
    (await api.post("/auth/password/forgot", {"identifier": someone.phone})).want(202)
    async def reset_otp():
        return [m for m in await api.outbox(someone.phone) if "reset" in m["template"]]
    otp = (await eventually(reset_otp, "the reset's one-time password"))[0]["variables"]["otp"]
    (await api.post("/auth/verify-otp", {"user_id": someone.user_id, "channel": "phone", "otp": otp})).problem(401)


async def test_unknown_accounts_are_answered_like_known_ones(api):
    someone, stranger = await api.person(), next_phone()
    def shape(answer):
        return answer.status, sorted(answer.json), sorted((answer.json.get("otp") or {}))
    wrong_password = [await api.post("/auth/login", {"identifier": who, "password": "wrong wrong wrong"})
                      for who in (someone.phone, stranger, "nobody@example.in")]
    assert len({(a.problem(401)["code"], a.json["detail"], a.json["title"]) for a in wrong_password}) == 1
    by_otp = [await api.post("/auth/login", {"identifier": who}) for who in (someone.phone, stranger)]
    assert shape(by_otp[0]) == shape(by_otp[1]) and by_otp[0].status == 202
    forgotten = [await api.post("/auth/password/forgot", {"identifier": who}) for who in (someone.phone, stranger)]
    assert shape(forgotten[0]) == shape(forgotten[1]) and forgotten[0].status == 202
    reset = [await api.post("/auth/password/reset", {"identifier": who, "otp": "000000", "password": NEW_PASSWORD})
             for who in (someone.phone, stranger)]
    assert len({(a.problem(401)["code"], a.json["detail"]) for a in reset}) == 1
    assert len(by_otp[0].json["ticket"]) == len(by_otp[1].json["ticket"]) and someone.user_id not in by_otp[0].text
    resent = [await api.post("/auth/resend-otp", {"phone": who, "channel": "phone"}) for who in (someone.phone, stranger)]
    assert shape(resent[0]) == shape(resent[1]) and resent[0].status == 202


async def test_asking_for_one_time_passwords_too_often_is_429_with_retry_after(new_api, strict):
    api = new_api(strict)
    someone = await api.person()
    (await api.post("/auth/login", {"identifier": someone.phone})).want(202)
    answer = await api.post("/auth/login", {"identifier": someone.phone})
    answer.problem(429)
    assert 0 < int(answer.headers["Retry-After"]) <= 30


async def test_guessing_passwords_is_429_after_some_tries_whoever_it_is(new_api, strict):
    api = new_api(strict)
    someone, stranger = await api.person(), next_phone()
    for who in (someone.phone, stranger):
        statuses = [(await api.post("/auth/login", {"identifier": who, "password": f"guess number {i}"})).status for i in range(8)]
        assert statuses == [401] * 6 + [429] * 2
    # Where the owner was signed in before, the right password passes; so does a right code.
    (await api.post("/auth/login", {"identifier": someone.phone, "password": bodies.PASSWORD})).want(200)


async def test_taken_phones_and_addresses_are_refused(api):
    someone = await api.person()
    await proven_address(api, someone)
    (await api.post("/auth/signup", {**someone.account, "email": "else" + someone.email})).problem(409)
    (await api.post("/auth/signup", {**someone.account, "phone": next_phone()})).problem(409)
    (await api.post("/auth/signup", {**someone.account, "phone": next_phone(), "email": someone.email.upper()})).problem(409)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dTpw", "Bearer \u00e9", "Bearer " + "x" * 5000, "bearer nonsense"])
async def test_a_bad_authorization_header_is_401(api, header):
    answer = await api.get("/users/me", headers={"Authorization": header})
    answer.problem(401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
