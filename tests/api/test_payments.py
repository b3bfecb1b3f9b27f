"""Payments: only what the provider signed settles one, and only once."""
import json
import uuid

import pytest

from support.waiting import eventually


@pytest.mark.parametrize("provider", ["razorpay", "paytm", "whatsapp", "sandbox"])
async def test_an_unsigned_webhook_is_401_or_unknown_and_settles_nothing(api, provider):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    payment = (await host.post("/payments/initiate", {"purpose": "host_listing", "subject_id": listing_id, "gateway": "sandbox"})).want(201)
    event = {"event_id": "e1", "outcome": "success", "order_id": payment["gateway_order_id"], "gateway_payment_id": "p1",
             "amount_paise": payment["amount_paise"], "currency": "INR", "created_at": "2026-11-23T00:00:00.000Z"}
    for headers in ({}, {"X-Sandbox-Signature": "00" * 32}, {"X-Razorpay-Signature": "00" * 32}):
        answer = await api.post(f"/webhooks/{provider}", event, headers=headers)
        # A provider that this server is not set up for has no door at all.
        assert answer.status == 401 or (provider != "sandbox" and answer.status == 404)
        answer.problem(answer.status)
    assert (await host.get(f"/payments/{payment['payment_id']}")).want(200)["status"] == "pending"


