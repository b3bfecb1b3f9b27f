"""The API as an app sees it: calls with their answers checked against the OpenAPI document, and people who make them."""
import itertools
import json
import os
import uuid

import aiohttp
from yarl import URL

from support import bodies, pictures
from support.sockets import Socket
from support.waiting import eventually

_numbers = itertools.count(int.from_bytes(os.urandom(4), "big") % 90_000_000)
ROOT_PATHS = ("/dev/", "/healthz", "/readyz", "/metrics", "/media/")


def next_phone():
    return f"+919{next(_numbers) % 1_000_000_000:09d}"


class Answer:
    def __init__(self, call, status, headers, content):
        self.call, self.status, self.headers, self.content = call, status, headers, content
        self.media_type = headers.get("Content-Type", "").split(";")[0].strip()
        self.json = json.loads(content) if self.media_type.endswith("json") and content else None

    @property
    def text(self):
        return self.content.decode("utf-8", "replace")

    def want(self, *statuses):
        assert self.status in statuses, f"{self.call}: {self.status}, wanted {statuses}: {self.text[:400]}"
        return self.json

    def problem(self, status, code=None):
        self.want(status)
        assert self.media_type == "application/problem+json", f"{self.call}: a problem as {self.media_type!r}"
        for name in ("type", "title", "status", "detail", "code", "request_id"):
            assert self.json.get(name), f"{self.call}: the problem lacks {name}: {self.text}"
        assert self.json["status"] == status
        if code:
            assert self.json["code"] == code, f"{self.call}: {self.json}"
        return self.json

    def pointers(self):
        """Of a 422: the fields named."""
        return {e["pointer"] for e in self.problem(422)["errors"]}


class Api:
    """A client of one server. `openapi` may be None: then answers are not checked against it."""

    def __init__(self, url, openapi=None):
        self.url, self.openapi = url, openapi
        self.session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), auto_decompress=True,
                                             timeout=aiohttp.ClientTimeout(total=60))
        self._sockets = []

    def address(self, path):
        return self.url + (path if path == "/" or path.startswith(ROOT_PATHS) or path.startswith("/api/") else "/api/v1" + path)

    async def call(self, method, path, *, token=None, body=None, data=None, headers=None, form=None, query=None):
        """`body` is sent as JSON; `data` as it is, as JSON unless the headers say otherwise; `form` as multipart."""
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        url = URL(self.address(path), encoded=True)
        if query:
            url = url.update_query({k: str(v) for k, v in query.items()})
        async with self.session.request(method, url, headers=sent, data=form if form is not None else data,
                                        allow_redirects=False) as r:
            answer = Answer(f"{method} {path}", r.status, r.headers, await r.read())
        if self.openapi and answer.json is not None:
            self.openapi.check(method, url.raw_path, answer.status, answer.media_type, answer.json)
        return answer

    async def get(self, path, **options):
        return await self.call("GET", path, **options)

    async def post(self, path, body=None, **options):
        return await self.call("POST", path, body=body, **options)

    async def outbox(self, recipient):
        return (await self.get("/dev/outbox", query={"recipient": recipient})).want(200)["items"]

    async def otp(self, recipient, except_otp=None):
        """The newest one-time password sent to `recipient`."""
        async def newest():
            found = [m["variables"]["otp"] for m in await self.outbox(recipient) if (m.get("variables") or {}).get("otp")]
            return found[0] if found and found[0] != except_otp else None
        return await eventually(newest, f"a one-time password for {recipient}")

    async def pending_account(self, user_type="both"):
        phone = next_phone()
        body = {"full_name": f"Asha Rao {phone[-4:]}", "phone": phone, "email": f"asha{phone[1:]}@example.in",
                "password": bodies.PASSWORD, "user_type": user_type}
        answer = (await self.post("/auth/signup", body)).want(201)
        return body, answer["user_id"]

    async def person(self, user_type="both"):
        """Signs up and proves the phone."""
        body, user_id = await self.pending_account(user_type)
        signed_in = (await self.post("/auth/verify-otp", {"user_id": user_id, "channel": "phone",
                                                          "otp": await self.otp(body["phone"])})).want(200)
        return Person(self, user_id, body, signed_in)

    async def tenant(self):
        someone = await self.person("tenant")
        (await someone.post("/users/me/tenant-profile", bodies.TENANT_PROFILE)).want(201)
        return someone

    async def host(self):
        someone = await self.person("host")
        (await someone.post("/users/me/host-profile", bodies.HOST_PROFILE)).want(201)
        return someone

    async def connect(self, token=None, header_token=None, **options):
        """With `token` it is sent as the first frame, and its answer awaited."""
        headers = {"Authorization": f"Bearer {header_token}"} if header_token else {}
        raw = await self.session.ws_connect(self.address("/ws"), headers=headers, max_msg_size=0, **options)
        opened = Socket(raw)
        self._sockets.append(opened)
        if token:
            opened.greeting = await opened.ask("auth", token=token)
        return opened

    async def close(self):
        for opened in self._sockets:
            await opened.close()
        await self.session.close()


