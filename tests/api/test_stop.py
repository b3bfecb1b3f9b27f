"""SIGTERM while the server waits for PostgreSQL: it ends in time, and what it held is free again."""
import asyncio
import os
import signal
import time

import pytest

from support.cluster import Cluster
from support.database import Database
from support.pair import matched_pair
from support.server import DRAIN_SECONDS, Server
from support.waiting import eventually_now

# What a stop may take that waits for nobody: work that is under way has a second, and machines of tests are busy.
PROMPT_SECONDS = 8
LEASE_SECONDS = 5

OTHERS_WAITING = ("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                  " AND application_name LIKE 'homigo:%%'")


@pytest.fixture
def own(cluster, migrated):
    """A server on a database of its own that has not been started yet, and that database."""
    cluster.create_database("homigo_stop", template=migrated)
    server, db = Server(cluster.conninfo("homigo_stop")), Database(cluster, "homigo_stop")
    yield server, db
    server.destroy()
    db.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    db.close()
    connection = cluster.connect("postgres")
    connection.cursor().execute("DROP DATABASE homigo_stop WITH (FORCE)")
    connection.close()


@pytest.fixture
def freezing():
    """A server on a PostgreSQL of its own, and a function that freezes that one until the test is over."""
    cluster = Cluster()
    cluster.create_database("homigo")
    server = Server(cluster.conninfo("homigo"))
    server.migrate()
    frozen = []

    def freeze():
        frozen.extend(int(one) for one in cluster._processes())
        for one in frozen:
            os.kill(one, signal.SIGSTOP)

    def go_on():
        while frozen:
            os.kill(frozen.pop(), signal.SIGCONT)

    yield server, cluster, freeze, go_on
    go_on()
    server.destroy()
    cluster.destroy()


def hold(cluster, database, table):
    """A session that nobody else gets past."""
    holder = cluster.connect(database)
    holder.autocommit = False
    holder.cursor().execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    return holder


def seconds_to_end(server):
    began = time.monotonic()
    server.signal_drain()
    code = server.process.wait(timeout=DRAIN_SECONDS + 10)
    assert code == 0, server.log()[-4000:]
    return time.monotonic() - began


def test_sigterm_while_the_index_loads_waits_for_no_locked_table(cluster, own):
    server, db = own
    holder = hold(cluster, db.name, "property_listings")
    try:
        server.launch()
        eventually_now(lambda: db.value(OTHERS_WAITING) > 0, "the load waits for the table", within=30)
        assert seconds_to_end(server) < PROMPT_SECONDS, server.log()[-4000:]
        assert db.value("SELECT state FROM node ORDER BY lease_until DESC LIMIT 1") == "left"
        eventually_now(lambda: db.value(OTHERS_WAITING) == 0, "PostgreSQL does not go on waiting for nobody", within=10)
    finally:
        holder.close()
    assert not server.faults()
    server.start()
    assert server.terminate() == 0


def test_sigterm_while_a_job_waits_for_a_locked_table_gives_the_job_back(cluster, own):
    server, db = own
    server.start()
    holder = hold(cluster, db.name, "deliveries")
    try:
        db.execute("UPDATE job SET next_at = '2000-01-01' WHERE name = 'message secrets'")
        eventually_now(lambda: db.value(OTHERS_WAITING) > 0, "the job waits for the table", within=30)
        assert seconds_to_end(server) < PROMPT_SECONDS, server.log()[-4000:]
    finally:
        holder.close()
    assert not server.faults()
    assert db.value("SELECT count(*) FROM job WHERE holder IS NOT NULL") == 0
    assert db.value("SELECT next_at <= now() FROM job WHERE name = 'message secrets'"), "it is due again at once"


async def test_sigterm_while_postgresql_is_frozen_ends_in_time_and_leaves_no_lease(freezing, new_api):
    server, cluster, freeze, go_on = freezing
    server.start()
    pair = await matched_pair(new_api(server))
    freeze()
    asking = asyncio.ensure_future(pair.tenant.get("/matches"))
    loop = asyncio.get_running_loop()
    assert await loop.run_in_executor(None, seconds_to_end, server) < DRAIN_SECONDS
    asking.cancel()
    go_on()
    db = Database(cluster, "homigo")
    left = db.value("SELECT coalesce(max(extract(epoch FROM lease_until - clock_timestamp())), 0) FROM node WHERE state = 'up'")
    db.close()
    assert left <= LEASE_SECONDS
    server.start()
    assert server.terminate() == 0


def test_sigterm_while_the_index_loads_from_a_frozen_postgresql_ends_in_time(freezing):
    server, cluster, freeze, _ = freezing
    db = Database(cluster, "homigo")
    holder = hold(cluster, db.name, "property_listings")
    server.launch()
    eventually_now(lambda: db.value(OTHERS_WAITING) > 0, "the load waits for the table", within=30)
    freeze()
    assert seconds_to_end(server) < DRAIN_SECONDS
    holder.close()


def test_sigterm_while_the_start_waits_for_a_frozen_postgresql_ends_in_time(freezing):
    server, cluster, freeze, _ = freezing
    db = Database(cluster, "homigo")
    db.value("SELECT pg_advisory_lock(hashtext('homigo shard ownership'))")
    server.launch()
    eventually_now(lambda: db.value(OTHERS_WAITING) > 0, "the start waits for the shards", within=30)
    freeze()
    server.signal_drain()
    assert server.process.wait(timeout=DRAIN_SECONDS) in (0, 69)
