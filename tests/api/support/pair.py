"""A tenant with a live requirement and a host with a live listing that fit each other: where most stories begin."""
import itertools
import random

_cells = itertools.count()


def somewhere():
    """A place of its own, half a degree from every other, so that feeds of different tests do not meet."""
    row, column = divmod(next(_cells) % 1440, 36)
    return {"latitude": round(10 + row / 2 + random.uniform(0, 0.01), 6),
            "longitude": round(70 + column / 2 + random.uniform(0, 0.01), 6)}


class Pair:
    def __init__(self, tenant, host, requirement_id, listing_id, place):
        self.tenant, self.host, self.requirement_id, self.listing_id = tenant, host, requirement_id, listing_id
        self.place = place
        self.match_id = self.conversation_id = None

    async def tenant_swipes(self, action="like"):
        return await self.tenant.swipe("listing", self.listing_id, self.requirement_id, action)

    async def host_swipes(self, action="like"):
        return await self.host.swipe("requirement", self.requirement_id, self.listing_id, action)

    async def match(self):
        (await self.tenant_swipes()).want(200)
        answer = (await self.host_swipes()).want(200)
        assert answer["matched"] is True
        self.match_id, self.conversation_id = answer["match"]["match_id"], answer["match"]["conversation_id"]
        return self


async def live_pair(api, listing=None, requirement=None):
    place = somewhere()
    tenant, host = await api.tenant(), await api.host()
    near = {"latitude": place["latitude"] + 0.01, "longitude": place["longitude"] + 0.01}
    live_listing = await host.live_listing(location=place, **(listing or {}))
    live_requirement = await tenant.live_requirement(preferred_location=near, **(requirement or {}))
    return Pair(tenant, host, live_requirement["requirement_id"], live_listing["listing_id"], place)


async def matched_pair(api):
    return await (await live_pair(api)).match()
