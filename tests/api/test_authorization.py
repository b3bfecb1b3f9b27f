"""Every route of the served document, tried by every kind of caller on real things of somebody else's."""
import re

import aiohttp
import pytest

from support import bodies, pictures
from support.authorization import CALLERS, LISTING_BODY, MATRIX, NOBODY_ID, OWN_SESSION, PHOTO_FORM, PICTURE_FORM, REQUIREMENT_BODY, ROLES, SIGNUP_BODY, WEBSOCKET
from support.client import Api, next_phone
from support.pair import matched_pair
from support.waiting import eventually


class Scene:
    """A host and a tenant who match, what is theirs, and everybody else who tries."""

    async def build(self, server, db):
        self.api = Api(server.url)
        self.pair = await matched_pair(self.api)
        listing = (await self.pair.host.get(f"/listings/{self.pair.listing_id}")).want(200)
        payment = (await self.pair.host.post("/payments/initiate", {"purpose": "host_listing",
                                                                    "subject_id": self.pair.listing_id, "extend": True})).want(201)
        self.ids = {"listing_id": self.pair.listing_id, "requirement_id": self.pair.requirement_id,
                    "match_id": self.pair.match_id, "conversation_id": self.pair.conversation_id,
                    "user_id": self.pair.host.user_id, "photo_id": listing["photos"][0]["photo_id"],
                    "payment_id": payment["payment_id"], "key": "nothing"}
        await self._people(db)
        self.tokens = {name: person.token for name, person in self.people.items()}
        self.tokens["nobody"] = None
        for role in ROLES:
            self.tokens[role] = server.run_verb("admin", "create", "--email", f"{role}@example.in", "--role", role).split()[-1]
        return self

    async def _people(self, db):
        tenant, host = self.pair.tenant, self.pair.host
        before, blocked = await self.api.tenant(), await self.api.tenant()
        await before.live_requirement(preferred_location=self.pair.place)
        for owner in (host, tenant):
            (await owner.post(f"/users/{blocked.user_id}/block")).want(201)
        self.people = {"stranger_tenant": await self.api.tenant(), "stranger_host": await self.api.host(), "before_match": before,
                       "after_match": tenant, "blocked": blocked, "suspended": await self.api.tenant(),
                       "pending": await self.api.tenant()}
        for name in ("suspended", "pending"):
            person = self.people[name]
            db.execute("UPDATE users SET account_status = %s WHERE user_id = %s", (name, person.user_id))

            async def is_known():
                return (await person.get("/users/me")).status == 401
            await eventually(is_known, f"the server knows that somebody is {name}")

    def path(self, template, caller, sent):
        path = template
        if sent == "of nobody":
            path = path.replace("{user_id}", NOBODY_ID)
        if caller == "after_match" and ("{requirement_id}" in path):
            path = path.replace("{requirement_id}", self.foreign_requirement)
        for name, value in self.ids.items():
            path = path.replace("{" + name + "}", value)
        assert "{" not in path, f"no thing of this name: {path}"
        return path

    async def options(self, caller, sent, method):
        """What one call is sent with."""
        token = self.tokens[caller]
        if sent == OWN_SESSION and caller in self.people and caller not in ("suspended", "pending"):
            answer = await self.api.post("/auth/login", {"identifier": self.people[caller].phone, "password": bodies.PASSWORD})
            return {"token": answer.want(200)["access_token"]}
        if sent in (PHOTO_FORM, PICTURE_FORM):
            form = aiohttp.FormData()
            if sent == PHOTO_FORM:
                form.add_field("photo_type", "room")
                form.add_field("sequence_order", "1")
            form.add_field("photo", pictures.png(), filename="p.png", content_type="image/png")
            return {"token": token, "form": form}
        made = {LISTING_BODY: bodies.listing_body, REQUIREMENT_BODY: bodies.requirement_body,
                "tenant profile": lambda: bodies.TENANT_PROFILE, "host profile": lambda: bodies.HOST_PROFILE,
                "as another's posting": lambda: {"target_type": "listing", "target_id": self.pair.listing_id,
                                                 "as_id": self.foreign_requirement, "action": "like"},
                "for another's posting": lambda: {"purpose": "host_listing", "subject_id": self.pair.listing_id},
                "of another's payment": lambda: {"payment_id": self.ids["payment_id"]},
                "photo order": lambda: [{"photo_id": self.ids["photo_id"], "sequence_order": 1}],
                "unsigned": lambda: {"event": "paid"}, SIGNUP_BODY: self._sign_up}
        if isinstance(sent, str) and sent in made:
            return {"token": token, "body": made[sent]()}
        return {"token": token, "body": sent if isinstance(sent, dict) else ({} if method == "POST" and sent == OWN_SESSION else None)}

    @staticmethod
    def _sign_up():
        phone = next_phone()
        return {"full_name": "Asha Rao", "phone": phone, "email": f"m{phone[1:]}@example.in", "password": bodies.PASSWORD,
                "user_type": "tenant"}

    def query(self, template):
        return {"/feed/listings": {"requirement_id": self.foreign_requirement}, "/feed/requirements": {"listing_id": self.pair.listing_id},
                "/dev/outbox": {"recipient": "+919700000009"}}.get(template)


@pytest.fixture(scope="module")
def scene(new_instance, loop):
    server, db = new_instance({"accounts.token_cache_seconds": 1, "accounts.otp_per_recipient_hourly": 100})

    async def build():
        made = await Scene().build(server, db)
        # Nobody's among those who try, so that it is another's for all of them.
        other = await made.api.tenant()
        made.foreign_requirement = (await other.live_requirement(preferred_location=made.pair.place))["requirement_id"]
        for owner in (other,):
            (await owner.post(f"/users/{made.people['blocked'].user_id}/block")).want(201)
        return made

    made = loop.run_until_complete(build())
    yield made
    loop.run_until_complete(made.api.close())


def routes(openapi):
    return {f"{verb} {path.removeprefix('/api/v1')}" for verb, path, _ in openapi.operations()}


async def test_every_route_has_a_row_and_every_row_a_route(openapi):
    assert routes(openapi) - set(MATRIX) == set(), "routes that nobody has said who may use"
    assert set(MATRIX) - routes(openapi) == set(), "rows of routes that are not there"


def test_every_role_of_the_database_has_a_column(db):
    for table in ("operators", "role_permissions"):
        rule = db.rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'"
                       " AND pg_get_constraintdef(oid) LIKE '%%super_admin%%'", (table,))[0][0]
        assert set(re.findall(r"'([a-z_]+)'::text", rule)) == set(ROLES), table


async def test_every_caller_gets_what_the_matrix_says(scene, openapi):
    wrong = []
    for name, (expected, sent) in MATRIX.items():
        if name not in routes(openapi):
            continue
        method, template = name.split(" ")
        for caller, status in zip(CALLERS, expected):
            options = await scene.options(caller, sent, method)
            answer = await scene.api.call(method, scene.path(template, caller, sent), query=scene.query(template), **options)
            if answer.status != status:
                wrong.append(f"{name} by {caller}: {answer.status}, not {status}: {answer.text[:120]}")
            if answer.status >= 400:
                answer.problem(answer.status)
    assert not wrong, f"{len(wrong)} cells:\n" + "\n".join(wrong)


async def test_the_websocket_lets_in_people_alone(scene):
    for caller, expected in zip(CALLERS, WEBSOCKET):
        token = scene.tokens[caller]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            socket = await scene.api.session.ws_connect(scene.api.address("/ws"), headers=headers)
            await socket.close()
            status = 101
        except aiohttp.WSServerHandshakeError as refused:
            status = refused.status
        assert status == expected, caller
