"""What is stored is what somebody meant: texts, places, dates, money, words, and no field is dropped in silence."""
import datetime
import json

import pytest

from support import bodies

TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=5, minutes=30))).date()


def day(ahead):
    return str(TODAY + datetime.timedelta(days=ahead))


def codes(answer):
    return {(e["pointer"], e["code"]) for e in answer.problem(422)["errors"]}


async def test_texts_are_composed_and_trimmed_before_they_are_stored(api):
    host = await api.host()
    listing = await host.draft_listing(title="  Cafe\u0301 corner\u200b flat ", description="One\r\n\r\ntwo  ")
    assert listing["title"] == "Caf\u00e9 corner flat" and listing["description"] == "One\n\ntwo"
    changed = (await host.put("/users/me", {"full_name": " \u0930\u093e\u091c\u0942 \u00a0"})).want(200)
    assert changed["full_name"] == "\u0930\u093e\u091c\u0942"


@pytest.mark.parametrize("text", ["   ", "\u200b\u200b\u200b", "\u3164\u3164\u3164", "\u2800\u2800\u2800", "\u200d\u200d\u200d", "\u202eabc", "a\u2067bc", "a\tb\tc", "\u0378\u0378\u0378"])
async def test_a_title_or_name_that_nobody_can_read_is_refused(api, text):
    host = await api.host()
    answer = await host.post("/listings", bodies.listing_body(title=text))
    assert "/title" in answer.pointers()
    assert "/full_name" in (await host.put("/users/me", {"full_name": text})).pointers()


async def test_a_resource_can_be_sent_back_as_it_was_read(api):
    host, tenant = await api.host(), await api.tenant()
    listing = await host.draft_listing()
    path = f"/listings/{listing['listing_id']}"
    whole = (await host.get(path)).want(200)
    whole["rent_monthly"] = 25000
    assert (await host.put(path, whole)).want(200)["rent_monthly"] == 25000
    requirement = await tenant.draft_requirement()
    path = f"/requirements/{requirement['requirement_id']}"
    (await tenant.put(path, (await tenant.get(path)).want(200))).want(200)
    account = (await tenant.get("/users/me")).want(200)
    (await tenant.put("/users/me", account)).want(200)
    (await tenant.put("/users/me/tenant-profile", account["tenant_profile"])).want(200)


async def test_a_changed_read_only_field_and_an_unknown_one_are_refused_together_with_all_else(api):
    host = await api.host()
    listing = await host.draft_listing()
    path = f"/listings/{listing['listing_id']}"
    answer = await host.put(path, {"host_id": listing["listing_id"], "created_at": listing["available_from"], "titel": "x", "rent_monthly": -1,
                                   "address": {"citty": "Pune"}})
    assert codes(answer) == {("/host_id", "read_only"), ("/created_at", "read_only"), ("/titel", "unknown_field"),
                             ("/rent_monthly", "out_of_range"), ("/address/citty", "unknown_field")}
    nearest = [e["message"] for e in answer.json["errors"] if e["pointer"] == "/titel"]
    assert "title" in nearest[0]
    assert (await host.get(path)).want(200)["title"] == listing["title"]


async def test_unknown_fields_of_every_post_are_refused(api):
    host = await api.host()
    assert ("/colour", "unknown_field") in codes(await host.post("/listings", bodies.listing_body(colour="red")))
    assert ("/status", "read_only") in codes(await host.post("/listings", bodies.listing_body(status="active")))
    assert ("/remember", "unknown_field") in codes(await api.post("/auth/login", {"identifier": host.phone, "remember": True}))
    body = bodies.listing_body()
    body["rules"]["loud"] = True
    assert codes(await host.post("/listings", body)) == {("/rules/loud", "unknown_field")}


@pytest.mark.parametrize("place,is_swapped", [({"latitude": 0, "longitude": 0}, False), ({"latitude": 72.906, "longitude": 19.1176}, True),
                                             ({"latitude": 51.5, "longitude": -0.12}, False), ({"latitude": -19.1, "longitude": 72.9}, False)])
async def test_a_place_outside_india_is_refused(api, place, is_swapped):
    host, tenant = await api.host(), await api.tenant()
    for answer, pointer in ((await host.post("/listings", bodies.listing_body(location=place)), "/location"),
                            (await tenant.post("/requirements", bodies.requirement_body(preferred_location=place)), "/preferred_location")):
        assert (pointer, "outside_india") in codes(answer)
        assert ("swapped" in answer.text) == is_swapped


