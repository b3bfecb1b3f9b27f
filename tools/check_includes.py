#!/usr/bin/env python3
"""Refuses includes that cross the walls between the project's rooms.

    tools/check_includes.py [ROOT]       prints each violation as file:line, exit code 1 when there is one
    tools/check_includes.py --self-test  checks the checker

The platform is divided by layer, the product by module (docs/architecture.md). A room is the longest prefix of
ROOMS that a path begins with; modules have inner walls of their own, and their parts (modules/<module>/<part>/) no
circles, as those of the kernel.
"""
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def modules_in_order():
    """As modules/CMakeLists.txt names them, and after them what only the command line has."""
    text = (ROOT / "modules/CMakeLists.txt").read_text(encoding="utf-8")
    served = re.search(r"^set\(modules ([^)]*)\)", text, re.MULTILINE).group(1).split()
    return served + re.findall(r"^add_subdirectory\((\w+)\)", text, re.MULTILINE)


# A module may use those before it, in modules/ as in domain/.
MODULES = modules_in_order()

PLATFORM_BELOW_EDGE = ["domain", "codec", "config"]

# What a room may include besides itself, each by prefix. None: every room.
ROOMS = {
    "domain/kernel": [],
    "domain/engine": ["domain/kernel"],
    "codec": ["domain"],
    "config": ["codec", "domain"],
    "metrics": [],
    "feed": ["codec", "domain"],
    "gateways": PLATFORM_BELOW_EDGE,
    "persistence": PLATFORM_BELOW_EDGE,
    "persistence/postgres/client": ["persistence"] + PLATFORM_BELOW_EDGE,
    "persistence/postgres/commit": ["persistence"] + PLATFORM_BELOW_EDGE,
    "persistence/postgres/edge": ["persistence"] + PLATFORM_BELOW_EDGE,
    "persistence/postgres/jobs": ["persistence/postgres/client", "persistence"] + PLATFORM_BELOW_EDGE,
    "persistence/postgres/schema": ["persistence"] + PLATFORM_BELOW_EDGE,
    "actors/runtime": ["metrics", "feed", "persistence"] + PLATFORM_BELOW_EDGE,
    "actors": ["metrics", "feed", "persistence"] + PLATFORM_BELOW_EDGE,
    "http/message": PLATFORM_BELOW_EDGE,
    "http/routing": ["http/message", "actors"] + PLATFORM_BELOW_EDGE,
    "http/pipeline": ["metrics", "http/message", "http/routing", "actors"] + PLATFORM_BELOW_EDGE,
    "http/ws": ["metrics", "http/message", "http/routing", "http/pipeline"] + PLATFORM_BELOW_EDGE,
    "http/server": ["metrics", "http"] + PLATFORM_BELOW_EDGE,
    "platform": ["metrics", "feed", "gateways", "persistence", "actors", "http"] + PLATFORM_BELOW_EDGE,
    "modules": ["platform", "metrics", "feed", "gateways", "persistence", "actors", "http"] + PLATFORM_BELOW_EDGE,
    "app": None,
    "bench": None,
    "tests": None,
}
for place, name in enumerate(MODULES):
    ROOMS["domain/" + name] = ["domain/kernel", "domain/engine"] + ["domain/" + earlier for earlier in MODULES[:place]]
    ROOMS["modules/" + name] = ROOMS["modules"] + ["modules/" + earlier for earlier in MODULES[:place]]

# Within a room's allowance, forbidden all the same.
NEVER = {
    "actors": ["persistence/postgres"],
    "actors/runtime": ["persistence/postgres"],
    "persistence": ["persistence/postgres"],
}

# Where in a module: what may be included there alone, in the platform and in other modules.
INNER_WALLS = [
    ("sql", ["persistence/postgres"]),
    ("routes", ["http"]),
]
INNER_FOLDERS = {"sql": ("sql",), "routes": ("routes", "stream")}

# Nobody includes these from outside: they compose or check the others.
NEVER_INCLUDED = {"app": {"tests"}, "bench": {"tests"}, "tests": set()}

# Header prefix of a library, and the places (path patterns) that may use it.
LIBRARIES = [
    ("pqxx", r"persistence/postgres/|modules/\w+/sql/|tests/|bench/"),
    ("libpq-fe.h", r"persistence/postgres/"),
    ("boost/beast", r"http/|tests/|bench/"),
    ("caf", r"actors/|app/|http/pipeline/ask|tests/"),
    ("curl", r"gateways/|tests/"),
    ("boost/url", r"http/message/|bench/"),
    ("prometheus", r"metrics/|tests/"),
    ("CLI", r"app/command_line\.cpp"),
]

