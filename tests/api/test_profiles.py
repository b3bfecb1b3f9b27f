"""The own account, profiles, and what others see of them."""
import asyncio

import pytest

from support import bodies


async def test_a_profile_is_added_once_and_then_changed(api):
    someone = await api.person("both")
    added = (await someone.post("/users/me/tenant-profile", bodies.TENANT_PROFILE)).want(201)
    assert 0 < added["profile_completeness"] <= 100
    (await someone.post("/users/me/tenant-profile", bodies.TENANT_PROFILE)).problem(409)
    changed = (await someone.put("/users/me/tenant-profile", {"about": "I cook.", "company": None})).want(200)
    assert (changed["about"], changed["company"], changed["age"]) == ("I cook.", None, 27)
    assert (await someone.post("/users/me/host-profile", bodies.HOST_PROFILE)).want(201)["avg_rating"] is None
    me = (await someone.get("/users/me")).want(200)
    assert me["tenant_profile"]["about"] == "I cook." and me["host_profile"]["host_category"] == "owner"


async def test_changing_a_profile_that_is_not_there_is_404(api):
    someone = await api.person()
    (await someone.put("/users/me/tenant-profile", {"age": 30})).problem(404)
    (await someone.put("/users/me/host-profile", {"about": "x"})).problem(404)


async def test_a_required_field_cannot_be_cleared(api):
    someone = await api.tenant()
    assert "/age" in (await someone.put("/users/me/tenant-profile", {"age": None})).pointers()
    assert (await someone.get("/users/me")).json["tenant_profile"]["age"] == 27


async def test_an_empty_body_changes_nothing_and_unknown_fields_are_named(api):
    someone = await api.tenant()
    before = (await someone.get("/users/me")).want(200)
    (await someone.put("/users/me", data=b"")).want(200)
    refused = (await someone.put("/users/me", {"no_such_field": 1, "phone": "+919999999999", "account_status": "suspended"})).problem(422)
    assert {(e["pointer"], e["code"]) for e in refused["errors"]} == {
        ("/no_such_field", "unknown_field"), ("/phone", "read_only"), ("/account_status", "read_only")}
    after = (await someone.get("/users/me")).want(200)
    for name in ("phone", "account_status", "full_name", "user_type", "contact_visibility"):
        assert after[name] == before[name]


async def test_the_own_account_has_an_etag_that_guards_changes(api):
    someone = await api.person()
    first = await someone.get("/users/me")
    tag = first.headers["ETag"]
    assert (await someone.get("/users/me", headers={"If-None-Match": tag})).status == 304
    changed = await someone.put("/users/me", {"full_name": "New Name"}, headers={"If-Match": tag})
    assert changed.want(200)["full_name"] == "New Name" and changed.headers["ETag"] != tag
    (await someone.put("/users/me", {"full_name": "Stale"}, headers={"If-Match": tag})).problem(412)
    assert (await someone.get("/users/me", headers={"If-None-Match": tag})).want(200)["full_name"] == "New Name"


async def test_others_see_a_profile_without_contacts(api):
    someone, viewer = await api.tenant(), await api.person()
    answer = await viewer.get(f"/users/{someone.user_id}")
    assert answer.want(200)["full_name"] == someone.account["full_name"]
    assert someone.phone not in answer.text and someone.email not in answer.text


async def test_pending_and_unknown_people_are_404(api):
    viewer = await api.person()
    _, pending = await api.pending_account()
    (await viewer.get(f"/users/{pending}")).problem(404)
    (await viewer.get("/users/0192f000-0000-7000-8000-000000000000")).problem(404)


@pytest.mark.parametrize("change,pointer", [({"age": 17}, "/age"), ({"age": 121}, "/age"), ({"occupation": "pirate"}, "/occupation"),
                                            ({"about": "x" * 2001}, "/about"), ({"company": "a\u0007b"}, "/company")])
async def test_a_bad_profile_field_is_named(api, change, pointer):
    someone = await api.person()
    assert pointer in (await someone.post("/users/me/tenant-profile", {**bodies.TENANT_PROFILE, **change})).pointers()


async def test_a_changed_kind_of_account_holds_for_the_next_request(api):
    for before, path, body in (("tenant", "/listings", bodies.listing_body()), ("host", "/requirements", bodies.requirement_body())):
        someone = await api.person(before)
        (await someone.post(path, body)).problem(403)
        for after, status in (("both", 201), (before, 403), ("both", 201)):
            assert (await someone.put("/users/me", {"user_type": after})).want(200)["user_type"] == after
            (await someone.post(path, body)).want(status)


async def test_a_change_that_changes_nothing_makes_no_revision(api):
    host = await api.host()
    opened = await host.socket()
    for path in ("/users/me", "/users/me/host-profile"):
        before = (await host.get("/users/me")).want(200)
        (await host.put(path, {})).want(200)
        assert (await host.get("/users/me")).want(200) == before
    (await host.put("/users/me", {"full_name": "Another Name"})).want(200)
    await opened.event("account.updated")
    assert len(opened.named("account.updated")) == 1


async def test_writers_at_once_without_if_match_all_succeed(api):
    someone = await api.person()
    answers = await asyncio.gather(*(someone.put("/users/me", {"full_name": f"Name {i:02d}"}) for i in range(16)))
    assert {a.status for a in answers} == {200}
