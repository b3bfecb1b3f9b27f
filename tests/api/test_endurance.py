"""What an operator's night brings: signals at any moment, locked rows, lost connections, a database of another release."""
import asyncio
import http.client
import signal
import time
from pathlib import Path

import pytest

from support.pair import live_pair, matched_pair
from support.server import Server
from support.waiting import eventually_now

SIGTERM_BIT = 1 << (signal.SIGTERM - 1)


def run_in(cluster, database, sql):
    connection = cluster.connect(database)
    connection.cursor().execute(sql)
    connection.close()


@pytest.fixture
def own_server(cluster, migrated):
    """A server on a database of its own that has not been started yet."""
    name = "homigo_night"
    cluster.create_database(name, template=migrated)
    made = Server(cluster.conninfo(name))
    yield made
    made.destroy()
    run_in(cluster, "postgres", f"DROP DATABASE {name} WITH (FORCE)")


def holds_signals_back(server):
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("SigBlk:")).split()[1], 16) & SIGTERM_BIT


def test_sigterm_at_thirty_moments_of_start_and_drain_ends_cleanly_and_a_second_one_does_nothing(own_server):
    for moment in range(30):
        own_server.launch()
        eventually_now(lambda: holds_signals_back(own_server), "the server holds SIGTERM back", every=0.0005)
        time.sleep(moment * 0.012)
        own_server.signal_drain()
        time.sleep(moment % 6 * 0.004)
        if own_server.is_alive():
            own_server.signal_drain()
        assert own_server.process.wait(timeout=25) == 0, f"moment {moment}:\n{own_server.log()[-2000:]}"
    assert not own_server.faults()
    assert own_server.log().count("stopped") == 30


def test_no_thread_of_a_serving_process_can_be_ended_by_sigterm(server):
    for task in Path(f"/proc/{server.process.pid}/task").iterdir():
        if (task / "comm").read_text().strip() == "signals":
            continue  # it waits for the signal
        blocked = next(line for line in (task / "status").read_text().splitlines() if line.startswith("SigBlk:"))
        assert int(blocked.split()[1], 16) & SIGTERM_BIT, task


async def test_a_pool_that_is_borrowed_empty_by_a_slow_database_costs_no_lease(new_instance, new_api):
    server, db = new_instance({"database.pool_size": "2"})
    api = new_api(server)
    host = await api.host()
    holder = db._cluster.connect(db.name)
    holder.cursor().execute("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE")
    until = time.monotonic() + 10

    async def ask():
        while time.monotonic() < until:
            await api.get(f"/users/{host.user_id}", token=host.token, headers={"Cache-Control": "no-cache"})

    async def shortest_lease():
        left = 5.0
        while time.monotonic() < until:
            left = min(left, float(db.value("SELECT extract(epoch FROM lease_until - clock_timestamp())"
                                            " FROM node WHERE state = 'up'")))
            await asyncio.sleep(0.1)
        return left

    askers = [asyncio.create_task(ask()) for _ in range(40)]
    left = await shortest_lease()
    await asyncio.gather(*askers)
    holder.close()
    assert left > 2.5, f"the lease was down to {left} s"
    assert "lost its lease" not in server.log()
    (await host.get("/users/me")).want(200)


async def test_one_locked_row_stops_only_what_needs_it(new_instance, new_api):
    server, db = new_instance()
    api = new_api(server)
    victim, bystanders = await live_pair(api), [await matched_pair(api) for _ in range(3)]
    stop, slowest, written = False, 0.0, 0

    async def write(pair):
        nonlocal slowest, written
        while not stop:
            began = time.monotonic()
            answer = await pair.tenant.say(pair.conversation_id, "goes on")
            if answer.status == 429:  # of its own limit
                await asyncio.sleep(0.1)
                continue
            answer.want(201)
            slowest, written = max(slowest, time.monotonic() - began), written + 1

    holder = db._cluster.connect(db.name)
    with holder.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT FROM users WHERE user_id = %s FOR UPDATE", (victim.host.user_id,))
        writers = [asyncio.ensure_future(write(pair)) for pair in bystanders]
        answers = [await victim.tenant_swipes("like") for _ in range(2)]
        stop = True
        await asyncio.gather(*writers)
        cursor.execute("ROLLBACK")
    holder.close()
    assert [a.problem(503)["code"] for a in answers] == ["database_unavailable"] * 2
    assert slowest < 2 and written > 30, f"{written} messages, the slowest after {slowest:.1f} s"
    assert db.value("SELECT count(*) FROM swipe_actions WHERE swiper_id = %s", (victim.tenant.user_id,)) == 0
    (await victim.tenant_swipes("like")).want(200)
    assert "another session of the database locks a row" in server.log()


async def test_a_lane_connection_that_died_while_idle_makes_no_outcome_unknown(new_instance, new_api):
    server, db = new_instance()
    pair = await matched_pair(new_api(server))
    for _ in range(3):
        assert db.value("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND application_name LIKE '%%:lane%%'") >= 1
        (await pair.tenant.say(pair.conversation_id, "after")).want(201)


