"""A WebSocket client that records everything it hears and waits for what a test expects."""
import asyncio
import itertools
import json

import aiohttp


class Socket:
    def __init__(self, raw):
        self.raw = raw
        self.frames = []
        self.greeting = None
        self.closed = asyncio.get_running_loop().create_future()  # the close code
        self._waiting = []
        self._ids = itertools.count(1)
        self._reader = asyncio.ensure_future(self._read())

    async def _read(self):
        async for message in self.raw:
            if message.type != aiohttp.WSMsgType.TEXT:
                break
            frame = json.loads(message.data)
            self.frames.append(frame)
            for wish, found in list(self._waiting):
                if not found.done() and wish(frame):
                    found.set_result(frame)
        if not self.closed.done():
            self.closed.set_result(self.raw.close_code)

    async def wait(self, wish, what, within=10):
        """The first frame, heard already or to come, that `wish` is true of."""
        for frame in self.frames:
            if wish(frame):
                return frame
        entry = (wish, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        try:
            return await asyncio.wait_for(entry[1], within)
        except asyncio.TimeoutError:
            raise AssertionError(f"not heard within {within} s: {what}; heard: {self.frames[-5:]}") from None
        finally:
            self._waiting.remove(entry)

    async def event(self, name, wish=lambda data: True, within=10):
        return await self.wait(lambda f: f.get("event") == name and wish(f["data"]), name, within)

    async def close_code(self, within=10):
        return await asyncio.wait_for(asyncio.shield(self.closed), within)

    async def send(self, frame):
        await self.raw.send_str(frame if isinstance(frame, str) else json.dumps(frame))

    async def ask(self, op, data=None, within=10, **members):
        """Sends an operation; its answer, good or bad."""
        asked = f"q{next(self._ids)}"
        await self.send({"id": asked, "op": op, **({"data": data} if data is not None else {}), **members})
        return await self.wait(lambda f: f.get("id") == asked, f"the answer to {op}", within)

    async def ask_ok(self, op, data=None, **members):
        answer = await self.ask(op, data, **members)
        assert answer["ok"] is True, answer
        return answer.get("data")

    def durable(self):
        return [f for f in self.frames if f.get("seq") is not None and "event" in f]

    def named(self, name):
        return [f for f in self.frames if f.get("event") == name]

    def assert_gapless(self):
        numbers = [f["seq"] for f in self.durable()]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True, numbers

    async def heard_up_to(self, seq, within=10):
        """Events come in order, so with this one all earlier ones have been heard."""
        await self.wait(lambda f: "event" in f and f.get("seq") == seq, f"event {seq}", within)

    async def close(self):
        await self.raw.close()
        self._reader.cancel()
