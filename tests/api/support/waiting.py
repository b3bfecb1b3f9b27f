"""Waits for conditions with a deadline: no test sleeps and hopes."""
import asyncio
import inspect
import time


async def eventually(condition, what, within=10.0, every=0.02):
    """The first true value of `condition` (a function, or a coroutine function); AssertionError after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        value = condition()
        if inspect.isawaitable(value):
            value = await value
        if value:
            return value
        assert time.monotonic() < deadline, f"not within {within} s: {what}"
        await asyncio.sleep(every)


def eventually_now(condition, what, within=10.0, every=0.02):
    """The same for code that runs outside of an event loop."""
    deadline = time.monotonic() + within
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"not within {within} s: {what}"
        time.sleep(every)
