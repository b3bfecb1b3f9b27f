"""Puts the people of the demo into the database: thousands of sign-ups would be an exercise in password hashing alone."""
import json
import random
import secrets
import time
import uuid

import psycopg2.extras

from people import Cast, Host, Tenant
from wishes import draw_profile, draw_wish

LIVE_ADVERTS = r"""
    SELECT l.listing_id::text, l.host_id::text, l.rent_monthly, ST_Y(l.coordinates::geometry) AS latitude,
           ST_X(l.coordinates::geometry) AS longitude, l.locality, l.property_type, l.furnishing,
           CASE l.occupancy_type WHEN 'any' THEN 'family' ELSE l.occupancy_type END AS occupancy_type
    FROM property_listings l JOIN users h ON h.user_id = l.host_id
    WHERE l.status = 'active' AND l.valid_until > now() + interval '1 hour' AND h.account_status = 'active'
      AND h.email LIKE 'demo-host-%@demo.invalid'
    ORDER BY l.source_ref, l.listing_id"""

# Phones begin +91 0, as no Indian number does, and mail to .invalid reaches nobody.
INSERT_TENANTS = """
    WITH made AS (SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t (user_id uuid, number bigint)),
    accounts AS (
        INSERT INTO users (user_id, full_name, phone, email, user_type, account_status)
        SELECT user_id, 'Demo tenant ' || number, '+910' || (100000000 + number), 'demo-tenant-' || number || '@demo.invalid',
               'tenant', 'active'
        FROM made)
    INSERT INTO user_verifications (user_id, phone_verified_at) SELECT user_id, now() FROM made"""

INSERT_SESSIONS = """
    INSERT INTO sessions (session_id, user_id, family_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at,
                          user_agent)
    SELECT session_id, user_id, session_id, sha256(convert_to(token, 'UTF8')), now() + interval '6 hours',
           sha256(convert_to(token || ' refresh', 'UTF8')), now() + interval '6 hours', 'homigo demo'
    FROM jsonb_to_recordset(%s::jsonb) AS s (session_id uuid, user_id uuid, token text)"""

END_SESSIONS = """
    UPDATE sessions SET revoked_at = now(), revoked_reason = 'logout'
    WHERE session_id IN (SELECT jsonb_array_elements_text(%s::jsonb)::uuid) AND revoked_at IS NULL"""

LAST_NUMBER = r"""
    SELECT coalesce(max(substring(email FROM '^demo-tenant-([0-9]+)@demo\.invalid$')::bigint), 0)
    FROM users WHERE email LIKE 'demo-tenant-%@demo.invalid'"""


def new_id():
    """Ordered by time, as the server's are."""
    moment = time.time_ns() // 1_000_000
    return str(uuid.UUID(int=moment << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)))


def live_adverts(database):
    """Live listings of the accounts that imported listings belong to."""
    with database, database.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute(LIVE_ADVERTS)
        return cursor.fetchall()


def hosts_of(adverts, seed):
    hosts = {}
    for advert in adverts:
        new = Host(advert["host_id"], secrets.token_hex(32), random.Random(f"{seed} host {len(hosts)}"))
        hosts.setdefault(advert["host_id"], new).listings.append(advert["listing_id"])
    return list(hosts.values())


def draw_tenant(adverts, seed, number):
    tenant = Tenant(new_id(), secrets.token_hex(32), random.Random(f"{seed} tenant {number}"))
    tenant.profile = draw_profile(tenant.dice)
    tenant.wish = draw_wish(tenant.dice, tenant.dice.choice(adverts))
    return tenant


def in_batches(cursor, statement, rows):
    for first in range(0, len(rows), 2000):
        cursor.execute(statement, [json.dumps(rows[first:first + 2000])])


def engage(database, adverts, tenants, seed):
    """New tenants with proven phones, and sessions for them and for the hosts of `adverts`. The same seed draws the
    same."""
    people = Cast([draw_tenant(adverts, seed, i) for i in range(tenants)], hosts_of(adverts, seed), [])
    sessions = [{"session_id": new_id(), "user_id": who.user_id, "token": who.token} for who in people.tenants + people.hosts]
    people.sessions = [session["session_id"] for session in sessions]
    with database, database.cursor() as cursor:
        cursor.execute(LAST_NUMBER)
        last = cursor.fetchone()[0]
        in_batches(cursor, INSERT_TENANTS, [{"user_id": who.user_id, "number": last + i} for i, who in enumerate(people.tenants, 1)])
        in_batches(cursor, INSERT_SESSIONS, sessions)
    return people


def dismiss(database, people):
    """Ends the sessions that engage() made."""
    with database, database.cursor() as cursor:
        in_batches(cursor, END_SESSIONS, people.sessions)
