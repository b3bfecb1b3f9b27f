"""Calls and devices of many people, timed and counted."""
import asyncio
import collections
import json
import time

import aiohttp

# Far below what the server allows one address, and enough to keep it busy.
CONNECTIONS = 48
ATTEMPTS = 6
PATIENCE_S = 30


class CallLog:
    def __init__(self):
        self.taken = collections.defaultdict(list)  # seconds of each success, by kind
        self.failures = collections.Counter()
        self.put_off = collections.Counter()  # told to come back later, and tried again
        self.first_failures = []

    def failed(self, kind, why):
        self.failures[kind] += 1
        text = f"{kind}: {why}"[:430]
        if len(self.first_failures) < 20 and text not in self.first_failures:
            self.first_failures.append(text)

    def errors(self):
        return self.failures.total()


class Client:
    def __init__(self, session, url):
        self.session, self.url, self.log = session, url, CallLog()
        self.free = asyncio.Semaphore(CONNECTIONS)

    async def attempt(self, kind, verb, path, body, headers):
        """What is timed is the exchange, not the wait for a free connection."""
        async with self.free:
            began = time.monotonic()
            async with self.session.request(verb, self.url + path, json=body, headers=headers) as answer:
                text = await answer.text()
            if answer.status // 100 == 2:
                self.log.taken[kind].append(time.monotonic() - began)
            return answer, text

    async def call(self, kind, verb, path, who=None, body=None):
        """The answer, {} if it is empty; None after a failure, which is in the log. 429 and 503 are put off as long as
        the server asks."""
        headers = {"Authorization": "Bearer " + who.token} if who else {}
        for left in reversed(range(ATTEMPTS)):
            try:
                answer, text = await self.attempt(kind, verb, path, body, headers)
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:
                self.log.failed(kind, repr(error))
                return None
            if answer.status // 100 == 2:
                return json.loads(text) if text else {}
            if answer.status not in (429, 503) or left == 0:
                self.log.failed(kind, f"{verb} {path} {answer.status} {text}")
                return None
            self.log.put_off[kind] += 1
            await asyncio.sleep(float(answer.headers.get("Retry-After", 1)))


class Device:
    """A person's device: asks operations, hears events, and checks that none is lost or doubled."""

    def __init__(self, client, who, heard):
        self.client, self.who, self.heard, self.log = client, who, heard, client.log
        self.questions, self.asked = {}, 0
        self.last_seq, self.resuming_from = 0, None
        self.socket = self.reading = None

    async def open(self):
        """False after a failure, which is in the log."""
        began = time.monotonic()
        try:
            headers = {"Authorization": "Bearer " + self.who.token}
            self.socket = await self.client.session.ws_connect(self.client.url + "/api/v1/ws", headers=headers)
            greeting = await self.socket.receive_json(timeout=PATIENCE_S)
            self.last_seq = greeting["data"]["seq"]
        except (aiohttp.ClientError, asyncio.TimeoutError, TypeError, KeyError) as error:
            self.log.failed("WebSocket opened", repr(error))
            return False
        self.log.taken["WebSocket opened"].append(time.monotonic() - began)
        self.reading = asyncio.create_task(self.read_on())
        return True

    async def read_on(self):
        async for message in self.socket:
            if message.type == aiohttp.WSMsgType.TEXT:
                self.take(message.json())
        if self.reading is not None:
            self.log.failed("WebSocket kept open", f"closed with {self.socket.close_code}")
        for question in self.questions.values():
            question.cancel()

    def take(self, frame):
        if "seq" in frame and "event" in frame:
            return self.take_event(frame)
        if "ok" not in frame:
            return None  # typing and presence come without an answer being awaited
        question = self.questions.pop(frame["id"], None)
        if question is None:
            return self.log.failed("WebSocket frame", "an answer to nothing")
        if frame["id"] == "resume":
            self.last_seq, self.resuming_from = self.resuming_from, None
        return question.set_result(frame)

    def take_event(self, frame):
        if self.resuming_from is not None:
            return  # it comes again after the answer
        if frame["seq"] != self.last_seq + 1:
            self.log.failed("event heard", f"seq {frame['seq']} came after {self.last_seq}")
        self.last_seq = frame["seq"]
        self.heard(self.who, frame["event"], frame["data"])

    async def ask(self, kind, operation, data, identifier=None):
        """Whether the operation was done; a refusal, or no answer in 30 s, is a failure in the log."""
        self.asked += 1
        identifier = identifier or str(self.asked)
        question = self.questions[identifier] = asyncio.get_running_loop().create_future()
        began = time.monotonic()
        try:
            await self.socket.send_json({"id": identifier, "op": operation, "data": data})
            frame = await asyncio.wait_for(question, PATIENCE_S)
        except (ConnectionError, asyncio.TimeoutError) as error:
            self.log.failed(kind, f"no answer over the WebSocket: {error!r}")
            return False
        if not frame["ok"]:
            self.log.failed(kind, frame["error"])
            return False
        self.log.taken[kind].append(time.monotonic() - began)
        return True

    async def resume(self, last_seq):
        self.resuming_from = last_seq
        return await self.ask("resume", "resume", {"last_seq": last_seq}, "resume")

    async def close(self):
        reading, self.reading = self.reading, None
        if reading:
            await self.socket.close()
            await reading