async def test_a_payment_starts_pending_and_the_browsers_return_activates_nothing(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    await host.add_photos(listing_id)
    payment = (await host.post("/payments/initiate", {"purpose": "host_listing", "subject_id": listing_id})).want(201)
    assert (payment["status"], payment["currency"]) == ("pending", "INR") and payment["amount_paise"] > 0
    answer = await host.post("/payments/callback", {"payment_id": payment["payment_id"], "status": "succeeded", "outcome": "success"})
    assert answer.want(200)["status"] == "pending"
    assert (await host.get(f"/listings/{listing_id}")).want(200)["status"] == "draft"
    (await host.put(f"/listings/{listing_id}", {"status": "active"})).problem(409, "payment_required")


async def test_settling_again_and_again_pays_once(api, db):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    payment = await host.pay("host_listing", listing_id)
    assert payment["status"] == "succeeded"
    for _ in range(3):
        again = (await api.post(f"/dev/payments/{payment['payment_id']}/settle", {"outcome": "success"})).want(200)
        assert again["settled_at"] == payment["settled_at"]
    assert db.value("SELECT count(*) FROM entitlements WHERE payment_id = %s", (payment["payment_id"],)) == 1


async def test_a_failed_payment_publishes_nothing_and_a_late_success_does(api):
    tenant = await api.tenant()
    requirement_id = (await tenant.draft_requirement())["requirement_id"]
    failed = await tenant.pay("tenant_listing", requirement_id, outcome="failure")
    assert failed["status"] == "failed" and failed["failure_reason"]
    (await tenant.put(f"/requirements/{requirement_id}", {"status": "active"})).problem(409, "payment_required")
    late = (await api.post(f"/dev/payments/{failed['payment_id']}/settle", {"outcome": "success"})).want(200)
    assert late["status"] == "succeeded"
    late_failure = (await api.post(f"/dev/payments/{failed['payment_id']}/settle", {"outcome": "failure"})).want(200)
    assert late_failure["status"] == "succeeded"


async def test_a_payment_before_the_photos_is_kept_until_the_listing_is_complete(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    await host.pay("host_listing", listing_id)
    assert (await host.get(f"/listings/{listing_id}")).want(200)["status"] == "draft"
    await host.add_photos(listing_id)
    (await host.put(f"/listings/{listing_id}", {"status": "active"})).want(200)


async def test_a_complete_posting_goes_live_with_its_payment(api):
    tenant = await api.tenant()
    requirement_id = (await tenant.draft_requirement())["requirement_id"]
    await tenant.pay("tenant_listing", requirement_id)
    assert (await tenant.get(f"/requirements/{requirement_id}")).want(200)["status"] == "active"


async def test_what_is_answered_as_paid_is_published_and_can_be_swiped_at_once(api):
    for _ in range(8):
        host, tenant = await api.host(), await api.tenant()
        listing_id = (await host.draft_listing())["listing_id"]
        requirement_id = (await tenant.draft_requirement())["requirement_id"]
        await host.add_photos(listing_id)
        await host.pay("host_listing", listing_id)
        assert (await host.get(f"/listings/{listing_id}")).want(200)["status"] == "active"
        await tenant.pay("tenant_listing", requirement_id)
        (await tenant.swipe("listing", listing_id, requirement_id)).want(200)


async def test_the_payers_devices_hear_of_the_payment_and_of_the_posting(api):
    tenant = await api.tenant()
    requirement_id = (await tenant.draft_requirement())["requirement_id"]
    opened = await tenant.socket()
    paid = await tenant.pay("tenant_listing", requirement_id)
    heard = await opened.event("payment.updated")
    assert (heard["data"]["payment_id"], heard["data"]["status"]) == (paid["payment_id"], "succeeded")
    heard = await opened.event("requirement.updated")
    assert (heard["data"]["requirement_id"], heard["data"]["status"]) == (requirement_id, "active")
    (await tenant.put(f"/requirements/{requirement_id}", {"status": "paused"})).want(200)
    await opened.event("requirement.updated", lambda data: data["status"] == "paused")


async def test_an_open_order_is_answered_again(api, db):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    wanted = {"purpose": "host_listing", "subject_id": listing_id}
    first = (await host.post("/payments/initiate", wanted)).want(201)
    assert (await host.post("/payments/initiate", {**wanted, "gateway": "sandbox"})).want(201) == first
    other = (await host.post("/payments/initiate", {**wanted, "purpose": "premium_listing"})).want(201)
    assert other["payment_id"] != first["payment_id"]


async def test_paying_again_for_a_live_posting_has_to_be_wanted(api):
    host, tenant = await api.host(), await api.tenant()
    live, wish = await host.live_listing(), await tenant.live_requirement()
    for who, purpose, path, posting_id in ((host, "host_listing", "listings", live["listing_id"]),
                                           (tenant, "tenant_listing", "requirements", wish["requirement_id"])):
        wanted = {"purpose": purpose, "subject_id": posting_id}
        (await who.post("/payments/initiate", wanted)).problem(409, "already_active")
        before = (await who.get(f"/{path}/{posting_id}")).want(200)["valid_until"]
        payment = (await who.post("/payments/initiate", {**wanted, "extend": True})).want(201)
        (await api.post(f"/dev/payments/{payment['payment_id']}/settle", {"outcome": "success"})).want(200)
        assert (await who.get(f"/{path}/{posting_id}")).want(200)["valid_until"] > before


async def test_money_that_buys_nothing_leaves_a_row_for_finance(api, db):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    payment = (await host.post("/payments/initiate", {"purpose": "host_listing", "subject_id": listing_id})).want(201)
    (await host.delete(f"/listings/{listing_id}")).want(204)
    settled = (await api.post(f"/dev/payments/{payment['payment_id']}/settle", {"outcome": "success"})).want(200)
    assert settled["status"] == "succeeded"
    assert db.rows("SELECT kind, amount_paise FROM payment_incidents WHERE payment_id = %s", (payment["payment_id"],)) == \
        [("subject_gone", payment["amount_paise"])]


async def test_premium_is_over_with_its_validity_and_a_plain_renewal_does_not_bring_it_back(api, db):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    await host.add_photos(listing_id)
    await host.pay("premium_listing", listing_id)
    path = f"/listings/{listing_id}"
    assert (await host.get(path)).want(200)["is_premium"] is True
    db.execute("UPDATE property_listings SET status = 'expired', valid_until = now(), premium_until = now() WHERE listing_id = %s",
               (listing_id,))

    async def is_plain():
        return (await host.get(path)).want(200)["is_premium"] is False
    await eventually(is_plain, "the premium is over", within=20)
    await host.pay("host_listing", listing_id)
    renewed = (await host.get(path)).want(200)
    assert (renewed["status"], renewed["is_premium"]) == ("active", False)


async def test_one_pays_for_own_postings_of_the_fitting_kind(api):
    host, tenant = await api.host(), await api.tenant()
    listing_id = (await host.draft_listing())["listing_id"]
    requirement_id = (await tenant.draft_requirement())["requirement_id"]
    for who, purpose, subject in ((tenant, "host_listing", listing_id), (host, "tenant_listing", requirement_id),
                                  (host, "tenant_listing", listing_id), (tenant, "host_listing", requirement_id),
                                  (host, "host_listing", str(uuid.uuid4()))):
        answer = await who.post("/payments/initiate", {"purpose": purpose, "subject_id": subject, "gateway": "sandbox"})
        assert answer.status in (403, 404, 422), answer.text


async def test_a_payment_is_its_payers_alone(api):
    host, stranger = await api.host(), await api.person()
    payment = await host.pay("host_listing", (await host.draft_listing())["listing_id"])
    (await stranger.get(f"/payments/{payment['payment_id']}")).problem(404)
    (await stranger.post("/payments/callback", {"payment_id": payment["payment_id"]})).problem(404)


async def test_initiating_with_one_key_begins_one_payment(api, db):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    wanted, key = {"purpose": "host_listing", "subject_id": listing_id, "gateway": "sandbox"}, {"Idempotency-Key": "pay-1"}
    first = (await host.post("/payments/initiate", wanted, headers=key)).want(201)
    assert (await host.post("/payments/initiate", wanted, headers=key)).want(201) == first
    assert db.value("SELECT count(*) FROM payments WHERE subject_id = %s", (listing_id,)) == 1
    assert json.dumps(first["checkout"]) != "null"
