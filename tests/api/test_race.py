"""Both sides like at the same moment, and every request is sent three times: one match, one conversation, one event each."""
import asyncio

import pytest

from support import stock

PAIRS_AT_ONCE = 50


@pytest.mark.parametrize("count", [150, pytest.param(2000, marks=pytest.mark.nightly)])
async def test_likes_of_both_sides_at_once_make_exactly_one_match(new_instance, new_api, count):
    server, db = new_instance()
    api = new_api(server, checked=False)
    pairs = stock.live_pairs(api, db, count)
    gate, statuses = asyncio.Semaphore(PAIRS_AT_ONCE), []

    async def collide(pair):
        async with gate:
            answers = await asyncio.gather(*(like() for _ in range(3) for like in (pair.tenant_likes, pair.host_likes)))
            statuses.extend(a.status for a in answers)
            return [a.want(200) for a in answers]

    listening = [await pair.tenant.socket() for pair in pairs[:20]]
    for pair, answers in zip(pairs, await asyncio.gather(*(collide(pair) for pair in pairs))):
        assert len({a["match"]["match_id"] for a in answers if a["matched"]}) == 1
        # One side's three requests are one swipe.
        assert len({a["swipe_id"] for a in answers}) == 2
    assert set(statuses) == {200}
    for table in ("matches", "conversations", "pair"):
        assert db.value(f"SELECT count(*) FROM {table}") == count
    assert db.value("SELECT count(*) FROM swipe_actions") == 2 * count
    assert db.value("SELECT count(*) FROM user_events WHERE event = 'match.created'") == 2 * count
    server.run_verb("check")
    for opened in listening:
        await opened.event("match.created")
        opened.assert_gapless()
    server.terminate()
