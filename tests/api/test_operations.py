"""Health, documents, operators, headers, and the end of a process."""
import asyncio
import gzip
import re
import subprocess
import time

import aiohttp
import pytest

from support.pair import matched_pair
from support.server import BINARY, free_port
from support.waiting import eventually


async def test_health_and_readiness(api):
    (await api.get("/healthz")).want(200)
    (await api.get("/readyz")).want(200)


async def test_the_openapi_document_names_the_core_routes_and_its_references_resolve(api, openapi):
    paths = list(openapi.document["paths"])
    for path in ("/swipe", "/feed/listings", "/matches/{match_id}", "/auth/signup", "/conversations/{conversation_id}/messages"):
        assert any(p.endswith(path) for p in paths), path
    def walk(node):
        if isinstance(node, dict):
            if "$ref" in node:
                openapi.resolve(node)
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)
    walk(openapi.document)
    assert openapi.document["openapi"].startswith("3.")


async def test_every_documented_route_is_there(api, openapi):
    someone = await api.person()
    for verb, path, _ in openapi.operations():
        address = path
        while "{" in address:
            head, rest = address.split("{", 1)
            name, tail = rest.split("}", 1)
            address = head + ("0192f000-0000-7000-8000-000000000000" if name.endswith("_id") else "nothing") + tail
        if verb in ("POST", "PUT", "DELETE") and "logout" in address:
            continue
        answer = await someone.call(verb, address, body={} if verb in ("POST", "PUT") else None)
        assert answer.status < 500, f"{verb} {path}: {answer.status} {answer.text}"
        assert answer.status != 405, f"{verb} {path}"
        if answer.status == 404:
            assert answer.json["detail"] != "There is nothing at this address.", f"{verb} {path} is documented but not there"


@pytest.fixture(scope="module")
def operator_token(instance):
    return instance[0].run_verb("admin", "create", "--email", "ops@example.in").split()[-1]


async def test_operators_see_the_actors_and_others_do_not(api, operator_token):
    pair = await matched_pair(api)
    stats = (await api.get("/ops/actors", token=operator_token)).want(200)
    assert stats
    assert "secret" not in str(stats).lower() and pair.tenant.phone not in str(stats)
    (await pair.tenant.get("/ops/actors")).problem(403)
    (await api.get("/ops/actors")).problem(401)
    (await api.get("/ops/actors", token="op_" + "x" * 43)).problem(401)


async def test_operators_see_when_each_job_ran(api, operator_token):
    async def all_have_run():
        jobs = {job["name"]: job for job in (await api.get("/ops/jobs", token=operator_token)).want(200)["items"]}
        return jobs if all(job.get("last_ended") and not job["is_running"] for job in jobs.values()) else None

    jobs = await eventually(all_have_run, "each job has run and rests")
    assert {"premium", "partitions", "retention", "first answers", "account housekeeping", "message secrets"} == set(jobs)
    for job in jobs.values():
        assert job["last_started"] <= job["last_ended"] < job["next_at"] and job["last_error"] is None


async def test_operators_see_what_each_thread_is_for(api, operator_token):
    threads = {t["name"]: t["count"] for t in (await api.get("/ops/threads", token=operator_token)).want(200)["items"]}
    assert threads["door"] == 1 and threads["signals"] == 1 and threads["io"] >= 1 and threads["worker"] >= 1
    assert {"feed follower", "entity loader", "lane of dear work", "reply deadlines"} <= set(threads)
    # By what they are at, or by what they wait for.
    assert sum(threads.get(name, 0) for name in ("ownership", "lease", "actors", "shards")) == 2
    assert sum(threads.get(name, 0) for name in ("timers", "durable commands", "access tokens", "event sweep", "feed cards")) == 2


async def test_a_role_opens_what_the_table_of_permissions_says(api, instance):
    token = instance[0].run_verb("admin", "create", "--email", "help@example.in", "--role", "support").split()[-1]
    (await api.get("/ops/actors", token=token)).problem(403)


async def test_a_new_token_of_an_operator_ends_the_one_before(new_instance, new_api):
    server, _ = new_instance({"accounts.token_cache_seconds": 1})
    api = new_api(server)
    first = server.run_verb("admin", "create", "--email", "desk@example.in").split()[-1]
    (await api.get("/ops/actors", token=first)).want(200)
    second = server.run_verb("admin", "token", "--email", "DESK@example.in").split()[-1]
    (await api.get("/ops/actors", token=second)).want(200)

    async def is_over():
        return (await api.get("/ops/actors", token=first)).status == 401
    await eventually(is_over, "the first token has ended")
    assert server.run_verb("admin", "list").split()[:2] == ["desk@example.in", "super_admin"]
    assert second not in server.run_verb("admin", "list")


