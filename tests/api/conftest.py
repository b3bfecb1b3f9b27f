"""Black-box tests of the server binary: one private PostgreSQL, one server for most tests, own ones for tests that kill."""
import asyncio
import inspect
import itertools
import resource

import aiohttp
import pytest

from support.client import Api
from support.cluster import Cluster
from support.database import Database
from support.openapi import OpenApi
from support.server import Server

TEST_SECONDS = 120
NIGHTLY_SECONDS = 3600
_database_numbers = itertools.count(1)

# Hundreds of people with their connections: the usual soft limit of 1024 open files is too low.
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)


@pytest.fixture(scope="session")
def loop():
    made = asyncio.new_event_loop()
    asyncio.set_event_loop(made)
    yield made
    made.close()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Runs coroutine tests on the session's event loop, with a deadline."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    limit = NIGHTLY_SECONDS if pyfuncitem.get_closest_marker("nightly") else TEST_SECONDS
    run = asyncio.wait_for(pyfuncitem.obj(**arguments), limit)
    pyfuncitem.funcargs["loop"].run_until_complete(run)
    return True


def pytest_collection_modifyitems(items):
    for item in items:
        if "loop" not in item.fixturenames:
            item.fixturenames.insert(0, "loop")


@pytest.fixture(scope="session")
def cluster():
    made = Cluster()
    yield made
    made.destroy()


@pytest.fixture(scope="session")
def migrated(cluster):
    """Name of a migrated database; new servers start on copies of it."""
    cluster.create_database("homigo_template")
    server = Server(cluster.conninfo("homigo_template"))
    server.migrate()
    server.destroy()
    return "homigo_template"


@pytest.fixture(scope="session")
def new_instance(cluster, migrated):
    """Makes further servers, each on a database of its own: new_instance(settings) → (server, database)."""
    made = []

    def make(settings=None):
        name = f"homigo_{next(_database_numbers)}"
        cluster.create_database(name, template=migrated)
        server, database = Server(cluster.conninfo(name), settings), Database(cluster, name)
        made.append((server, database))
        server.start()
        return server, database

    yield make
    faults = [line for server, _ in made for line in server.faults()]
    for server, database in made:
        server.destroy()
        database.close()
    assert not faults, faults[:5]


@pytest.fixture(scope="session")
def instance(new_instance):
    server, database = new_instance()
    yield server, database
    assert server.is_alive(), f"the server died:\n{server.log()[-4000:]}"


@pytest.fixture
def server(instance):
    return instance[0]


@pytest.fixture
def db(instance):
    return instance[1]


@pytest.fixture(scope="session")
def openapi(instance, loop):
    async def load():
        async with aiohttp.ClientSession() as session:
            async with session.get(instance[0].url + "/api/v1/openapi.json") as answer:
                assert answer.status == 200
                return OpenApi(await answer.json(content_type=None))
    return loop.run_until_complete(load())


@pytest.fixture
def new_api(loop, openapi):
    """Clients of any server: new_api(server)."""
    made = []

    def make(of_server, checked=True):
        async def build():
            return Api(of_server.url, openapi if checked else None)
        made.append(loop.run_until_complete(build()) if not loop.is_running() else Api(of_server.url, openapi if checked else None))
        return made[-1]

    yield make
    for api in made:
        loop.run_until_complete(api.close())


@pytest.fixture
def api(new_api, server):
    return new_api(server)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A failed test shows what the shared server wrote last."""
    outcome = yield
    report = outcome.get_result()
    if report.failed and "instance" in item.fixturenames and call.excinfo is not None:
        served = item.funcargs.get("server")
        if served is not None:
            report.sections.append(("server log", served.log()[-3000:]))
