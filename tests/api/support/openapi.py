"""Checks answers against the OpenAPI document that the server itself hands out."""
import re

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FORMATS = {"uuid": _UUID, "date-time": _MOMENT, "date": _DAY}
_TYPES = {"string": str, "array": list, "object": dict, "boolean": bool}
VERBS = ("get", "post", "put", "patch", "delete")


class OpenApi:
    def __init__(self, document):
        self.document = document
        self._templates = [(self._pattern(path), path) for path in document["paths"]]
        # Literal addresses before patterns.
        self._templates.sort(key=lambda entry: entry[1].count("{"))

    @staticmethod
    def _pattern(path):
        return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part)
                                  for part in re.split(r"(\{[^}]*\})", path)))

    def template_of(self, path):
        for candidate in (path, path.removeprefix("/api/v1")):
            for pattern, template in self._templates:
                if pattern.fullmatch(candidate):
                    return template
        return None

    def operations(self):
        """(verb, path template, operation), every one."""
        for path, item in self.document["paths"].items():
            for verb in VERBS:
                if verb in item:
                    yield verb.upper(), path, item[verb]

    def resolve(self, schema):
        while "$ref" in schema:
            node = self.document
            for step in schema["$ref"].removeprefix("#/").split("/"):
                node = node[step.replace("~1", "/").replace("~0", "~")]
            schema = node
        return schema

    def schema_of_answer(self, method, path, status, media_type):
        template = self.template_of(path)
        operation = self.document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return None
        responses = operation.get("responses", {})
        response = responses.get(str(status)) or responses.get(f"{status // 100}XX") or responses.get("default")
        if response is None:
            return None
        content = self.resolve(response).get("content", {})
        entry = content.get(media_type)
        return entry.get("schema") if entry else None

    def check(self, method, path, status, media_type, value):
        """AssertionError when a documented answer has another shape than documented."""
        schema = self.schema_of_answer(method, path, status, media_type)
        if schema is None:
            return
        faults = list(self.faults(schema, value, ""))
        assert not faults, f"{method} {path} {status} does not fit its schema: " + "; ".join(faults[:5])

    def faults(self, schema, value, at):
        schema = self.resolve(schema)
        for part in schema.get("allOf", ()):
            yield from self.faults(part, value, at)
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices and not any(not list(self.faults(choice, value, at)) for choice in choices):
            yield f"{at or '/'} fits none of its choices: {str(value)[:80]!r}"
        if "const" in schema and value != schema["const"]:
            yield f"{at or '/'} is {value!r}, not {schema['const']!r}"
        types = schema.get("type")
        types = [types] if isinstance(types, str) else list(types or ())
        if value is None:
            if types and "null" not in types and not schema.get("nullable") and not choices:
                yield f"{at or '/'} is null"
            return
        if types and not any(self._is(kind, value) for kind in types):
            yield f"{at or '/'} is no {'/'.join(types)}: {str(value)[:80]!r}"
            return
        if "enum" in schema and value not in schema["enum"]:
            yield f"{at or '/'} is not in its enumeration: {value!r}"
        if isinstance(value, str) and schema.get("format") in _FORMATS:
            if not _FORMATS[schema["format"]].fullmatch(value):
                yield f"{at or '/'} is no {schema['format']}: {value!r}"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if value < schema.get("minimum", value) or value > schema.get("maximum", value):
                yield f"{at or '/'} is out of range: {value}"
        if isinstance(value, dict):
            yield from self._faults_of_object(schema, value, at)
        if isinstance(value, list) and "items" in schema:
            for i, item in enumerate(value):
                yield from self.faults(schema["items"], item, f"{at}/{i}")

    def _faults_of_object(self, schema, value, at):
        for name in schema.get("required", ()):
            if name not in value:
                yield f"{at}/{name} is missing"
        properties = schema.get("properties", {})
        for name, item in value.items():
            if name in properties:
                yield from self.faults(properties[name], item, f"{at}/{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}/{name} is not documented"

    @staticmethod
    def _is(kind, value):
        if kind == "null":
            return value is None
        if kind == "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        if kind == "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        return isinstance(value, _TYPES[kind])
