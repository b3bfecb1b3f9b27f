"""Large casts written straight into the database: accounts, tokens and live postings, without thousands of sign-ups."""
import hashlib
import os
import secrets
import time

from support.client import Person, next_phone


def uuid7():
    raw = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    raw[6], raw[8] = 0x70 | raw[6] & 0x0F, 0x80 | raw[8] & 0x3F
    h = raw.hex()
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


class StockedPair:
    def __init__(self, tenant, host, requirement_id, listing_id):
        self.tenant, self.host, self.requirement_id, self.listing_id = tenant, host, requirement_id, listing_id

    async def tenant_likes(self):
        return await self.tenant.swipe("listing", self.listing_id, self.requirement_id)

    async def host_likes(self):
        return await self.host.swipe("requirement", self.requirement_id, self.listing_id)


class _Rows:
    def __init__(self):
        self.lines = {}

    def add(self, table, **columns):
        """None is NULL."""
        self.lines.setdefault((table, tuple(columns)), []).append(
            "\t".join("\\N" if v is None else str(v).replace("\\", "\\\\") for v in columns.values()) + "\n")

    def write(self, db):
        for (table, columns), lines in self.lines.items():
            db.copy(table, columns, lines)


def _person(api, rows, user_type):
    user_id, phone, token, refresh = uuid7(), next_phone(), secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    email = f"stock{phone[1:]}@example.in"
    rows.add("users", user_id=user_id, full_name=f"{user_type} {phone[-4:]}", phone=phone, email=email, user_type=user_type,
             account_status="active")
    rows.add("user_verifications", user_id=user_id, phone_verified_at="now")
    session_id = uuid7()
    rows.add("sessions", session_id=session_id, user_id=user_id, family_id=session_id, access_hash=_sha256(token),
             access_expires_at="tomorrow", refresh_hash=_sha256(refresh), refresh_expires_at="tomorrow")
    return Person(api, user_id, {"phone": phone, "email": email}, {"access_token": token, "refresh_token": refresh})


def _sha256(token):
    return "\\x" + hashlib.sha256(token.encode()).hexdigest()


def _requirement(rows, tenant):
    requirement_id = uuid7()
    rows.add("tenant_requirements", requirement_id=requirement_id, tenant_id=tenant.user_id, budget_min=18000, budget_max=30000,
             preferred_coordinates="SRID=4326;POINT(72.9 19.1)", occupancy_type="double", move_in_date="2027-01-05",
             property_type="1bhk", status="active", published_at="now", valid_until="2027-12-31")
    return requirement_id


def _listing(rows, host):
    listing_id = uuid7()
    rows.add("property_listings", listing_id=listing_id, host_id=host.user_id, title="A flat", description="Flat.", property_type="1bhk",
             configuration="1BHK", furnishing="semi_furnished", total_area_sqft=540, rentable_area_sqft=480, address_line1="12 Lake Road",
             locality="Powai", city="Mumbai", state="Maharashtra", pincode="400076", coordinates="SRID=4326;POINT(72.9 19.1)",
             rent_monthly=24000, deposit=72000, available_from="2027-01-01", occupancy_type="double", property_age_years=6,
             bathroom_type="attached", bathrooms=1, parking="none", water_supply="municipal", status="active", published_at="now",
             valid_until="2027-12-31")
    return listing_id


def live_pairs(api, db, count):
    """Each pair has people and postings of its own."""
    rows, pairs = _Rows(), []
    for _ in range(count):
        tenant, host = _person(api, rows, "tenant"), _person(api, rows, "host")
        pairs.append(StockedPair(tenant, host, _requirement(rows, tenant), _listing(rows, host)))
    rows.write(db)
    return pairs


def live_grid(api, db, tenants, hosts):
    """(tenants with their requirements, hosts with their listings): everyone may swipe everyone."""
    rows = _Rows()
    left = [_person(api, rows, "tenant") for _ in range(tenants)]
    left = [(tenant, _requirement(rows, tenant)) for tenant in left]
    right = [_person(api, rows, "host") for _ in range(hosts)]
    right = [(host, _listing(rows, host)) for host in right]
    rows.write(db)
    return left, right
