#!/usr/bin/env python3
"""Refuses includes that cross the walls between the project's rooms (folders).

    tools/check_includes.py [ROOT]       prints each violation as file:line, exit code 1 when there is one
    tools/check_includes.py --self-test  checks the checker
"""
import pathlib
import re
import sys
import tempfile

# Which rooms a room may include, besides itself. None: every room.
MAY_INCLUDE = {
    "domain": set(),
    "codec": {"domain"},
    "config": {"codec", "domain"},
    "feed": {"codec", "domain"},
    "stock": {"domain"},
    "persistence": {"codec", "config", "domain", "stock"},
    "persistence/postgres": {"persistence", "codec", "config", "domain", "stock"},
    "gateways": {"codec", "config", "domain"},
    "modules": {"feed", "persistence", "gateways", "codec", "config", "domain", "stock"},
    "actors": {"modules", "feed", "persistence", "gateways", "codec", "config", "domain"},
    "http": {"modules", "actors", "codec", "config", "domain"},
    "app": None,
    "bench": None,
    "tests": None,
}

# Nobody includes these from outside: they compose or check the others.
NEVER_INCLUDED = {"app": {"tests"}, "bench": {"tests"}, "tests": set()}

# Header prefix of a library, the places (path prefixes) that may use it, and those that may not.
LIBRARIES = [
    ("pqxx", ("persistence/postgres/", "tests/", "bench/"), ()),
    ("libpq-fe.h", ("persistence/postgres/",), ()),
    ("boost/beast", ("http/", "tests/", "bench/"), ()),
    ("caf", ("actors/", "app/", "http/ask", "tests/"), ()),
    ("curl", ("gateways/", "tests/"), ()),
    ("sodium", ("",), ("http/",)),
    ("sodium.h", ("",), ("http/",)),
]

# The pure room: the standard library (headers without a folder) and these.
DOMAIN_LIBRARIES = ("boost/describe", "boost/mp11", "boost/system", "boost/uuid", "boost/config", "boost/assert",
                    "unicode")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCES = {".hpp", ".cpp", ".h", ".ipp"}


def room_of(path):
    """The room a path relative to the root lies in, or None outside of all rooms."""
    if path.startswith("persistence/postgres/"):
        return "persistence/postgres"
    first = path.split("/", 1)[0]
    return first if "/" in path and first in MAY_INCLUDE else None


def starts_with(header, prefix):
    return header == prefix or header.startswith((prefix + "/", prefix + "."))


def room_violation(room, header):
    target = room_of(header)
    if target is None or target == room:
        return None
    if target in NEVER_INCLUDED and room != "app" and room not in NEVER_INCLUDED[target]:
        return f"nothing includes {target}/"
    allowed = MAY_INCLUDE[room]
    if allowed is None or target in allowed:
        return None
    return f"{room}/ must not include {target}/"


def library_violation(path, room, header):
    for prefix, allowed, forbidden in LIBRARIES:
        if starts_with(header, prefix) and (not path.startswith(allowed) or (forbidden and path.startswith(forbidden))):
            return f"{prefix} must not be used here"
    if room == "domain" and "/" in header and room_of(header) is None:
        if not any(starts_with(header, prefix) for prefix in DOMAIN_LIBRARIES):
            return "domain/ stands on the standard library and Boost.Describe, Mp11, System and UUID alone"
    return None


def violations(root):
    for room in sorted({name.split("/")[0] for name in MAY_INCLUDE}):
        for file in sorted((root / room).rglob("*")):
            if file.suffix in SOURCES:
                yield from file_violations(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))


def file_violations(path, text):
    room = room_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        header = found.group(2)
        reason = room_violation(room, header) or library_violation(path, room, header)
        if reason:
            yield f"{path}:{number}: {header}: {reason}"


def self_test():
    allowed = [
        ("domain/a.hpp", "<vector>"), ("domain/a.hpp", "<boost/describe.hpp>"), ("domain/a.cpp", '"domain/a.hpp"'),
        ("persistence/postgres/a.cpp", "<pqxx/pqxx>"), ("tests/db/a.cpp", "<pqxx/connection>"),
        ("http/ask.hpp", "<caf/all.hpp>"), ("http/a.cpp", "<boost/beast/http.hpp>"), ("http/a.cpp", '"actors/a.hpp"'),
        ("gateways/a.cpp", "<curl/curl.h>"), ("modules/a.cpp", "<sodium.h>"), ("app/main.cpp", '"persistence/postgres/a.hpp"'),
        ("modules/a.cpp", '"persistence/a.hpp"'), ("tests/unit/a.cpp", '"bench/a.hpp"'),
    ]
    refused = [
        ("domain/a.hpp", '"codec/a.hpp"'), ("domain/a.hpp", "<boost/asio.hpp>"), ("domain/a.hpp", "<spdlog/spdlog.h>"),
        ("persistence/a.hpp", "<pqxx/pqxx>"), ("persistence/a.cpp", '"persistence/postgres/a.hpp"'),
        ("modules/a.cpp", '"persistence/postgres/a.hpp"'), ("modules/a.cpp", '"actors/a.hpp"'),
        ("modules/a.cpp", "<boost/beast/core.hpp>"), ("http/a.cpp", '"persistence/a.hpp"'), ("http/handlers/a.cpp", "<caf/all.hpp>"),
        ("http/a.cpp", "<sodium.h>"), ("http/a.cpp", "<sodium/utils.h>"), ("app/main.cpp", "<curl/curl.h>"),
        ("actors/a.cpp", '"http/a.hpp"'), ("bench/a.cpp", '"app/a.hpp"'), ("codec/a.cpp", '#  include "tests/a.hpp"'),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for cases, expected in ((allowed, 0), (refused, 1)):
            for path, include in cases:
                file = pathlib.Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("\n" + (include if include.startswith("#") else "#include " + include) + "\n")
                found = list(violations(pathlib.Path(folder)))
                assert len(found) == expected, f"{path} with {include}: {found}"
                assert all(line.startswith(f"{path}:2: ") for line in found), found
                file.unlink()


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parent.parent
    found = list(violations(root))
    print("\n".join(found) if found else "No include crosses a wall.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
