"""kill -9 of the server and of PostgreSQL under load: nothing acknowledged is lost, nothing happens twice, and it goes on."""
import asyncio
import random
import time

import pytest

from support import stock
from support.client import Api
from support.cluster import Cluster
from support.database import Database
from support.load import Listener, Load, assert_everything_acknowledged_is_there
from support.pair import live_pair, matched_pair
from support.server import Server
from support.waiting import eventually

RESUME_SECONDS = 10


@pytest.fixture
def own_cluster():
    made = Cluster(settings=())
    yield made
    made.destroy()


@pytest.fixture
def own(own_cluster):
    """Server and database on a PostgreSQL of their own, which may be killed."""
    own_cluster.create_database("homigo")
    server, db = Server(own_cluster.conninfo("homigo")), Database(own_cluster, "homigo")
    server.migrate()
    server.start()
    yield server, db
    server.destroy()
    db.close()


def blocking(function, *arguments):
    return asyncio.get_running_loop().run_in_executor(None, function, *arguments)


async def assert_heard_everything_once(listener, db):
    written = db.rows("SELECT seq, event FROM user_events WHERE user_id = %s ORDER BY seq", (listener.person.user_id,))
    await eventually(lambda: not written or listener.last_seq >= written[-1][0], "the last event reaches its device", within=15)
    assert listener.heard == written


async def rude_interruptions(own, interrupt, times, seed):
    """Mixed load, `interrupt` at random moments, then everything is compared."""
    print(f"seed {seed}")
    server, db = own
    chance = random.Random(seed)
    api = Api(server.url)
    try:
        load = Load(stock.live_grid(api, db, 40, 40 + 20 * times), seed)
        listeners = [Listener(api, tenant) for tenant, _ in load.tenants[:5]]
        listening = [asyncio.ensure_future(one.run()) for one in listeners]
        load.start()
        await load.assert_flows_again(time.monotonic(), RESUME_SECONDS)
        for _ in range(times):
            strike = load.ledger.count() + chance.randrange(20, 300)
            await eventually(lambda: load.ledger.count() >= strike, "the moment to strike", within=30, every=chance.uniform(0.001, 0.01))
            back = await interrupt(server, chance)
            await load.assert_flows_again(back, RESUME_SECONDS)
        await load.stop()
        db.close()
        assert_everything_acknowledged_is_there(load.ledger, db)
        await blocking(server.run_verb, "check")
        assert any(one.heard for one in listeners)
        for one in listeners:
            await assert_heard_everything_once(one, db)
        for task in listening:
            task.cancel()
        print(f"{len(load.ledger.swipes)} swipes, {len(load.ledger.matches)} matches, {len(load.ledger.messages)} messages")
        assert load.ledger.matches and load.ledger.messages
    finally:
        await api.close()


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.nightly)])
async def test_killing_the_server_under_load_loses_nothing(own, times):
    async def interrupt(server, _):
        server.kill()
        await blocking(server.start)
        return time.monotonic()

    await rude_interruptions(own, interrupt, times, random.randrange(1 << 30))


@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.nightly)])
async def test_killing_postgresql_under_load_loses_nothing(own, own_cluster, times):
    async def interrupt(server, chance):
        await blocking(own_cluster.kill if chance.random() < 0.5 else lambda: own_cluster.stop("immediate"))
        assert server.is_alive()
        await blocking(own_cluster.start)
        assert server.is_alive(), server.log()[-3000:]
        return time.monotonic()

    await rude_interruptions(own, interrupt, times, random.randrange(1 << 30))


async def test_while_postgresql_is_away_answers_are_503_and_the_process_lives(own, own_cluster, new_api):
    server, _ = own
    api = new_api(server)
    pair = await matched_pair(api)
    await blocking(lambda: own_cluster.stop("immediate"))
    for send in (lambda: pair.tenant.say(pair.conversation_id, "x", "key"), lambda: pair.tenant_swipes("super_like"), lambda: pair.tenant.get("/matches"),
                 lambda: api.post("/auth/login", {"identifier": pair.tenant.phone, "password": "wrong wrong"}), lambda: api.get("/readyz")):
        answer = await send()
        assert answer.problem(503)["code"] in ("database_unavailable", "outcome_unknown", "overloaded", "quarantined")
        assert "Retry-After" in answer.headers
    (await api.get("/healthz")).want(200)
    await blocking(own_cluster.start)
    async def works_again():
        return (await pair.tenant.say(pair.conversation_id, "x", "key")).status == 201
    await eventually(works_again, "messages are accepted again", within=RESUME_SECONDS)


async def test_without_any_snapshot_every_answer_is_the_same(new_instance, new_api):
    server, db = new_instance({"actors.snapshot_commits": 1})
    api = new_api(server)
    pair, open_pair = await matched_pair(api), await live_pair(api)
    (await pair.tenant.say(pair.conversation_id, "hello")).want(201)
    (await open_pair.tenant_swipes("like")).want(200)
    async def answers():
        paths = [(p.tenant, path) for p in (pair, open_pair) for path in ("/matches", "/conversations", "/swipes/received", "/users/me",
                 f"/requirements/{p.requirement_id}", f"/feed/listings?requirement_id={p.requirement_id}")]
        paths += [(p.host, path) for p in (pair, open_pair) for path in ("/matches", "/swipes/received", f"/listings/{p.listing_id}",
                  f"/feed/requirements?listing_id={p.listing_id}")]
        return [(path, (await who.get(path)).want(200)) for who, path in paths] + [(await pair.tenant_swipes()).want(200)]
    before = await answers()
    assert await blocking(server.terminate) == 0
    assert db.value("SELECT count(*) FROM actor_snapshots") > 0
    db.execute("DELETE FROM actor_snapshots")
    await blocking(server.start)
    assert await answers() == before
    (await open_pair.host_swipes()).want(200)
    await blocking(server.kill)
    db.execute("UPDATE actor_snapshots SET body = decode('00ff00ff', 'hex')")
    await blocking(server.start)
    assert (await open_pair.host_swipes()).want(200)["matched"] is True
    server.terminate()