async def test_an_operators_token_is_no_persons_token(api, operator_token):
    assert (await api.get("/users/me", token=operator_token)).status in (401, 403, 404)


def figures_in(text):
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in text.splitlines() if line and line[0] != "#")}


async def test_metrics_tell_of_the_process_its_sockets_and_what_people_did(api):
    before = figures_in((await api.get("/metrics")).text)
    pair = await matched_pair(api)
    (await pair.tenant.say(pair.conversation_id, "hello", "m-1")).want(201)
    (await pair.tenant.say(pair.conversation_id, "hello", "m-1")).want(201)
    text = (await api.get("/metrics")).text
    after = figures_in(text)
    grown = lambda name: after[name] - before[name]
    assert re.search(r'homigo_build_info\{[^}]*version="\d', text)
    for name in ("process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds", "process_max_fds", "process_start_time_seconds"):
        assert after[name] > 0, name
    assert grown("homigo_sign_ups_total") >= 2 and grown("homigo_matches_total") >= 1 and grown("homigo_swipes_total") >= 2
    assert grown("homigo_messages_total") >= 1
    assert grown('homigo_payments_total{outcome="succeeded"}') >= 2
    assert after["homigo_http_connections"] >= 1 and "homigo_websockets" in after
    assert after['homigo_database_connections{state="limit"}'] >= after['homigo_database_connections{state="borrowed"}']
    assert 'homigo_lane_commit_duration_seconds_bucket{lane="0",le="+Inf"}' in after
    assert grown('homigo_command_duration_seconds_count{kind="listing"}') >= 2 and after['homigo_command_wait_seconds_bucket{kind="listing",le="+Inf"}'] >= 2
    assert sum(after[f'homigo_lane_batch_size_count{{lane="{lane}"}}'] for lane in (0, 1)) >= 1
    assert after["homigo_feed_ready"] == 1 and 'homigo_job_runs_total{name="retention",outcome="failed"}' in after