# The pure room: the standard library (headers without a folder) and these.
DOMAIN_LIBRARIES = ("boost/describe", "boost/mp11", "boost/system", "boost/uuid", "boost/config", "boost/assert",
                    "unicode")

# What changes from one release of CAF to the next is said by caf_version alone; the tests' scheduler is a release's too.
CAF_DOORS = re.compile(r"actors/runtime/caf_version\.[ch]pp|tests/support/actor_world\.[ch]pp")
CAF_WORDS = re.compile(r"\bself->state\b|\bcaf::(?:reacts_to|replies_to|atom|drop|attachable|execution_unit|make_message_id)\b"
                       r"|\banon_send(?:_exit)?\(|\bdelayed_send\(|\bset_default_handler\(|->enqueue\(")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCES = {".hpp", ".cpp", ".h", ".ipp"}


def within(path, prefix):
    return path == prefix or path.startswith(prefix + "/")


def room_of(path):
    """The room that a path relative to the root lies in; None outside of all rooms."""
    rooms = [name for name in ROOMS if path.startswith(name + "/")]
    return max(rooms, key=len) if rooms else None


def starts_with(header, prefix):
    return header == prefix or header.startswith((prefix + "/", prefix + "."))


def room_violation(path, room, header):
    target = room_of(header)
    if target is None or target == room:
        return None
    if target in NEVER_INCLUDED and room != "app" and room not in NEVER_INCLUDED[target]:
        return f"nothing includes {target}/"
    allowed = ROOMS[room]
    if allowed is None:
        return None
    if any(within(target, prefix) for prefix in NEVER.get(room, [])):
        return f"{room}/ must not include {target}/"
    if any(within(target, prefix) for prefix in allowed) or (room == "actors" and within(target, "actors")):
        return None
    return f"{room}/ must not include {target}/"


def inner_violation(path, header):
    """In a module sql/ alone sees PostgreSQL, and routes/ alone the edge; only the module's object sees all of it."""
    parts = path.split("/")
    if parts[0] != "modules" or re.fullmatch(parts[1] + r"_module\.[ch]pp", parts[2]):
        return None
    inside = parts[2] if len(parts) > 3 else ""
    of_header = header.split("/")
    if inner_room_of(path) and of_header[:2] == parts[:2] and len(of_header) == 3:
        return f"what stands beside modules/{parts[1]}/{inside}/ stands on it"
    for wall, rooms in INNER_WALLS:
        behind = any(within(header, room) for room in rooms) or (
            of_header[0] == "modules" and len(of_header) > 3 and of_header[2] == wall)
        if behind and inside not in INNER_FOLDERS[wall]:
            return f"in a module only {wall}/ may include this"
    return None


def inner_room_of(path):
    """The part of a module, or of the kernel, that a path lies in, if it is none of those with a wall; None beside the
    parts.
    """
    parts = path.split("/")
    if path.startswith("domain/kernel/"):
        return "/".join(parts[:3]) if len(parts) > 3 else None
    walls = {folder for folders in INNER_FOLDERS.values() for folder in folders}
    return "/".join(parts[:3]) if parts[0] == "modules" and len(parts) > 3 and parts[2] not in walls else None


def circles(edges):
    """Of {(room, room): line}: those between rooms that lead back to where they begin."""
    leads_to = {}
    for start, end in edges:
        leads_to.setdefault(start, set()).add(end)
    for (start, end), line in sorted(edges.items()):
        reached, waiting = set(), [end]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting.extend(leads_to.get(one, ()))
        if start in reached:
            yield f"{line}: {start}/ and {end}/ include each other, if by way of others"


def library_violation(path, room, header):
    for prefix, allowed in LIBRARIES:
        if starts_with(header, prefix) and not re.match(allowed, path):
            return f"{prefix} must not be used here"
    if room.startswith("domain") and "/" in header and room_of(header) is None:
        if not any(starts_with(header, prefix) for prefix in DOMAIN_LIBRARIES):
            return "domain/ stands on the standard library and Boost.Describe, Mp11, System and UUID alone"
    return None


def includes_of(text):
    for number, line in enumerate(text.splitlines(), 1):
        if found := INCLUDE.match(line):
            yield number, found.group(2)


