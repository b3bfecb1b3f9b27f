"""The served OpenAPI document: complete in words, and true to what the server does."""
import re

import pytest

from support.authorization import NOBODY_ID

_STATUSES_OF_ALL = {"400", "405", "500", "503"}


def operations(openapi):
    return [(f"{verb} {path}", verb, path, operation) for verb, path, operation in openapi.operations()]


def json_bodies(openapi):
    for name, verb, path, operation in operations(openapi):
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content:
            yield name, verb, path, operation, content["application/json"]


async def test_every_operation_says_what_it_does(openapi):
    tags = {tag["name"] for tag in openapi.document["tags"] if tag["description"]}
    seen, wrong = set(), []
    for name, _, _, operation in operations(openapi):
        if operation["operationId"] in seen:
            wrong.append(f"{name}: its operationId is another's")
        seen.add(operation["operationId"])
        for member in ("summary", "description"):
            if not operation.get(member):
                wrong.append(f"{name}: no {member}")
        if not operation["tags"] or not set(operation["tags"]) <= tags:
            wrong.append(f"{name}: the tags {operation['tags']}")
        if not _STATUSES_OF_ALL <= set(operation["responses"]):
            wrong.append(f"{name}: answers only {sorted(operation['responses'])}")
    assert not wrong, "\n".join(wrong)


async def test_every_parameter_says_what_it_is_for(openapi):
    silent = [f"{name}: {p['name']}" for name, _, _, operation in operations(openapi) for p in operation["parameters"]
              if not p.get("description")]
    assert not silent, "\n".join(silent)


async def test_every_json_body_has_an_example(openapi):
    silent = [name for name, *_, content in json_bodies(openapi) if "example" not in content]
    assert not silent, "\n".join(silent)


async def test_arrays_in_queries_are_told_as_one_value_with_commas(openapi):
    lists = [(name, p) for name, _, _, operation in operations(openapi) for p in operation["parameters"]
             if p["in"] == "query" and p["schema"].get("type") == "array"]
    assert lists
    assert [name for name, p in lists if p.get("explode") is not False] == []


async def test_requests_demand_what_answers_may_leave_out(openapi):
    def body(path):
        content = openapi.document["paths"]["/api/v1" + path]["post"]["requestBody"]
        assert content["required"] is True
        return openapi.resolve(content["content"]["application/json"]["schema"])

    listing, requirement = body("/listings"), body("/requirements")
    assert {"location", "address"} <= set(listing["required"]) and "brokerage" not in listing["required"]
    assert "line1" in openapi.resolve(listing["properties"]["address"])["required"]
    assert "preferred_location" in requirement["required"]
    shown = openapi.resolve(openapi.schema_of_answer("GET", "/api/v1/listings/" + NOBODY_ID, 200, "application/json"))
    assert "line1" not in openapi.resolve(shown["properties"]["address"])["required"]
    assert {"location", "brokerage", "valid_until"} <= set(shown["required"])


async def test_a_photo_is_told_as_a_form_with_a_file(openapi):
    form = openapi.document["paths"]["/api/v1/listings/{listing_id}/photos"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert form["schema"]["properties"]["photo"] == {"type": "string", "format": "binary"}
    assert {"photo", "photo_type", "sequence_order"} <= set(form["schema"]["required"])
    assert "image/png" in form["encoding"]["photo"]["contentType"]


async def test_every_example_fits_its_schema(openapi):
    wrong = [f"{name}: {fault}" for name, _, _, _, content in json_bodies(openapi) if "example" in content
             for fault in openapi.faults(content["schema"], content["example"], "")]
    for name, _, _, operation in operations(openapi):
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get("application/json")
            if content and content["schema"] != {"type": "object"}:
                wrong += [f"{name} {status}: {fault}" for fault in openapi.faults(content["schema"], content["example"], "")]
    for name, response in openapi.document["components"]["responses"].items():
        problem = response["content"]["application/problem+json"]
        if "example" in problem:
            wrong += [f"{name}: {fault}" for fault in openapi.faults(problem["schema"], problem["example"], "")]
    assert not wrong, "\n".join(wrong)


async def test_every_example_is_answered_as_documented(api, openapi):
    """Identifiers in examples are nobody's, so many are refused: by a status that the operation tells of."""
    someone, sent = await api.person(), 0
    for name, verb, path, operation, content in json_bodies(openapi):
        if "example" not in content or "logout" in path:
            continue
        address = re.sub(r"\{[^}]*\}", NOBODY_ID, path)
        answer = await someone.call(verb, address, body=content["example"])
        assert str(answer.status) in operation["responses"], f"{name}: {answer.status} {answer.text[:200]}"
        assert answer.status not in (400, 415, 422, 500), f"{name}: {answer.text[:300]}"
        sent += 1
    assert sent >= 15


@pytest.mark.parametrize("header", ["X-Request-Id", "ETag"])
async def test_headers_of_successes_are_told_and_sent(api, openapi, header):
    someone = await api.person()
    answer = await someone.get("/users/me")
    assert answer.headers.get(header)
    assert header in openapi.document["paths"]["/api/v1/users/me"]["get"]["responses"]["200"]["headers"]