async def test_no_series_names_a_person_or_a_posting(api):
    pair = await matched_pair(api)
    names = re.findall(r'"([^"]*)"', (await api.get("/metrics")).text)
    assert names and not [n for n in names if re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", n) or pair.conversation_id in n]


@pytest.fixture(scope="module")
def apart(new_instance):
    """A server whose figures are on a port of their own: (server, its private address)."""
    port = free_port()
    server, _ = new_instance({"http.private_port": port})
    yield server, f"http://127.0.0.1:{port}"


async def test_figures_and_operations_may_have_a_port_of_their_own(apart):
    server, private_url = apart
    token = server.run_verb("admin", "create", "--email", "apart@example.in").split()[-1]
    operator = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session:
        async def status(url, headers=None):
            async with session.get(url, headers=headers) as answer:
                return answer.status
        for path in ("/metrics", "/api/v1/ops/actors"):
            assert await status(server.url + path, operator) == 404, path
            assert await status(private_url + path, operator) == 200, path
        assert await status(private_url + "/api/v1/ops/actors") == 401
        for path in ("/healthz", "/readyz"):
            assert await status(server.url + path) == await status(private_url + path) == 200, path
        for path in ("/", "/api/v1/listings", "/api/v1/users/me", "/api/v1/openapi.json", "/api/v1/ws", "/dev/outbox?recipient=x"):
            assert await status(private_url + path, operator) == 404, path
        async with session.get(server.url + "/api/v1/openapi.json") as answer:
            paths = (await answer.json())["paths"]
        assert "/healthz" in paths and "/metrics" not in paths and not any("/ops/" in p for p in paths)
        async with session.get(private_url + "/metrics") as answer:
            assert "homigo_http_connections" in await answer.text()


async def test_a_drain_waits_for_neither_port_when_nobody_is_there_and_frees_both(new_instance):
    port = free_port()
    server, _ = new_instance({"http.private_port": port})
    idle = await asyncio.open_connection("127.0.0.1", port)
    idle[1].write(b"GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n")
    assert (await idle[0].readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")  # it is accepted, not only waiting to be
    began = time.monotonic()
    server.signal_drain()
    assert await asyncio.get_running_loop().run_in_executor(None, server.process.wait, 25) == 0
    assert time.monotonic() - began < 7 and len(await idle[0].read()) < 100
    for one in (server.port, port):
        with pytest.raises(OSError):
            await asyncio.open_connection("127.0.0.1", one)


def test_a_private_port_that_is_taken_or_the_public_one_is_told_in_one_sentence(instance, new_instance):
    taken = instance[0].port
    server, _ = new_instance()
    server.terminate()
    for verb, settings, told in (
            (("serve",), {"http.private_port": taken},
             f"Another program listens on 127.0.0.1 port {taken} already; choose another http.private_port."),
            (("config", "check"), {"http.private_port": server.port}, "http.private_port is http.port"),
            (("config", "check"), {"http.private_address": "no such name"}, "http.private_address = no such name is neither")):
        options = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        done = subprocess.run([str(BINARY), *verb, "--config", str(server.config), *options], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=False, timeout=60)
        assert done.returncode != 0 and told in done.stderr, done


async def test_a_request_id_is_taken_over_or_made(api):
    assert (await api.get("/healthz", headers={"X-Request-Id": "my-id_1"})).headers["X-Request-Id"] == "my-id_1"
    for bad in ("x" * 65, "a b", "<script>", ""):
        made = (await api.get("/users/me", headers={"X-Request-Id": bad}))
        assert made.headers["X-Request-Id"] not in ("", bad) and made.json["request_id"] == made.headers["X-Request-Id"]


async def test_large_answers_are_compressed_on_wish(api, server):
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        async with session.get(server.url + "/api/v1/openapi.json", headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["Content-Encoding"] == "gzip" and b'"paths"' in gzip.decompress(await answer.read())
        async with session.get(server.url + "/api/v1/openapi.json", headers={"Accept-Encoding": "identity"}) as answer:
            assert "Content-Encoding" not in answer.headers and b'"paths"' in await answer.read()


async def test_head_and_options(api):
    someone = await api.person()
    head = await someone.call("HEAD", "/users/me")
    assert head.status == 200 and head.content == b"" and "ETag" in head.headers
    options = await someone.call("OPTIONS", "/swipe")
    assert options.status == 204 and "POST" in options.headers["Allow"]


async def test_limited_routes_tell_how_much_is_left(api):
    pair = await matched_pair(api)
    first, second = await pair.tenant_swipes(), await pair.tenant_swipes()
    for name in ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"):
        assert name in first.headers
    assert int(second.headers["RateLimit-Remaining"]) <= int(first.headers["RateLimit-Remaining"])


async def test_sigterm_under_load_loses_nothing_that_was_acknowledged(new_instance, new_api):
    server, db = new_instance()
    api = new_api(server)
    pairs = [await matched_pair(api) for _ in range(4)]
    acknowledged, refused, stopping = {}, [], False

    async def write(pair, who, number):
        for i in range(10_000):
            try:
                answer = await who.say(pair.conversation_id, f"{number}.{i}", f"{number}-{i}")
            except OSError:
                return
            except Exception as error:
                assert stopping and type(error).__module__.startswith("aiohttp"), error
                return
            if answer.status == 201:
                acknowledged[answer.json["message_id"]] = (answer.json["sequence"], f"{number}.{i}")
            else:
                refused.append(answer.status)
                assert answer.status == 503 and "Retry-After" in answer.headers
                return

    writers = [asyncio.ensure_future(write(pair, who, f"{n}{side}")) for n, pair in enumerate(pairs)
               for side, who in (("t", pair.tenant), ("h", pair.host))]
    await eventually(lambda: len(acknowledged) >= 100, "a hundred acknowledged messages")
    stopping, began = True, time.monotonic()
    server.signal_drain()
    code = await asyncio.get_running_loop().run_in_executor(None, server.process.wait, 25)
    assert code == 0 and time.monotonic() - began < 20
    await asyncio.wait_for(asyncio.gather(*writers), 20)
    stored = {m: (s, b) for m, s, b in db.rows("SELECT message_id::text, sequence, body FROM messages")}
    assert {m: stored.get(m) for m in acknowledged} == acknowledged
    server.start()
    for pair in pairs:
        (await pair.tenant.say(pair.conversation_id, "after")).want(201)
    server.terminate()
