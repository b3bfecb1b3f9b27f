"""The edge: what comes in is checked before it is believed, and what one sender does costs nobody else."""
import asyncio
import base64
import os
import signal
import time

import pytest

from support import bodies
from support.client import Api, next_phone
from support.cluster import Cluster
from support.database import Database
from support.raw import exchange, status_of
from support.server import Server
from support.waiting import eventually

ANSWER_SECONDS = 10
STATEMENT_MS = 500
DRAIN_SECONDS = 20


def request(line, *fields, body=b""):
    head = [f"{line} HTTP/1.1", *fields]
    if not any(f.lower().startswith("host:") for f in fields):
        head.append("Host: test")
    if body:
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body


async def status(port, *parts, **more):
    return (await exchange(port, request(*parts, **more)))[0]


def upgrade(*fields):
    key = f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}"
    chosen = fields if any("Key" in f for f in fields) else (key, *fields)
    return request("GET /api/v1/ws", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", *chosen)


async def test_a_host_header_that_names_no_host_is_refused(server):
    for host in ("a/b@c d", "a b", "user@host", "host:port", "[::1", "", "x?y"):
        assert await status(server.port, "GET /healthz", f"Host: {host}") == 400, host
    for host in ("localhost", f"127.0.0.1:{server.port}", "[::1]:80", "api.example.in"):
        assert await status(server.port, "GET /healthz", f"Host: {host}") == 200, host


async def test_a_header_that_may_come_once_is_refused_twice(server):
    for field in ("Authorization: Bearer x", "Content-Type: application/json", "User-Agent: x", "Host: test",
                  "Idempotency-Key: x", "Origin: http://x", "X-Request-Id: a"):
        assert await status(server.port, "GET /healthz", field, field) == 400, field


async def test_a_websocket_key_must_be_sixteen_bytes_and_come_once(server):
    good = base64.b64encode(os.urandom(16)).decode()
    for keys in (["AA=="], [good, good], [""], [good[:-1]], [base64.b64encode(os.urandom(15)).decode()], [good + "x"]):
        found, _ = await exchange(server.port, upgrade(*(f"Sec-WebSocket-Key: {k}" for k in keys)))
        assert found == 400, keys
    assert status_of((await exchange(server.port, upgrade()))[1]) == 101


async def test_a_body_with_a_byte_order_mark_or_a_part_of_one_is_no_json(server):
    for mark in (b"\xef\xbb\xbf", b"\xef\xbb", b"\xef", b"\xfe\xff", b"\xff\xfe"):
        assert await status(server.port, "POST /api/v1/auth/login", body=mark + b'{"identifier":"a@example.in"}') == 400, mark


async def test_bytes_that_are_no_text_in_any_header_harm_nobody(server):
    for name in ("User-Agent", "Accept", "X-Request-Id", "X-Forwarded-For", "Accept-Encoding", "Cookie", "Referer",
                 "If-None-Match", "Idempotency-Key", "Authorization"):
        found = await status(server.port, "GET /api/v1/listings", f"{name}: T\xe9l\xff")
        assert found in (200, 400, 401), (name, found)


async def test_an_unknown_parameter_is_named_with_the_nearest_known_one(api):
    problem = (await api.get("/listings?rent_mim=1000")).problem(400, "unknown_parameter")
    assert "rent_mim" in problem["detail"] and "rent_min" in problem["detail"]
    (await api.get("/healthz?verbose=1")).problem(400, "unknown_parameter")
    (await api.get("/listings?limit=1&limit=2")).problem(400, "malformed_request")


async def test_a_list_may_be_repeated_or_separated_by_commas(api):
    (await api.get("/listings?bbox=72.8,19.0,72.9,19.1")).want(200)
    (await api.get("/listings?bbox=72.8&bbox=19.0&bbox=72.9&bbox=19.1")).want(200)
    (await api.get("/listings?bbox=72.8&bbox=19.0")).problem(422)


async def test_the_root_says_what_this_is_and_where_its_description_is(api):
    async with api.session.get(api.url + "/") as answer:
        about = await answer.json()
        assert answer.status == 200
    (await api.get(about["openapi"])).want(200)
    (await api.get(about["health"])).want(200)


async def test_answers_with_tokens_or_personal_data_are_not_stored(api):
    tenant = await api.person()
    for answer in (await api.get("/users/me", token=tenant.token), await api.get("/matches", token=tenant.token),
                   await api.post("/auth/login", body={"identifier": tenant.phone, "password": bodies.PASSWORD}),
                   await api.get("/users/me")):
        assert answer.headers["Cache-Control"] == "no-store", answer.call
    first = await api.get("/users/me", token=tenant.token)
    again = await api.get("/users/me", token=tenant.token, headers={"If-None-Match": first.headers["ETag"]})
    again.want(304)


async def test_random_tokens_are_refused_before_the_look_up_and_known_ones_are_not(new_instance):
    server, _ = new_instance()
    api = Api(server.url)
    try:
        tenant = await api.person()
        (await api.get("/users/me", token=tenant.token)).want(200)
        refused = None
        for _ in range(40):
            tries = await asyncio.gather(*(api.get("/users/me", token=os.urandom(32).hex()) for _ in range(25)))
            (await api.get("/users/me", token=tenant.token)).want(200)
            assert {one.status for one in tries} <= {401, 429}
            refused = next((one for one in tries if one.status == 429), None)
            if refused:
                break
        assert refused and int(refused.headers["Retry-After"]) > 0 and refused.headers["RateLimit-Remaining"] == "0"
    finally:
        await api.close()


async def test_only_the_last_entry_that_a_trusted_proxy_adds_is_the_client(new_instance):
    server, _ = new_instance({"http.trust_forwarded_for": "true"})
    mine = "X-Forwarded-For: 10.9.8.7"
    await exchange(server.port, request("GET /api/v1/listings?city=forged", mine, "X-Forwarded-For: 10.1.1.1, 10.2.2.2",
                                        "X-Real-IP: 10.5.5.5", "Forwarded: for=10.6.6.6"))
    await eventually(lambda: "remote=10.2.2.2" in server.log(), "the proxy's word is in the log", within=10)
    stranger, _ = new_instance({"http.trust_forwarded_for": "true", "http.trusted_proxies": "192.0.2.1"})
    await exchange(stranger.port, request("GET /api/v1/listings?city=forged", mine))
    await eventually(lambda: "remote=127.0.0.1" in stranger.log(), "the peer's address is in the log", within=10)
    assert "10.9.8.7" not in server.log() + stranger.log()


async def test_sign_ups_from_one_address_keep_nobody_else_waiting(new_instance):
    """Argon2id as in production; forty connections keep its queue full."""
    server, _ = new_instance({"accounts.password_memory_kib": 19456, "accounts.password_passes": 2})
    api = Api(server.url)
    try:
        outcomes = []

        async def sign_up():
            body = {"full_name": "Asha Rao", "phone": next_phone(), "email": f"{os.urandom(6).hex()}@example.in",
                    "password": bodies.PASSWORD, "user_type": "tenant"}
            outcomes.append(await api.post("/auth/signup", body=body))

        flood = [asyncio.ensure_future(sign_up()) for _ in range(120)]
        for _ in range(30):
            (await api.get("/listings?city=Mumbai")).want(200)
        await asyncio.gather(*flood)
        assert {one.status for one in outcomes} <= {201, 503}
        assert any(one.status == 201 for one in outcomes)
        for one in outcomes:
            if one.status == 503:
                one.problem(503, "overloaded")
                assert int(one.headers["Retry-After"]) > 0
    finally:
        await api.close()


async def test_probes_are_answered_when_nothing_else_is(new_instance):
    server, _ = new_instance({"http.max_requests_in_flight": 1, "http.max_connections_per_address": 3})
    slow = request("POST /api/v1/auth/login", "Expect: 100-continue", body=b"{}")[:-2]
    held = await asyncio.open_connection("127.0.0.1", server.port)
    held[1].write(slow)
    await asyncio.wait_for(held[0].readuntil(b"\r\n\r\n"), 10)
    try:
        assert await status(server.port, "GET /api/v1/listings") == 503
        idle = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(4)]
        for path in ("/healthz", "/readyz", "/metrics"):
            assert await status(server.port, f"GET {path}") == 200, path
        assert await status(server.port, "GET /api/v1/listings") in (429, 503)
        for _, writer in idle:
            writer.close()
    finally:
        held[1].close()


