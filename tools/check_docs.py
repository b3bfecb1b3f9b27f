#!/usr/bin/env python3
"""Refuses documentation that has gone stale or is hard to read.

    tools/check_docs.py [ROOT]       prints each finding as file:line, exit code 1 when there is one
    tools/check_docs.py --self-test  checks the checker

A file that Markdown or a comment names in backticks exists; an identifier in the backticks of a C++ comment occurs in
code, as does one in the guides below; Markdown has at most 100 columns, outside of tables and code. A picture that
names the source it was drawn from was drawn from that source as it is.
"""
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile

WIDTH = 100
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:[\w.-]+/)+[\w-]+\.(?:cpp|hpp|sql|py|sh|md|cmake|txt)")
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
CODE = {".cpp", ".hpp", ".sql", ".py", ".sh", ".mjs", ".ts", ".txt", ".json", ".conf", ".cmake"}
FUNCTION = re.compile(r"(?:\w+::)*(\w+)\(\)")
DRAWN_FROM = re.compile(r"<!-- source: (\S+) sha256:([0-9a-f]{64}) -->")
# What leads a stranger through code and tests names what is in them.
GUIDES = ("docs/architecture.md", "docs/matching.md", "docs/testing.md")
# What was decided or changed once stays as it was written then.
HISTORY = ("CHANGELOG.md", "docs/adr/")


def tracked(root):
    listed = subprocess.run(["git", "-C", str(root), "ls-files"], capture_output=True, text=True, check=False).stdout.split("\n")
    names = [name for name in listed if name] or [p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()]
    return [name for name in names if (root / name).is_file()]


def without_comments(text):
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)


def words_of_code(root, names):
    words = set()
    for name in names:
        if pathlib.PurePath(name).suffix in CODE:
            text = (root / name).read_text(encoding="utf-8", errors="replace")
            words.update(re.findall(r"\w+", without_comments(text) if name.endswith((".cpp", ".hpp")) else text))
    return words


def missing_file(root, quoted):
    found = FILE.fullmatch(quoted)
    return found is not None and "NNNN" not in quoted and not any((root / base / quoted).exists() for base in ("", "docs", "tests", "tests/db", "sql", "sql/functions", "bench"))


def unknown_name(quoted, words):
    call = FUNCTION.fullmatch(quoted)
    identifier = call.group(1) if call else quoted
    return (call or IDENTIFIER.fullmatch(quoted)) and identifier not in words


def picture_findings(root, name, text):
    drawn = DRAWN_FROM.search(text)
    if not drawn:
        yield f"{name}:1: does not name the source it was drawn from"
        return
    source = (root / name).parent / drawn.group(1)
    if not source.is_file():
        yield f"{name}:2: {drawn.group(1)} does not exist"
    elif hashlib.sha256(source.read_bytes()).hexdigest() != drawn.group(2):
        yield f"{name}:2: {drawn.group(1)} has changed since: tools/draw_architecture.sh draws it anew"


def markdown_findings(root, name, text, words):
    in_code = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            in_code = not in_code
        if in_code:
            continue
        if len(line) > WIDTH and not line.lstrip().startswith("|") and " " in line.strip()[:WIDTH]:
            yield f"{name}:{number}: {len(line)} columns, at most {WIDTH}"
        if not name.startswith(HISTORY):
            for quoted in IN_BACKTICKS.findall(line):
                if missing_file(root, quoted):
                    yield f"{name}:{number}: `{quoted}` does not exist"
                elif name in GUIDES and unknown_name(quoted, words):
                    yield f"{name}:{number}: `{quoted}` is not in the code"


def comment_findings(root, name, text, words):
    for number, line in enumerate(text.splitlines(), 1):
        comment = line.partition("//")[2]
        for quoted in IN_BACKTICKS.findall(comment):
            if missing_file(root, quoted):
                yield f"{name}:{number}: `{quoted}` does not exist"
            elif IDENTIFIER.fullmatch(quoted) and quoted not in words:
                yield f"{name}:{number}: `{quoted}` is not in the code"


def findings(root):
    names = tracked(root)
    words = words_of_code(root, names)
    for name in sorted(names):
        if name.endswith(".md"):
            yield from markdown_findings(root, name, (root / name).read_text(encoding="utf-8"), words)
        elif name.startswith("docs/") and name.endswith(".svg"):
            yield from picture_findings(root, name, (root / name).read_text(encoding="utf-8"))
        elif name.endswith((".cpp", ".hpp")):
            yield from comment_findings(root, name, (root / name).read_text(encoding="utf-8"), words)


def self_test():
    wrong = {
        "docs/a.md": ["See `domain/gone.cpp`.", "word " * 30],
        "docs/architecture.md": ["`gone_function` calls `gone::other()`."],
        "docs/a.dot": ["graph {}"],
        "docs/a.svg": ["<svg/>", f"<!-- source: a.dot sha256:{'0' * 64} -->"],
        "docs/b.svg": ["<svg/>"],
        "domain/a.hpp": ["/// Calls `gone_function`.", "// As `domain/gone.hpp` says."],
    }
    right = {
        "docs/a.md": ["See `domain/a.hpp` and `./homigo up`.", "| " + "cell " * 40 + "|", "```", "code " * 40, "```"],
        "docs/architecture.md": ["`known_function` is `ns::known_function()`."],
        "docs/a.dot": ["graph {}"],
        "docs/a.svg": ["<svg/>", f"<!-- source: a.dot sha256:{hashlib.sha256(b'graph {}' + bytes([10])).hexdigest()} -->"],
        "docs/adr/0001-a.md": ["It was in `domain/gone.cpp`."],
        "domain/a.hpp": ["/// Calls `known_function`.", "void known_function();"],
    }
    for files, expected in ((wrong, 8), (right, 0)):
        with tempfile.TemporaryDirectory() as folder:
            for name, lines in files.items():
                place = pathlib.Path(folder) / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text("\n".join(lines) + "\n")
            found = list(findings(pathlib.Path(folder)))
            assert len(found) == expected, found


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parent.parent
    found = list(findings(root))
    print("\n".join(found) if found else "The documentation names what exists.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