async def test_planned_days_are_neither_past_nor_years_away(api):
    host, tenant = await api.host(), await api.tenant()
    for wrong in ("2020-01-01", "1970-01-01", day(-3), day(900)):
        assert "/available_from" in (await host.post("/listings", bodies.listing_body(available_from=wrong))).pointers()
        assert "/move_in_date" in (await tenant.post("/requirements", bodies.requirement_body(move_in_date=wrong))).pointers()
    for right in (day(0), day(-1), day(700)):
        await host.draft_listing(available_from=right)


async def test_a_listing_that_has_grown_old_can_still_be_changed(api, db):
    host = await api.host()
    listing = await host.draft_listing()
    path = f"/listings/{listing['listing_id']}"
    other = await host.draft_listing()
    db.execute("UPDATE property_listings SET available_from = '2020-01-01' WHERE listing_id = %s", (other["listing_id"],))
    assert "/available_from" in (await host.put(path, {"available_from": day(-40)})).pointers()
    whole = (await host.get(path)).want(200)
    (await host.put(path, {**whole, "rent_monthly": 25500})).want(200)


async def test_sums_out_of_all_proportion_are_refused(api):
    host = await api.host()
    assert ("/deposit", "out_of_proportion") in codes(await host.post("/listings", bodies.listing_body(rent_monthly=1, deposit=1_000_000_000 // 10)))
    assert ("/brokerage", "out_of_proportion") in codes(await host.post("/listings", bodies.listing_body(brokerage=5_000_000)))


async def test_the_same_request_in_other_words_is_the_same_request(api):
    host = await api.host()
    same = {"Idempotency-Key": "one-" + host.user_id}
    body = bodies.listing_body()
    first = (await host.post("/listings", body, headers=same)).want(201)
    turned = json.dumps(dict(reversed(body.items()))).replace("19.1176", "19.11760").replace("24000", "24000.0").replace("Bright", "\\u0042right")
    again = await host.call("POST", "/listings", data=turned.encode(), headers=same)
    assert again.want(201)["listing_id"] == first["listing_id"]
    (await host.post("/listings", bodies.listing_body(rent_monthly=24001), headers=same)).problem(422, "idempotency_key_reused")


async def test_amenities_and_cities_are_found_by_whatever_people_call_them(api):
    host = await api.host()
    place = {"latitude": 12.9698, "longitude": 77.75}
    address = {"line1": "1 Road", "line2": None, "locality": "Whitefield", "city": "bangalore ", "state": "Karnataka", "pincode": "560066"}
    listing = await host.live_listing(location=place, address=address, amenities=["Wi-Fi", "Internet", "Power Backup", "Helipad"])
    assert listing["amenities"] == ["wifi", "power_backup", "helipad"]
    assert listing["address"]["city"] == "Bengaluru"
    for query in ({"amenities": "internet"}, {"amenities": "WiFi,generator"}, {"city": "BANGALORE"}, {"city": " bengaluru"}, {"amenities": "helipad"}):
        found = await api.get("/listings", query={**query, "near": "12.97,77.75", "radius_m": 5000, "limit": 100})
        assert listing["listing_id"] in [item["listing_id"] for item in found.want(200)["items"]], query


async def test_an_enumeration_that_is_wrong_has_one_code_wherever_it_stands(api):
    host = await api.host()
    listing = await host.draft_listing()
    for wrong in ("castle", 5):
        assert ("/property_type", "not_allowed") in codes(await host.post("/listings", bodies.listing_body(property_type=wrong)))
    assert "not_allowed" in {code for _, code in codes(await api.get("/listings", query={"property_type": "castle"}))}
    assert ("/photo_type", "not_allowed") in codes(await host.add_photo(listing["listing_id"], "cellar", 1))


async def test_the_reference_tells_words_prices_and_limits_to_anybody(api):
    answer = await api.get("/reference")
    book = answer.want(200)
    kinds = {e["name"]: {v["value"]: v["label"] for v in e["values"]} for e in book["enumerations"]}
    assert kinds["property_type"]["2bhk"] == "2 BHK" and kinds["photo_type"]["room"] == "Room"
    assert "wifi" in {a["value"] for a in book["amenities"]} and "Mumbai" in {c["name"] for c in book["cities"]}
    assert {"purpose": "host_listing", "amount_paise": 49900, "currency": "INR", "validity_days": 30} in book["prices"]
    assert {v["platform"] for v in book["minimum_app_versions"]} >= {"android", "ios"}
    assert book["limits"]["super_likes_per_day"] == 5
    assert "unknown_field" in {c["code"] for c in book["field_codes"]}
    assert (await api.get("/reference", headers={"If-None-Match": answer.headers["ETag"]})).status == 304