@pytest.fixture
def frozen():
    """A server whose PostgreSQL has stopped answering: all its processes are stopped, and go on afterwards."""
    cluster = Cluster()
    cluster.create_database("homigo")
    settings = {"database.statement_timeout_ms": STATEMENT_MS}
    server, db = Server(cluster.conninfo("homigo"), settings), Database(cluster, "homigo")
    server.migrate()
    server.start()
    stopped = [int(one) for one in cluster._processes()]
    for one in stopped:
        os.kill(one, signal.SIGSTOP)
    yield server
    for one in stopped:
        os.kill(one, signal.SIGCONT)
    server.destroy()
    db.close()
    cluster.destroy()


async def test_every_request_has_a_deadline_and_the_drain_ends_though_postgresql_is_frozen(frozen):
    api = Api(frozen.url)
    body = {"identifier": next_phone(), "password": bodies.PASSWORD}
    questions = [*(lambda: api.get("/listings?city=Mumbai") for _ in range(12)),
                 *(lambda: api.get("/users/me", token=os.urandom(32).hex()) for _ in range(12)),
                 *(lambda: api.post("/auth/login", body=body) for _ in range(12)),
                 lambda: api.get("/readyz")]
    try:
        for _ in range(2):
            started = time.monotonic()
            answers = await asyncio.gather(*(ask() for ask in questions), api.get("/healthz"))
            assert time.monotonic() - started < ANSWER_SECONDS, frozen.log()[-4000:]
            for answer in answers[:-1]:
                answer.problem(503)
            answers[-1].want(200)
    finally:
        await api.close()
    frozen.signal_drain()
    assert await asyncio.get_running_loop().run_in_executor(None, frozen.process.wait, DRAIN_SECONDS) == 0
