"""A mixed load that keeps a record of everything acknowledged, and retries as an app would."""
import asyncio
import json
import random
import time

import aiohttp

from support import bodies

RETRYABLE = (503, 429)
GONE = (aiohttp.ClientError, asyncio.TimeoutError, OSError)


class Listener:
    """One person's device: reconnects whenever it is cut off and resumes where it was."""

    def __init__(self, api, person):
        self.api, self.person = api, person
        self.heard = []
        self.last_seq = 0

    async def run(self):
        while True:
            try:
                await self._listen()
            except GONE:
                pass
            await asyncio.sleep(0.05)

    async def _listen(self):
        async with self.api.session.ws_connect(self.api.address("/ws"), headers={"Authorization": f"Bearer {self.person.token}"}) as raw:
            await raw.send_str(json.dumps({"id": "resume", "op": "resume", "data": {"last_seq": self.last_seq}}))
            resumed = False
            async for message in raw:
                if message.type != aiohttp.WSMsgType.TEXT:
                    return
                frame = json.loads(message.data)
                if frame.get("id") == "resume":
                    if not frame["ok"]:
                        return
                    resumed = True
                elif resumed and frame.get("seq") is not None:
                    self.heard.append((frame["seq"], frame["event"]))
                    self.last_seq = frame["seq"]


class Ledger:
    """What the server said yes to."""

    def __init__(self):
        self.swipes = {}    # (swiper, requirement, listing) → swipe_id
        self.messages = {}  # message_id → (conversation_id, sequence, client_message_id, body)
        self.matches = {}   # (requirement, listing) → match_id
        self.listings = {}  # listing_id → (host, Idempotency-Key)
        self.faults = []
        self.acknowledged_at = {"swipe": [], "message": [], "listing": []}

    def note(self, kind):
        self.acknowledged_at[kind].append(time.monotonic())

    def count(self):
        return len(self.swipes) + len(self.messages)


class Load:
    def __init__(self, grid, seed):
        self.tenants, self.hosts = grid
        self.ledger = Ledger()
        self.random = random.Random(seed)
        self.stopping = False
        self._tasks = []
        self._conversations = []  # (conversation_id, person, person)

    def start(self, swipers=6, writers=6, posters=2):
        pairs = [(t, h) for t in self.tenants for h in self.hosts]
        self.random.shuffle(pairs)
        shares = [pairs[i::swipers] for i in range(swipers)]
        self._tasks = [asyncio.ensure_future(self._swipe(share)) for share in shares]
        self._tasks += [asyncio.ensure_future(self._write(n)) for n in range(writers)]
        self._tasks += [asyncio.ensure_future(self._post(self.hosts[n][0], n)) for n in range(posters)]

    async def stop(self):
        """What is under way is retried until it is acknowledged."""
        self.stopping = True
        await asyncio.wait_for(asyncio.gather(*self._tasks), 60)
        assert not self.ledger.faults, self.ledger.faults[:5]

    async def _until_acknowledged(self, send, what):
        """None when the load is stopped before a first yes."""
        while True:
            try:
                answer = await asyncio.wait_for(send(), 5)
            except GONE:
                await asyncio.sleep(0.05)
                continue
            if answer.status < 300:
                return answer.json
            in_progress = answer.status == 409 and answer.json["code"] == "request_in_progress"
            if answer.status not in RETRYABLE and not in_progress:
                self.ledger.faults.append(f"{what}: {answer.status} {answer.text[:300]}")
                return None
            await asyncio.sleep(0.05)

    async def _swipe(self, pairs):
        for (tenant, requirement_id), (host, listing_id) in pairs:
            if self.stopping:
                return
            sides = [(tenant, "listing", listing_id, requirement_id), (host, "requirement", requirement_id, listing_id)]
            self.random.shuffle(sides)
            for person, target_type, target_id, as_id in sides:
                answer = await self._until_acknowledged(lambda: person.swipe(target_type, target_id, as_id), "swipe")
                if answer is None:
                    return
                self.ledger.swipes[(person.user_id, requirement_id, listing_id)] = answer["swipe_id"]
                self.ledger.note("swipe")
            if not answer["matched"]:
                self.ledger.faults.append(f"both have liked, and there is no match: {answer}")
                continue
            match = answer["match"]
            if match is None:
                # The swipe stood, its answer came without the match: it is there to be read.
                continue
            self.ledger.matches[(requirement_id, listing_id)] = match["match_id"]
            self._conversations.append((match["conversation_id"], tenant, host))

    async def _write(self, number):
        count = 0
        while not self.stopping:
            if not self._conversations:
                await asyncio.sleep(0.01)
                continue
            conversation_id, *people = self.random.choice(self._conversations)
            person, count = self.random.choice(people), count + 1
            key, body = f"w{number}-{count}", f"message {count} of {number}"
            answer = await self._until_acknowledged(lambda: person.say(conversation_id, body, key), "message")
            if answer is None:
                return
            self.ledger.messages[answer["message_id"]] = (conversation_id, answer["sequence"], key, body)
            self.ledger.note("message")

    async def _post(self, host, number):
        count = 0
        while not self.stopping:
            count += 1
            key = f"p{number}-{count}"
            answer = await self._until_acknowledged(
                lambda: host.post("/listings", bodies.listing_body(title=key), headers={"Idempotency-Key": key}), "listing")
            if answer is None:
                return
            self.ledger.listings[answer["listing_id"]] = (host.user_id, key)
            self.ledger.note("listing")

    async def assert_flows_again(self, since, within):
        """Swipes and messages are acknowledged again soon after `since` (time.monotonic)."""
        deadline = since + within
        for kind in self.ledger.acknowledged_at:
            while not any(t > since for t in self.ledger.acknowledged_at[kind][-50:]):
                assert time.monotonic() < deadline, f"no {kind} acknowledged within {within} s"
                assert not self.ledger.faults, self.ledger.faults[:5]
                await asyncio.sleep(0.02)


def assert_everything_acknowledged_is_there(ledger, db):
    stored = {(str(u), str(r), str(l)): str(s) for u, r, l, s in db.rows(
        "SELECT swiper_id, requirement_id, listing_id, swipe_id FROM swipe_actions WHERE undone_at IS NULL")}
    lost = [key for key, swipe_id in ledger.swipes.items() if stored.get(key) != swipe_id]
    assert not lost, f"{len(lost)} swipes lost: {lost[:3]}"
    matches = {(str(r), str(l)): str(m) for r, l, m in db.rows("SELECT requirement_id, listing_id, match_id FROM matches")}
    lost = [key for key, match_id in ledger.matches.items() if matches.get(key) != match_id]
    assert not lost, f"{len(lost)} matches lost: {lost[:3]}"
    messages = {str(m): (str(c), s, k, b) for m, c, s, k, b in db.rows(
        "SELECT message_id, conversation_id, sequence, client_message_id, body FROM messages")}
    lost = [m for m, content in ledger.messages.items() if messages.get(m) != content]
    assert not lost, f"{len(lost)} messages lost or changed: {lost[:3]}"
    stored = {str(i): (str(h), t) for i, h, t in db.rows("SELECT listing_id, host_id, title FROM property_listings WHERE status = 'draft'")}
    assert stored == ledger.listings, "a listing posted with its key is lost or there twice"
    doubled = db.rows("SELECT conversation_id::text, sender_id::text, client_message_id FROM messages GROUP BY 1, 2, 3 HAVING count(*) > 1")
    assert not doubled, f"messages written twice: {doubled[:3]}"
