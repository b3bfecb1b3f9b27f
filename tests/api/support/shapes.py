"""Bad request bodies made from the OpenAPI document: for each field of each route every wrong shape that can be thought of."""
import copy
import json

RAW = "\x00raw:"  # marks text that goes into the JSON as it is
LONG = "x" * 20_000
SQL = "'; DROP TABLE users; --"
WRONG_UUIDS = ["x", "", SQL, "0192f000-0000-7000-8000-00000000000", "0192f000-0000-7000-8000-000000000000\u0000", "{}" * 18]
WRONG_DAYS = ["x", "", "2027-02-30", "2027-13-01", "0000-00-00", "27-1-1", "2027-01-01T00:00:00Z", SQL, "99999-01-01"]
BAD_NUMBERS = [RAW + "1e999", RAW + "-1e999", RAW + "NaN", RAW + "Infinity", RAW + "1" + "0" * 400, RAW + "0x10", RAW + "01", RAW + "1.", RAW + "+1"]
LONE_SURROGATES = [RAW + '"\\ud800"', RAW + '"\\udc00 x"', RAW + '"\\ud800\\ud800"']


def nested(depth, opening="[", closing="]"):
    return RAW + opening * depth + closing * depth


def encode(body):
    """JSON text; raw marks are replaced by what they carry."""
    text = json.dumps(body)
    for carried in _raw_parts(body):
        text = text.replace(json.dumps(RAW + carried), carried)
    return text.encode("utf-8", "surrogatepass")


def _raw_parts(value):
    if isinstance(value, str) and value.startswith(RAW):
        yield value[len(RAW):]
    elif isinstance(value, dict):
        for child in value.values():
            yield from _raw_parts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _raw_parts(child)


def wrong_values(openapi, schema, required):
    """Values that the schema of a field forbids."""
    schema = openapi.resolve(schema)
    choices = schema.get("anyOf")
    if choices:
        schema = openapi.resolve(next(c for c in choices if c.get("type") != "null"))
    elif required:
        yield None
    kind = schema.get("type")
    if kind is None:
        return
    yield from LONE_SURROGATES
    yield nested(200)
    if kind != "object":
        yield {}
    if kind != "array":
        yield []
    if kind != "boolean":
        yield True
    if kind in ("integer", "number"):
        yield from ("x", "1", SQL, *BAD_NUMBERS, RAW + "1e300")
        if "maximum" in schema:
            yield from (schema["maximum"] + 1, 10**18)
        if "minimum" in schema:
            yield from (schema["minimum"] - 1, -10**18)
        if kind == "integer":
            yield from (1.5, 2**63, -2**63 - 1, 2**64, 10**30)
    else:
        yield from (5, -1.5)
    if kind == "string":
        yield from _wrong_texts(schema)
    if kind == "boolean":
        yield from ("yes", "true", 1, 0)
    if kind == "array":
        yield from ("x", ["x"] * (schema.get("maxItems", 100) + 1), [None], [[]], [{"no": 1}] if not _is_object(openapi, schema) else [5])
    if kind == "object":
        yield from ("x", [1])


def _is_object(openapi, schema):
    return openapi.resolve(schema.get("items", {})).get("type") == "object"


def _wrong_texts(schema):
    yield RAW + '"a\\u0000b"'
    if "enum" in schema:
        yield from ("nope", "", schema["enum"][0].upper(), schema["enum"][0] + " ", SQL, LONG)
    elif schema.get("format") == "uuid":
        yield from WRONG_UUIDS
    elif schema.get("format") in ("date", "date-time"):
        yield from WRONG_DAYS
    elif "maxLength" in schema:
        yield "x" * (schema["maxLength"] + 1)
        if schema.get("minLength", 0) > 0:
            yield ""
        if "pattern" in schema:
            yield from ("\n", "\u0007")


def wrong_bodies(openapi, schema, valid):
    """(description, body bytes): `valid` with one field made wrong; of a list, the list and its first item."""
    schema = openapi.resolve(schema)
    if schema.get("type") == "array":
        yield from ((f" = {str(value)[:60]!r}", encode(value)) for value in wrong_values(openapi, schema, True))
        yield from ((f"/0{what}", b"[" + body + b"]") for what, body in wrong_bodies(openapi, schema["items"], valid))
        return
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        for value in wrong_values(openapi, field, name in required):
            yield f"/{name} = {str(value)[:60]!r}", encode({**valid, name: value})
        inner = openapi.resolve(field)
        if inner.get("type") == "object" and isinstance(valid.get(name), dict):
            for what, body in wrong_bodies(openapi, inner, valid[name]):
                whole = copy.deepcopy(valid)
                whole[name] = RAW + body.decode("utf-8", "surrogatepass")
                yield f"/{name}{what}", encode(whole)
    for name in required:
        yield f"without /{name}", encode({k: v for k, v in valid.items() if k != name})


def wrong_documents(valid):
    """(description, bytes) that are no JSON object at all, or not a clean one."""
    text = encode(valid)
    first = next(iter(valid), "x")
    yield from (("no JSON", b"hello"), ("half", text[:-1] if len(text) > 2 else b"{"), ("array", b"[]"), ("text", b'"x"'),
                ("number", b"5"), ("null", b"null"), ("true", b"true"), ("two documents", text + text), ("trailing", text + b"x"),
                ("single quotes", text.replace(b'"', b"'") if valid else b"{'a':1}"), ("comment", b"/* x */" + text),
                ("trailing comma", text[:-1] + b",}"), ("UTF-16", text.decode().encode("utf-16")), ("byte 0", b"\0" + text),
                ("wrong UTF-8", b'{"' + first.encode() + b'":"\xff\xfe"}'), ("overlong UTF-8", b'{"' + first.encode() + b'":"\xc0\xaf"}'),
                ("surrogate in UTF-8", b'{"' + first.encode() + b'":"\xed\xa0\x80"}'), ("cut UTF-8", b'{"' + first.encode() + b'":"\xe0\xa4"}'),
                ("deep arrays", b"[" * 100_000), ("deep objects", b'{"a":' * 20_000),
                ("deep unknown field", b'{"zzz":' + b"[" * 50_000 + b"]" * 50_000 + b"}"),
                ("duplicate keys", b'{"' + first.encode() + b'":1,"' + first.encode() + b'":1}'),
                ("duplicate unknown keys", b'{"zzz":1,"zzz":2}'), ("control in text", b'{"' + first.encode() + b'":"a\nb"}'))