async def test_a_commit_that_is_rolled_back_leaves_a_line_with_its_cause(new_instance, new_api):
    server, db = new_instance()
    pair = await matched_pair(new_api(server))
    db.execute("CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
               "RAISE EXCEPTION 'could not extend file: no space left' USING ERRCODE = '53100'; END $$")
    db.execute("CREATE TRIGGER no_space BEFORE UPDATE ON conversations FOR EACH ROW EXECUTE FUNCTION no_space()")
    answer = await pair.tenant.say(pair.conversation_id, "x")
    assert answer.problem(503)["code"] == "database_unavailable"
    lines = [line for line in server.log().splitlines() if "was rolled back" in line]
    assert lines and "could not extend file: no space left" in lines[0]
    db.execute("DROP TRIGGER no_space ON conversations")
    (await pair.tenant.say(pair.conversation_id, "x")).want(201)


def ended(server):
    """Exit code and what it said, of a server that does not get as far as serving."""
    server.launch()
    code = server.process.wait(timeout=30)
    return code, server.log().strip()


@pytest.mark.parametrize("change, told", [
    ("DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)", "but this program needs version"),
    ("INSERT INTO schema_migrations VALUES (9999, 'of_the_future', 'x')", "The database's schema has version 9999"),
], ids=["older", "newer"])
def test_a_schema_of_another_release_is_not_served(own_server, cluster, change, told):
    run_in(cluster, "homigo_night", change)
    code, said = ended(own_server)
    assert code == 65 and told in said and said.count("\n") == 0, said


def test_a_server_that_is_given_its_database_as_a_uri_serves(cluster, migrated, own_server):
    uri = f"postgresql:///homigo_night?host={cluster.folder}&port=5432&user=homigo"
    own_server.config.write_text(own_server.config.read_text().replace(cluster.conninfo("homigo_night"), uri))
    own_server.start()
    assert own_server.terminate() == 0


@pytest.mark.parametrize("setting, value, told", [
    ("database.url", "postgresql://app:geheim@127.0.0.1:1/homigo", "the database homigo at 127.0.0.1 port 1 cannot be reached"),
    ("database.url", "postgresql://app:geheim@[::1/homigo", "database.url is neither"),
    ("database.url", "mysql://app:geheim@db/homigo?a=b", "database.url must begin with postgresql://"),
    ("http.address", "no such host", "http.address = no such host is neither an IP address nor a name"),
    ("http.address", "203.0.113.7", "This machine has no address 203.0.113.7"),
    ("database.pool_sise", "3", 'did you mean "database.pool_size"?'),
    ("log.file", "/no/such/folder/server.log", "The log file /no/such/folder/server.log cannot be written."),
    ("providers.mode", "live", "sms.provider"),
])
def test_a_start_that_must_fail_says_why_in_one_sentence_and_no_secret(own_server, setting, value, told):
    with open(own_server.config, "a", encoding="utf-8") as config:
        config.write(f"{setting} = {value}\n")
    code, said = ended(own_server)
    last = said.splitlines()[-1]
    assert code in (1, 69, 78) and told in last, said
    assert "geheim" not in said and "asio" not in said and "errno" not in said
    assert "connection to server" not in said and "/usr/include" not in said


def test_a_taken_port_is_told_in_one_sentence(own_server, server):
    with open(own_server.config, "a", encoding="utf-8") as config:
        config.write(f"http.port = {server.port}\n")
    own_server.port = server.port
    code, said = ended(own_server)
    assert code == 69 and f"Another program listens on 127.0.0.1 port {server.port} already" in said.splitlines()[-1]


def test_an_address_given_by_name_is_served(own_server):
    own_server.config.write_text(own_server.config.read_text().replace("http.address = 127.0.0.1", "http.address = localhost"))
    own_server.start()
    assert own_server.terminate() == 0


def test_the_log_keeps_its_bound_while_the_server_runs(own_server):
    log = own_server.folder / "bounded.log"
    with open(own_server.config, "a", encoding="utf-8") as config:
        config.write(f"log.file = {log}\nlog.file_megabytes = 1\nlog.files = 2\nlog.requests_per_second = 1000000\n")
    own_server.start()
    connection = http.client.HTTPConnection("127.0.0.1", own_server.port, timeout=10)
    padding = "x" * 64
    while not Path(f"{log}.1").exists():
        for _ in range(500):
            connection.request("GET", "/api/v1/listings/nothing", headers={"X-Request-Id": padding})
            connection.getresponse().read()
    assert own_server.terminate() == 0
    kept = sorted(own_server.folder.glob("bounded.log*"))
    assert [f.name for f in kept] == ["bounded.log", "bounded.log.1"]
    assert all(f.stat().st_size <= 1 << 20 for f in kept)
    assert "stopped" in log.read_text()


def test_requests_are_sampled_under_load_and_the_rest_is_counted(own_server):
    with open(own_server.config, "a", encoding="utf-8") as config:
        config.write("log.requests_per_second = 5\n")
    own_server.start()
    connection = http.client.HTTPConnection("127.0.0.1", own_server.port, timeout=10)

    def left_out():
        for _ in range(50):
            connection.request("GET", "/api/v1/listings/nothing")
            connection.getresponse().read()
        return "requests left out of this log" in own_server.log()
    eventually_now(left_out, "the log tells how many requests it left out")
    assert own_server.log().count('request route="') < 200
    assert own_server.terminate() == 0
