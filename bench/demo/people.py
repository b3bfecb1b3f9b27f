"""Those who play, and what they have seen so far."""
import asyncio
import dataclasses
import random


class Changes:
    """Coroutines wait here until something has changed."""

    def __init__(self):
        self.next = asyncio.Event()

    def notify(self):
        self.next.set()
        self.next = asyncio.Event()

    async def until(self, holds, seconds):
        """Whether `holds` came true in time."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await self.next.wait()
        except TimeoutError:
            return False
        return True


@dataclasses.dataclass(eq=False)
class Person:
    user_id: str
    token: str
    dice: random.Random  # of their own, so that timing changes nothing
    device: object = None
    matches_heard: set = dataclasses.field(default_factory=set)  # by their conversations


@dataclasses.dataclass(eq=False)
class Tenant(Person):
    profile: dict = None
    wish: dict = None
    requirement_id: str = None
    talks: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Host(Person):
    listings: list = dataclasses.field(default_factory=list)
    likes_heard: int = 0
    news: Changes = dataclasses.field(default_factory=Changes)


@dataclasses.dataclass(eq=False)
class Side:
    """What one of the two has heard in a conversation."""
    who: Person
    sequences: list = dataclasses.field(default_factory=list)  # of messages, in the order in which they came
    read_up_to: int = 0  # as this person told the server


class Talk:
    """One matched pair's conversation."""

    def __init__(self, conversation_id, tenant, host):
        self.conversation_id = conversation_id
        self.tenant_side, self.host_side = Side(tenant), Side(host)
        self.heard = Changes()
        self.said_at = 0

    def side_of(self, who):
        return self.tenant_side if who is self.tenant_side.who else self.host_side


@dataclasses.dataclass
class Cast:
    tenants: list
    hosts: list
    sessions: list  # made for this run, ended after it
