"""Whatever is sent: a clear 4xx, the server lives, and nothing in the database has changed."""
import asyncio
import os
import resource
import struct

import pytest

from support import bodies, pictures
from support.client import Api
from support.openapi import OpenApi
from support.pair import matched_pair
from support.raw import client_frame, exchange, raw_websocket, status_of
from support.shapes import LONG, SQL, WRONG_UUIDS, wrong_bodies, wrong_documents

AT_ONCE = 32
# Wrong passwords and one-time passwords are counted there.
COUNTING_TABLES = ("sign_in_limits",)


class Stage:
    """A server of its own with one of everything, so that wrong requests meet real things."""

    def __init__(self, api, db, server, openapi, pair):
        self.api, self.db, self.server, self.openapi, self.pair = api, db, server, openapi, pair

    def who(self, path):
        host_paths = ("listing", "host-profile", "payments")
        return self.pair.host if any(word in path for word in host_paths) else self.pair.tenant

    def address(self, path):
        ids = {"listing_id": self.pair.listing_id, "requirement_id": self.pair.requirement_id, "match_id": self.pair.match_id,
               "conversation_id": self.pair.conversation_id, "user_id": self.pair.host.user_id}
        for name, value in ids.items():
            path = path.replace("{" + name + "}", value)
        return path.replace("{photo_id}", self.pair.match_id).replace("{payment_id}", self.pair.match_id).replace("{key}", "nothing")

    def valid_body(self, path):
        """Enough of a right body for the wrong field to stand out; routes not named get an empty one."""
        known = {
            "/listings": bodies.listing_body(), "/requirements": bodies.requirement_body(),
            "/users/me/tenant-profile": bodies.TENANT_PROFILE, "/users/me/host-profile": bodies.HOST_PROFILE,
            "/swipe": {"target_type": "listing", "target_id": self.pair.listing_id, "as_id": self.pair.requirement_id, "action": "like"},
            "/swipe/undo": {"swipe_id": self.pair.match_id},
            "/conversations/{conversation_id}/messages": {"type": "text", "body": "hello"},
            "/conversations/{conversation_id}/read": {"sequence": 1},
            "/payments/initiate": {"purpose": "host_listing", "subject_id": self.pair.listing_id, "gateway": "sandbox"},
            "/payments/callback": {"payment_id": self.pair.match_id},
            "/auth/signup": {"full_name": "Asha", "phone": "+919800000001", "email": "a@example.in", "password": bodies.PASSWORD, "user_type": "tenant"},
            "/auth/verify-otp": {"user_id": self.pair.tenant.user_id, "channel": "phone", "otp": "000000"},
            "/auth/resend-otp": {"phone": "+919800000003", "channel": "phone"},
            "/auth/login": {"identifier": self.pair.tenant.phone, "password": "wrong wrong"},
            "/auth/refresh": {"refresh_token": "x" * 43},
            "/auth/password/forgot": {"identifier": "+919800000002"},
            "/auth/password/reset": {"identifier": "+919800000002", "otp": "000000", "password": bodies.PASSWORD},
        }
        return known.get(path.removeprefix("/api/v1"), {})


@pytest.fixture(scope="module")
def stage(new_instance, loop):
    server, db = new_instance({"http.header_timeout_ms": 500, "http.body_timeout_ms": 1500, "http.ws_auth_timeout_ms": 500,
                               "accounts.wrong_tries_per_identifier": 1000000, "accounts.otp_per_recipient_hourly": 1000000})

    async def build():
        api = Api(server.url)
        pair = await matched_pair(api)
        (await pair.tenant.say(pair.conversation_id, "one")).want(201)
        document = (await api.get("/openapi.json")).want(200)
        api.openapi = OpenApi(document)
        return Stage(api, db, server, api.openapi, pair)

    made = loop.run_until_complete(build())
    yield made
    loop.run_until_complete(made.api.close())


@pytest.fixture
def unchanged(stage):
    """After the test: the server lives, and every table has the rows it had before."""
    before = stage.db.row_counts(COUNTING_TABLES)
    yield
    assert stage.server.is_alive() and stage.server.is_ready()
    assert stage.db.row_counts(COUNTING_TABLES) == before
    assert "unexpected route" not in stage.server.log()


async def all_refused(stage, requests, statuses=None):
    """`requests`: (description, coroutine function → Answer). Each is a problem of the 4xx kind."""
    gate, faults = asyncio.Semaphore(AT_ONCE), []

    async def one(what, send):
        async with gate:
            try:
                answer = await send()
                assert 400 <= answer.status < 500, f"{answer.status} {answer.text[:200]}"
                assert statuses is None or answer.status in statuses, f"{answer.status} {answer.text[:200]}"
                answer.problem(answer.status)
                if answer.status == 422:
                    assert answer.json["errors"] or answer.json["code"] != "invalid_fields"
                    pointers = [e["pointer"] for e in answer.json["errors"]]
                    assert len(pointers) == len(set(pointers)), f"told twice: {pointers}"
            except (AssertionError, OSError, asyncio.TimeoutError) as fault:
                faults.append(f"{what}: {fault!r:.300}")

    await asyncio.gather(*(one(what, send) for what, send in requests))
    assert not faults, f"{len(faults)} of {len(requests)}:\n" + "\n".join(faults[:15])