class Person:
    def __init__(self, api, user_id, signed_up, signed_in):
        self.api, self.user_id, self.account = api, user_id, signed_up
        self.token, self.refresh_token = signed_in["access_token"], signed_in["refresh_token"]
        self.phone, self.email = signed_up["phone"], signed_up["email"]

    async def call(self, method, path, **options):
        return await self.api.call(method, path, token=self.token, **options)

    async def get(self, path, **options):
        return await self.call("GET", path, **options)

    async def post(self, path, body=None, **options):
        return await self.call("POST", path, body=body, **options)

    async def put(self, path, body=None, **options):
        return await self.call("PUT", path, body=body, **options)

    async def delete(self, path, **options):
        return await self.call("DELETE", path, **options)

    async def socket(self):
        return await self.api.connect(self.token)

    async def add_photo(self, listing_id, photo_type, order, content=None, media_type="image/png", headers=None):
        form = aiohttp.FormData()
        form.add_field("photo_type", photo_type)
        form.add_field("sequence_order", str(order))
        form.add_field("photo", content if content is not None else pictures.png(hue=order * 40), filename="p.png",
                       content_type=media_type)
        return await self.call("POST", f"/listings/{listing_id}/photos", form=form, headers=headers)

    async def add_photos(self, listing_id):
        for order, photo_type in enumerate(("room", "kitchen", "bathroom"), 1):
            (await self.add_photo(listing_id, photo_type, order)).want(201)

    async def pay(self, purpose, subject_id, outcome="success"):
        payment = (await self.post("/payments/initiate", {"purpose": purpose, "subject_id": subject_id, "gateway": "sandbox"},
                                   headers={"Idempotency-Key": str(uuid.uuid4())})).want(201)
        return (await self.api.post(f"/dev/payments/{payment['payment_id']}/settle", {"outcome": outcome})).want(200)

    async def _activate(self, path):
        posting = (await self.get(path)).want(200)
        if posting["status"] != "active":
            posting = (await self.put(path, {"status": "active"})).want(200)
        assert posting["status"] == "active"
        return posting

    async def draft_listing(self, **changes):
        return (await self.post("/listings", bodies.listing_body(**changes))).want(201)

    async def draft_requirement(self, **changes):
        return (await self.post("/requirements", bodies.requirement_body(**changes))).want(201)

    async def live_listing(self, **changes):
        listing_id = (await self.draft_listing(**changes))["listing_id"]
        await self.add_photos(listing_id)
        await self.pay("host_listing", listing_id)
        return await self._activate(f"/listings/{listing_id}")

    async def live_requirement(self, **changes):
        requirement_id = (await self.draft_requirement(**changes))["requirement_id"]
        await self.pay("tenant_listing", requirement_id)
        return await self._activate(f"/requirements/{requirement_id}")

    async def swipe(self, target_type, target_id, as_id=None, action="like", **options):
        return await self.post("/swipe", {"target_type": target_type, "target_id": target_id, "as_id": as_id,
                                          "action": action}, **options)

    async def say(self, conversation_id, body, client_message_id=None):
        return await self.post(f"/conversations/{conversation_id}/messages",
                               {"type": "text", "body": body, "client_message_id": client_message_id})

    async def pages(self, path, limit=100, **query):
        """All items of a list."""
        items, cursor = [], None
        while True:
            page = (await self.get(path, query={**query, "limit": limit, **({"cursor": cursor} if cursor else {})})).want(200)
            items += page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return items
