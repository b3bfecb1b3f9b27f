#!/usr/bin/env python3
"""Counts the instructions of the pure hot functions under callgrind and compares them with kept values.

    tools/hot_functions.py BINARY            exit code 1 when a function costs more than the tolerance above its kept value
    tools/hot_functions.py BINARY --keep     writes the counts of now as the kept values
    tools/hot_functions.py --self-test       checks the comparison

Counts depend on compiler and processor instructions, not on the machine's load; the file names the compiler they were
kept with, and with another one the check is skipped.
"""
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

KEPT = pathlib.Path(__file__).resolve().parent.parent / "tests/hot/instructions.txt"
TOLERANCE_PERCENT = 5
TIMES = 200


def compiler():
    return subprocess.run(["g++", "-dumpfullversion"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip() + \
        " " + platform.machine()


def count(binary, name):
    """Instructions of one call."""
    # A folder of its own: callgrind replaces what the name of its output leads to, be it a device.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/counts",
                               "--toggle-collect=homigo_hot_measured", binary, name, str(TIMES)],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not collected:
        raise SystemExit(f"{name} could not be counted:\n{done.stderr[-2000:]}")
    return int(collected.group(1)) // TIMES


def names(binary):
    return subprocess.run([binary, "--list"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()


def read_kept(text):
    """The compiler, and instructions by name."""
    made_with, kept = None, {}
    for line in text.splitlines():
        words = line.split()
        if not words or words[0] == "#":
            continue
        if words[0] == "compiler":
            made_with = " ".join(words[1:])
        else:
            kept[words[0]] = int(words[1])
    return made_with, kept


def verdicts(kept, counted):
    """(line, is fine) for each function."""
    for name, now in sorted(counted.items()):
        if name not in kept:
            yield f"{name}: {now} instructions, no kept value; --keep keeps it", False
            continue
        change = (now - kept[name]) * 100
        fine = change <= TOLERANCE_PERCENT * kept[name]
        is_cheaper = change < -TOLERANCE_PERCENT * kept[name]
        word = "dearer than tolerated" if not fine else "cheaper: --keep keeps it" if is_cheaper else "fine"
        yield f"{name}: {now} instructions, kept {kept[name]} ({change / kept[name]:+.1f} %), {word}", fine
    for name in sorted(set(kept) - set(counted)):
        yield f"{name}: kept, but the program does not know it", False


def keep(counted):
    lines = ["# Instructions of one call of each hot function, counted by callgrind; written by tools/hot_functions.py --keep.",
             f"compiler {compiler()}"]
    lines += [f"{name} {value}" for name, value in sorted(counted.items())]
    KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def self_test():
    made_with, kept = read_kept("# words\ncompiler 12.2.0 x86_64\na 100\nb 200\n")
    assert made_with == "12.2.0 x86_64" and kept == {"a": 100, "b": 200}
    fine = lambda counted: [ok for _, ok in verdicts(kept, counted)]
    assert fine({"a": 105, "b": 150}) == [True, True]
    assert fine({"a": 106, "b": 200}) == [False, True]
    assert fine({"a": 100, "b": 200, "c": 1}) == [True, True, False]
    assert fine({"a": 100}) == [True, False]


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    if not arguments or arguments[1:] not in ([], ["--keep"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        return 0
    made_with, kept = read_kept(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else (None, {})
    if arguments[1:] != ["--keep"] and made_with != compiler():
        print(f"skipped: the counts were kept with {made_with}, this is {compiler()}")
        return 0
    counted = {name: count(arguments[0], name) for name in names(arguments[0])}
    if arguments[1:] == ["--keep"]:
        keep(counted)
        return 0
    lines = list(verdicts(kept, counted))
    print("\n".join(line for line, _ in lines))
    return 0 if all(fine for _, fine in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