def json_operations(stage):
    for verb, path, operation in stage.openapi.operations():
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content and "/dev/" not in path:
            yield verb, path, content["application/json"]["schema"]


async def test_every_wrong_field_of_every_route_is_refused(stage, unchanged):
    requests = []
    for verb, path, schema in json_operations(stage):
        valid = stage.valid_body(path) if verb == "POST" else {}
        for what, body in wrong_bodies(stage.openapi, schema, valid):
            requests.append((f"{verb} {path} {what}", _sender(stage, verb, path, body)))
    assert len(requests) > 1000
    await all_refused(stage, requests, (400, 413, 422))


async def test_every_document_that_is_no_clean_json_object_is_refused(stage, unchanged):
    requests = []
    for verb, path, schema in json_operations(stage):
        properties = stage.openapi.resolve(schema).get("properties", {})
        for what, body in wrong_documents(stage.valid_body(path) or {name: "x" for name in list(properties)[:1]}):
            requests.append((f"{verb} {path} {what}", _sender(stage, verb, path, body)))
    await all_refused(stage, requests, (400, 413, 422))


def _sender(stage, verb, path, body, **options):
    address, token = stage.address(path), stage.who(path).token
    return lambda: stage.api.call(verb, address, token=token, data=body, **options)


async def test_wrong_media_types_and_encodings_are_415(stage, unchanged):
    requests = []
    for verb, path, _ in json_operations(stage):
        for media_type in ("text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "nonsense", "",
                           "application/json; charset=utf-16", "application/jsonp"):
            requests.append((f"{verb} {path} {media_type!r}", _sender(stage, verb, path, b'{"a":1}', headers={"Content-Type": media_type})))
        requests.append((f"{verb} {path} gzip", _sender(stage, verb, path, b'{"a":1}', headers={"Content-Encoding": "gzip"})))
    await all_refused(stage, requests, (415,))


async def test_path_parameters_that_are_no_uuid_are_refused(stage, unchanged):
    requests = []
    bad = ["x", "%00", "%27%3B%20DROP%20TABLE%20users", "..", "%2e%2e", "%2F", "%zz", "%", "%ff", "-1", "0", "null", "x" * 5000, "%F0%9F%8F%A0",
           "0192f000-0000-7000-8000-00000000000g", "0192F000-0000-7000-8000-000000000000%20", "%7B%7D"]
    for verb, path, _ in stage.openapi.operations():
        if "{" in path and "{key}" not in path and "/dev/" not in path:
            for value in bad:
                address = path
                while "{" in address:
                    address = address[:address.index("{")] + value + address[address.index("}") + 1:]
                requests.append((f"{verb} {address}", _sender(stage, verb, address, b"{}" if verb in ("POST", "PUT") else None)))
    await all_refused(stage, requests, (400, 404, 405, 414))


async def test_query_parameters_of_every_list_are_checked(stage, unchanged):
    requests = []
    for verb, path, operation in stage.openapi.operations():
        if verb != "GET" or "/dev/" in path:
            continue
        for parameter in operation.get("parameters", ()):
            if parameter["in"] != "query":
                continue
            schema = stage.openapi.resolve(parameter["schema"])
            for value in _wrong_query_values(parameter["name"], schema):
                requests.append((f"GET {path}?{parameter['name']}={value[:60]}", _sender(stage, "GET", f"{path}?{parameter['name']}={value}", None)))
    assert len(requests) > 100
    await all_refused(stage, requests, (400, 414, 422, 431))


def _wrong_query_values(name, schema):
    yield from ("%zz", "%", "%ff%fe", "%C0%AF", "%ED%A0%80", "a%00b")
    kind, form = schema.get("type"), schema.get("format")
    if kind in ("integer", "number"):
        yield from ("", "x", "1e999", "NaN", "99999999999999999999999", "-99999999999", "1;2", "0x1", "1" * 5000)
    elif form == "uuid":
        yield from ("x", "", "%27%20OR%201%3D1", "0192f000")
    elif form == "date":
        yield from ("2027-02-30", "x", "", "2027-1-1")
    elif form == "latitude,longitude":
        yield from ("", "19", "91,0", "0,181", "nan,nan", "inf,0", "1e999,0", "19,72,5", "a,b", "%27,0")
    elif "enum" in schema:
        yield from ("nope", "", "%27%20OR%201%3D1")
    elif kind == "array":
        yield "x," * 200
    elif name == "cursor":
        yield from ("x", "AAAA", "%00", "null", "e30", "x" * 399, "x" * 5000, "%27%3B--", "==", "%F0%9F%8F%A0")
    elif "maxLength" in schema:
        yield "x" * (schema["maxLength"] + 1)


