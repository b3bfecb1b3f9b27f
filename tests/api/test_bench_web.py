"""The web stack that the figures are compared with: it does the work, durably and by the product's rules, or is no rival."""
import asyncio
import shutil
import subprocess

import aiohttp
import pytest

from support.database import Database
from support.server import ROOT, free_port
from support.waiting import eventually

WEB = ROOT / "bench/web"
PEOPLE = "SELECT {owner}, md5('token ' || {owner}), {posting} FROM {table} WHERE number = {number}"


@pytest.fixture
def database(cluster):
    cluster.create_database("homigo_web")
    made = Database(cluster, "homigo_web")
    made.execute((ROOT / "bench/baseline/schema.sql").read_text(encoding="utf-8"))
    return made


@pytest.fixture
def url(cluster, database, tmp_path):
    if not shutil.which("node") or subprocess.run([ROOT / "tools/npm_packages.sh", WEB], check=False).returncode != 0:
        pytest.skip("node and npm cannot run bench/web here")
    port = free_port()
    with open(tmp_path / "web.log", "wb") as log:
        process = subprocess.Popen(["node", WEB / "server.mjs", str(port), cluster.folder, "5432", "homigo_web", "postgres"], stdout=log, stderr=log)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


def person(database, owner, posting, table, number):
    return database.rows(PEOPLE.format(owner=owner, posting=posting, table=table, number=number))[0]


class Web:
    def __init__(self, http, url):
        self.http, self.url = http, url

    async def call(self, method, path, token, body=None):
        async with self.http.request(method, f"{self.url}{path}", json=body, headers={"Authorization": f"Bearer {token}"}) as answer:
            return answer.status, await answer.json()

    async def is_ready(self):
        try:
            return (await self.call("GET", "/readyz", "-"))[0] == 200
        except aiohttp.ClientError:
            return False

    async def swipe(self, token, kind, target, own, action="like"):
        return await self.call("POST", "/api/v1/swipe", token, {"target_type": kind, "target_id": target, "as_id": own, "action": action})


@pytest.mark.nightly
async def test_the_web_stack_of_the_figures_does_the_work_in_its_database(database, url):
    async with aiohttp.ClientSession() as http:
        web = Web(http, url)
        await eventually(web.is_ready, "the web stack is ready", within=30)
        tenants = [person(database, "tenant_id", "requirement_id", "tenant_requirements", n) for n in range(1, 101)]
        host, host_token, listing = person(database, "host_id", "listing_id", "property_listings", 1)
        assert (await web.call("GET", "/api/v1/users/me", host_token))[1]["user_id"] == str(host)
        assert (await web.call("GET", "/api/v1/users/me", "nobody"))[0] == 401

        # Both sides like at once, each pair is a match with one conversation, whoever came first.
        answers = await asyncio.gather(*(call for _, token, requirement in tenants for call in (
            web.swipe(token, "listing", str(listing), str(requirement)), web.swipe(host_token, "requirement", str(requirement), str(listing)))))
        assert {status for status, _ in answers} == {200}
        assert database.rows("SELECT (SELECT count(*) FROM swipe_actions), (SELECT count(*) FROM matches), (SELECT count(*) FROM conversations "
                        "WHERE match_id IS NOT NULL), (SELECT likes_count FROM property_listings WHERE number = 1)")[0] == (200, 100, 100, 100)

        # A stranger's requirement swipes for nobody else; a dislike matches nobody.
        other = person(database, "listing_id", "listing_id", "property_listings", 2)[2]
        assert (await web.swipe(tenants[0][1], "listing", str(other), str(tenants[1][2])))[0] == 404
        assert (await web.swipe(tenants[0][1], "listing", str(other), str(tenants[0][2]), "dislike")) == (200, {"action": "dislike", "match": None})

        conversation = next(body["match"]["conversation_id"] for _, body in answers if body["match"])
        talkers = database.rows(f"SELECT md5('token ' || tenant_id), md5('token ' || host_id) FROM conversations WHERE conversation_id = '{conversation}'")[0]
        path, text = f"/api/v1/conversations/{conversation}/messages", {"type": "text", "body": "Is it free?"}
        said = await asyncio.gather(*(web.call("POST", path, talkers[i % 2], text) for i in range(50)))
        assert {status for status, _ in said} == {201}
        assert (await web.call("POST", path, "nobody", text))[0] == 401
        written = database.rows(f"SELECT sequence FROM messages WHERE conversation_id = '{conversation}' ORDER BY sequence")
        assert [sequence for sequence, in written] == list(range(1, 51))