def violations(root):
    between_parts = {}
    for top in sorted({name.split("/")[0] for name in ROOMS}):
        for file in sorted((root / top).rglob("*")):
            if file.suffix in SOURCES:
                path, text = file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")
                yield from file_violations(path, text)
                for number, header in includes_of(text):
                    part, other = inner_room_of(path), inner_room_of(header)
                    if part and other and part != other:
                        between_parts.setdefault((part, other), f"{path}:{number}: {header}")
    yield from circles(between_parts)


def file_violations(path, text):
    room = room_of(path)
    if room is None or room in ("domain", "modules") or path.count("/") == 1 and path.startswith(("domain/", "modules/")):
        yield f"{path}:1: lies in no module of tools/check_includes.py"
        return
    for number, header in includes_of(text):
        reason = (room_violation(path, room, header) or inner_violation(path, header)
                  or library_violation(path, room, header))
        if reason:
            yield f"{path}:{number}: {header}: {reason}"
    if not CAF_DOORS.match(path):
        for number, line in enumerate(text.splitlines(), 1):
            if found := CAF_WORDS.search(line):
                yield f"{path}:{number}: {found.group(0)}: a word of CAF's release, for actors/runtime/caf_version.hpp alone"


ALLOWED_CASES = [
    ("domain/kernel/a.hpp", "<vector>"), ("domain/kernel/a.hpp", "<boost/describe.hpp>"),
    ("domain/users/a.cpp", '"domain/kernel/a.hpp"'), ("domain/matching/a.cpp", '"domain/postings/a.hpp"'),
    ("persistence/postgres/client/a.cpp", "<pqxx/pqxx>"), ("tests/db/a.cpp", "<pqxx/connection>"),
    ("http/pipeline/ask.hpp", "<caf/all.hpp>"), ("http/ws/a.cpp", "<boost/beast/http.hpp>"),
    ("http/routing/a.cpp", '"actors/pairs/a.hpp"'), ("http/server/a.cpp", '"http/ws/a.hpp"'),
    ("gateways/payments/a.cpp", "<curl/curl.h>"), ("modules/users/a.cpp", "<sodium.h>"), ("http/message/a.cpp", "<sodium.h>"),
    ("http/message/a.cpp", "<boost/url/pct_string_view.hpp>"), ("metrics/a.hpp", "<prometheus/counter.h>"),
    ("actors/runtime/a.hpp", '"metrics/a.hpp"'), ("modules/users/a.cpp", '"metrics/a.hpp"'),
    ("app/main.cpp", '"persistence/postgres/client/a.hpp"'), ("actors/pairs/a.cpp", '"persistence/a.hpp"'),
    ("actors/node.cpp", '"actors/pairs/a.hpp"'), ("tests/unit/a.cpp", '"bench/a.hpp"'),
    ("modules/payments/sql/a.cpp", '"persistence/postgres/client/a.hpp"'), ("modules/payments/sql/a.cpp", "<pqxx/row>"),
    ("modules/payments/sql/a.cpp", '"modules/users/sql/a.hpp"'), ("modules/payments/routes/a.cpp", '"http/routing/a.hpp"'),
    ("modules/notifications/stream/a.cpp", '"http/ws/a.hpp"'), ("modules/payments/a.cpp", '"modules/users/a.hpp"'),
    ("modules/payments/payments_module.cpp", '"modules/payments/sql/a.hpp"'), ("platform/a.hpp", '"http/pipeline/a.hpp"'),
    ("modules/payments/payments_module.cpp", '"modules/payments/routes/a.hpp"'),
    ("modules/users/sign_in/a.cpp", '"modules/users/sessions/a.hpp"'), ("modules/users/a.cpp", '"modules/users/sessions/a.hpp"'),
    ("modules/users/sql/a.cpp", '"modules/users/sessions/a.hpp"'), ("modules/payments/a.cpp", '"modules/users/sessions/a.hpp"'),
    ("modules/users/users_module.cpp", '"modules/users/sessions/a.hpp"'),
]
REFUSED_CASES = [
    # layers
    ("domain/kernel/a.hpp", '"codec/a.hpp"'), ("domain/kernel/a.hpp", '"domain/users/a.hpp"'),
    ("domain/kernel/a.hpp", "<boost/asio.hpp>"), ("domain/users/a.hpp", "<spdlog/spdlog.h>"),
    ("persistence/a.hpp", "<pqxx/pqxx>"), ("persistence/a.cpp", '"persistence/postgres/client/a.hpp"'),
    ("http/routing/a.cpp", '"persistence/a.hpp"'), ("http/routing/a.cpp", '"modules/users/a.hpp"'),
    ("http/routing/a.cpp", '"http/server/a.hpp"'), ("http/server/a.cpp", "<caf/all.hpp>"),
    ("http/server/a.cpp", "<boost/url.hpp>"), ("app/main.cpp", "<curl/curl.h>"), ("actors/pairs/a.cpp", '"http/routing/a.hpp"'),
    ("actors/pairs/a.cpp", '"persistence/postgres/commit/a.hpp"'), ("bench/a.cpp", '"app/a.hpp"'),
    ("codec/a.cpp", '#  include "tests/a.hpp"'), ("modules/users/a.cpp", "<prometheus/counter.h>"), ("metrics/a.cpp", '"domain/kernel/a.hpp"'),
    # no feature in the platform
    ("actors/runtime/a.cpp", '"actors/pairs/a.hpp"'), ("persistence/postgres/commit/a.cpp", '"modules/users/a.hpp"'),
    # the order of modules
    ("domain/users/a.cpp", '"domain/postings/a.hpp"'), ("modules/users/a.cpp", '"modules/payments/a.hpp"'),
    ("platform/a.hpp", '"modules/users/a.hpp"'), ("modules/users/users_module.cpp", '"modules/payments/payments_module.hpp"'),
    # the walls within a module
    ("modules/payments/users_module.cpp", '"modules/payments/sql/a.hpp"'),
    ("modules/users/a.cpp", '"persistence/postgres/client/a.hpp"'), ("modules/users/a.cpp", "<pqxx/row>"),
    ("modules/users/a.cpp", '"http/routing/a.hpp"'), ("modules/users/sql/a.cpp", '"http/routing/a.hpp"'),
    ("modules/users/routes/a.cpp", '"persistence/postgres/client/a.hpp"'), ("modules/users/a.cpp", '"modules/users/sql/a.hpp"'),
    ("modules/users/a.cpp", '"modules/users/routes/a.hpp"'), ("modules/users/a.cpp", "<boost/beast/core.hpp>"),
    # the parts of a module
    ("modules/users/sessions/a.cpp", '"modules/users/a.hpp"'), ("modules/users/sessions/a.cpp", '"modules/users/sql/a.hpp"'),
    ("modules/users/sessions/a.cpp", '"modules/users/users_module.hpp"'), ("modules/users/sessions/a.cpp", "<pqxx/row>"),
]


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        for cases, expected in ((ALLOWED_CASES, 0), (REFUSED_CASES, 1)):
            for path, include in cases:
                file = pathlib.Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("\n" + (include if include.startswith("#") else "#include " + include) + "\n")
                found = list(violations(pathlib.Path(folder)))
                assert len(found) == expected, f"{path} with {include}: {found}"
                assert all(line.startswith(f"{path}:2: ") for line in found), found
                file.unlink()
        for path, line, expected in (("actors/pairs/a.cpp", "caf::anon_send(to, 1);", 1), ("http/pipeline/ask.cpp", "a->enqueue(m);", 1),
                                     ("actors/runtime/a.hpp", "self->state.x", 1), ("actors/runtime/caf_version.hpp", "self->state", 0),
                                     ("actors/pairs/a.cpp", "send_to(to, 1);", 0)):
            file = pathlib.Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n" + line + "\n")
            assert len(list(violations(pathlib.Path(folder)))) == expected, f"{path} with {line}"
            file.unlink()
        parts = ["sign_in", "sessions", "accounts"]
        for where, length, expected in (("modules/users", 1, 0), ("modules/users", 2, 2), ("modules/users", 3, 3),
                                        ("domain/kernel", 2, 2)):
            files = [pathlib.Path(folder) / f"{where}/{part}/a.cpp" for part in parts[:length]]
            for file, next_part in zip(files, parts[1:length] + parts[:1]):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(f'\n#include "{where}/{next_part}/a.hpp"\n')
            found = list(violations(pathlib.Path(folder)))
            assert len(found) == expected and all("a.cpp:2: " in line for line in found), f"{length} parts: {found}"
            for file in files:
                file.unlink()
        for path in ("modules/a.cpp", "domain/a.hpp"):
            (pathlib.Path(folder) / path).write_text("\n")
            assert len(list(violations(pathlib.Path(folder)))) == 1, f"{path} lies in no module"
            (pathlib.Path(folder) / path).unlink()


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    root = pathlib.Path(arguments[0]) if arguments else ROOT
    found = list(violations(root))
    print("\n".join(found) if found else "No include crosses a wall.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
