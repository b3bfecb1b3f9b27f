"""Plays tenants and hosts against a running server, over HTTP and WebSocket, and reports how it went.

The exit code is 0 when there was no error and every check holds, 1 otherwise, 2 for wrong arguments, 130 when
interrupted.
"""
import argparse
import asyncio
import signal
import sys
import time

import aiohttp
import psycopg2

from casting import dismiss, engage, live_adverts
from checks import check_database
from client import Client
from play import Play
from report import report


def parse(words):
    parser = argparse.ArgumentParser(prog="homigo demo", description="Plays tenants and hosts against a running server.")
    parser.add_argument("--url", required=True, help="http://HOST:PORT")
    parser.add_argument("--database", required=True, help="libpq's connection string")
    parser.add_argument("--tenants", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    if not 1 <= options.tenants <= 100_000:
        parser.error("--tenants takes a number from 1 to 100000.")
    return options


async def require_server(url):
    try:
        async with aiohttp.ClientSession() as session, session.get(url + "/readyz") as answer:
            is_ready = answer.status == 200
    except aiohttp.ClientError:
        is_ready = False
    if not is_ready:
        raise SystemExit(f"homigo demo: No server is ready at {url}: start one with ./homigo up --detach.")


async def perform(url, people):
    """The play, or None when somebody interrupted it."""
    acting = asyncio.current_task()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, acting.cancel)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        play = Play(Client(session, url), people)
        try:
            await play.perform()
        except asyncio.CancelledError:
            return None
        return play


def main(words):
    options = parse(words)
    asyncio.run(require_server(options.url))
    database = psycopg2.connect(options.database)
    adverts = live_adverts(database)
    if not adverts:
        raise SystemExit("homigo demo: There are no imported listings to play on: run ./homigo import first.")
    print(f"{len(adverts)} listings; engaging {options.tenants} tenants", file=sys.stderr)
    people = engage(database, adverts, options.tenants, options.seed)
    began = time.monotonic()
    try:
        play = asyncio.run(perform(options.url, people))
    finally:
        dismiss(database, people)
    if play is None:
        print("\nInterrupted; the sessions made for the demo have ended.", file=sys.stderr)
        return 130
    taken = time.monotonic() - began
    checks = check_database(database, people)
    print(report(play, taken, checks))
    return 1 if play.log.errors() or any(check.wrong for check in checks) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