@pytest.mark.parametrize("size", [300_000, 10_000_000])
async def test_a_body_too_large_is_413(stage, unchanged, size):
    body = b'{"title":"' + b"x" * size + b'"}'
    for path in ("/auth/signup", "/listings", "/swipe"):
        refused = (await stage.api.call("POST", path, token=stage.who(path).token, data=body)).problem(413)
        assert "at most 262144 bytes (256 KiB)" in refused["detail"]
    head = (f"POST /api/v1/auth/signup HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n\r\n").encode()
    assert (await exchange(stage.server.port, head))[0] == 413


async def test_broken_http_is_400_or_a_closed_connection(stage, unchanged):
    good = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    broken = [b"\r\n\r\n", b"HELO\r\n\r\n", b"GET\r\n\r\n", b"GET /healthz\r\n\r\n", b"GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n",
              b"G\0T /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /heal\0thz HTTP/1.1\r\nHost: x\r\n\r\n", b"GET healthz HTTP/1.1\r\nHost: x\r\n\r\n",
              good + b"Bad Header\r\n\r\n", good + b": empty\r\n\r\n", good + b"X: a\0b\r\n\r\n", good + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
              good + b"".join(b"X%d: y\r\n" % i for i in range(5000)) + b"\r\n", b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
              b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
              b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
              b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n",
              b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
              b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
              b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
              b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", os.urandom(2000), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(300)]
    answers = await asyncio.gather(*(exchange(stage.server.port, data) for data in broken))
    for data, (status, received) in zip(broken, answers):
        assert status is None and not received or status is not None and 400 <= status < 500, (data[:80], received[:200])


async def test_slow_and_half_requests_are_dropped_in_time(stage, unchanged):
    half = [b"GET /heal", b"GET /healthz HTTP/1.1\r\nHost: x\r\n", b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
            b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"]
    for half_close in (False, True):
        answers = await asyncio.gather(*(exchange(stage.server.port, data, within=8, half_close=half_close) for data in half))
        assert all(status in (None, 400, 408) for status, _ in answers), answers


async def test_a_client_that_trickles_its_header_is_dropped(stage, unchanged):
    reader, writer = await asyncio.open_connection("127.0.0.1", stage.server.port)
    async def trickle():
        for byte in b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: " + b"y" * 10_000:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.02)
    slow = asyncio.ensure_future(trickle())
    received = await asyncio.wait_for(reader.read(), 8)
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)
    writer.close()
    assert status_of(received) in (None, 408)


async def test_tricks_with_paths_find_nothing(stage, unchanged):
    tricks = ["/api/v1/../../etc/passwd", "/api/v1/%2e%2e/%2e%2e/etc/passwd", "//api/v1/users/me", "/api/v1//users/me", "/api/v1/users/me/", "/api/v1/./users/me",
              "/API/V1/users/me", "/api/v1/users%2fme", "/api/v1/users/me%00", "/api/v1/users/me;a=b", "/api/v1/users/me%20", "/api/v1/users\\me", "/api/v2/users/me",
              "/dev/outbox/../../api", "/media/photos/..%2f..%2fhomigo.conf", "/media/photos/%2e%2e%2fhomigo.conf", "/api/v1/%ff", "/%", "/api/v1/users/me%", "/*", "/api/v1/listings/my/photos"]
    token = stage.pair.tenant.token
    for trick in tricks:
        head = f"GET {trick} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n".encode()
        status, received = await exchange(stage.server.port, head)
        assert status in (400, 404, 405), (trick, received[:200])


async def test_bad_multipart_is_refused(stage, unchanged):
    host, path = stage.pair.host, f"/listings/{stage.pair.listing_id}/photos"
    part = b'--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    photo = part % (b"photo", pictures.png())
    good_type = "multipart/form-data; boundary=B"
    cases = [("multipart/form-data", photo), ("multipart/form-data; boundary=", photo), ("multipart/form-data; boundary=" + "B" * 500, photo),
             ("multipart/mixed; boundary=B", photo), ("application/json", b"{}"), (good_type, b""), (good_type, b"--B--"), (good_type, b"--B"), (good_type, photo),
             (good_type, photo + b"--B-"), (good_type, b"--C\r\n\r\nx\r\n--C--"), (good_type, b"--B\r\n\r\nno name\r\n--B--\r\n"),
             (good_type, b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n"), (good_type, (part % (b"x", b"y")) * 300 + b"--B--\r\n"),
             (good_type, b"--B\r\nX: " + b"y" * 50_000 + b"\r\n\r\nx\r\n--B--\r\n"), (good_type, photo + photo + b"--B--\r\n"),
             (good_type, photo + part % (b"photo_type", b"room\0") + part % (b"sequence_order", b"1e999") + b"--B--\r\n"),
             (good_type, photo + part % (b"photo_type", b"\xff\xfe") + part % (b"sequence_order", b"4") + b"--B--\r\n"),
             (good_type, photo + part % (b"photo_type", b"hall") + part % (b"sequence_order", b"99999999999999999999") + b"--B--\r\n"),
             (good_type, photo + part % (b"photo_type", SQL.encode()) + part % (b"sequence_order", SQL.encode()) + b"--B--\r\n")]
    requests = [(f"{media_type} {body[:50]!r}", lambda m=media_type, b=body: host.call("POST", path, data=b, headers={"Content-Type": m})) for media_type, body in cases]
    await all_refused(stage, requests, (400, 413, 415, 422))


async def test_half_and_forged_websocket_frames_end_that_socket_alone(stage, unchanged):
    token = stage.pair.tenant.token
    frames = [b"\x81", b"\x81\xfe", client_frame(b"hello")[:-2], client_frame(b"hello", masked=False), client_frame(b"x", opcode=3), client_frame(b"x", opcode=11),
              client_frame(b"\xff\xfe"), client_frame(b"x" * 200, opcode=9), client_frame(b"", opcode=0), b"\xff" * 20, b"\x81\xff" + struct.pack(">Q", 2**62) + b"mask",
              client_frame(b"a", fin=False) + client_frame(b"b"), client_frame(struct.pack(">H", 1), opcode=8), client_frame(b"x", opcode=8), os.urandom(500)]
    bystander = await stage.pair.host.socket()

    async def play(frame):
        opened = await raw_websocket(stage.server.port, token)
        opened.writer.write(frame)
        opened.writer.write_eof()
        return await opened.read_until_close(within=10)

    await asyncio.gather(*(play(frame) for frame in frames))
    assert (await bystander.ask("ping"))["ok"] is True


async def test_odd_headers_do_no_harm(stage, unchanged):
    tenant = stage.pair.tenant
    for headers in ({"If-Match": "x"}, {"If-Match": '"' + LONG[:8000] + '"'}, {"If-Match": "W/\"1\""}, {"If-Match": "'; DROP TABLE users"}, {"If-Match": '"99999999999999999999"'}):
        answer = await tenant.put("/users/me", {"full_name": "Never"}, headers=headers)
        assert answer.status in (400, 412, 431), (headers, answer.text)
    for headers in ({"Accept": "image/png"}, {"Accept-Encoding": "x, gzip;q=nonsense"}, {"Range": "bytes=5-1"}, {"If-None-Match": "'"}, {"Cookie": LONG[:4000]},
                    {"X-Forwarded-For": "'; DROP TABLE users"}, {"User-Agent": "\u00e9" * 500}, {"Expect": "nonsense"}, {"Upgrade": "h2c", "Connection": "Upgrade"}):
        answer = await tenant.get("/users/me", headers=headers)
        assert answer.status in (200, 400, 417), (headers, answer.text)


async def test_wrong_uuids_in_json_are_named(stage, unchanged):
    for wrong in WRONG_UUIDS:
        answer = await stage.pair.tenant.swipe("listing", wrong, stage.pair.requirement_id)
        assert answer.status == 400 or answer.pointers() == {"/target_id"}, (wrong, answer.text)


async def test_hundreds_of_connections_that_say_nothing_keep_nobody_out(stage, unchanged):
    # Client and server need a file for each; some systems allow 1024.
    count = min(1000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)
    idle = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", stage.server.port) for _ in range(count)))
    assert (await stage.pair.tenant.get("/users/me")).status == 200
    for _, writer in idle:
        writer.close()


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"ffffffffffffffffff\r\n", b"3\r\nabcXYZ\r\n"], ids=["no number", "too long a number", "no end"])
async def test_a_body_whose_chunks_are_not_http_is_told_so(server, chunk):
    head = b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    status, answer = await exchange(server.port, head + chunk)
    assert status == 400 and b"malformed_request" in answer


async def test_a_body_for_an_address_that_takes_none_is_400(api):
    someone, other = await api.person(), await api.person()
    path = f"/users/{other.user_id}/block"
    (await someone.post(path, {"a": 12})).problem(400, "malformed_request")
    (await someone.call("POST", path, data=b"hello", headers={"Content-Type": "text/plain"})).problem(400, "malformed_request")
    assert await someone.pages("/users/me/blocks") == []
    (await someone.post(path, {})).want(201)
