"""The figures' own machinery, on a small stock: what it prints has the promised shape."""
import json
import os
import shutil
import subprocess
import tempfile

import pytest

from support.server import ROOT


@pytest.fixture
def folder():
    """One that PostgreSQL's own user can pass through, which pytest's are not."""
    made = tempfile.mkdtemp(prefix="homigo-bench.")
    os.chmod(made, 0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def figures(*arguments):
    """What `./homigo bench` prints, by work."""
    done = subprocess.run(["./homigo", "bench", "--json", "--seconds", "1", *arguments], cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr[-4000:]
    return {result["work"]: result for result in json.loads(done.stdout)["results"]}


@pytest.mark.nightly
def test_the_figures_come_as_promised(folder):
    results = figures("feed", "received", "swipe", "swipe-hot", "chat", "http", "cold-start", "--listings", "2000", "--rounds", "1", "--data", folder + "/data")
    assert list(results) == ["feed", "received", "swipe", "swipe-hot", "chat", "http", "cold-start"]
    for work in ("feed", "received", "swipe", "swipe-hot", "chat", "http"):
        for name in ("rate", "p50_ms", "p99_ms", "baseline_rate", "ratio"):
            assert results[work][name] > 0, (work, name)
        assert results[work]["baseline"], results[work]
    # A swipe may be a 409: a pair that was drawn twice.
    assert results["feed"]["failures"] == results["http"]["failures"] == 0, results
    assert results["cold-start"]["failures"] == 0, "a feed right after the start differs from the SQL oracle's"


@pytest.mark.nightly
def test_growth_compares_the_largest_stock_with_the_smallest(folder):
    grown = figures("feed-growth", "--sizes", "5000,10000", "--data", folder + "/data")["feed-growth"]
    assert grown["rate"] > 0 and grown["baseline_rate"] > 0
    assert grown["ratio"] == pytest.approx(grown["rate"] / grown["baseline_rate"])
    assert grown["met"] == (grown["ratio"] <= 3)
    assert len(grown["notes"]) == 2 and grown["notes"][1].startswith("10000 listings"), grown


@pytest.mark.nightly
@pytest.mark.skipif(not shutil.which("node") or not shutil.which("npm"), reason="the web stack wants node and npm")
def test_the_web_stack_is_measured_beside_the_product_and_leaves_rows(folder):
    works = ["swipe-web", "chat-web", "http-web"]
    results = figures(*works, "--listings", "2000", "--rounds", "1", "--data", folder + "/data")
    assert list(results) == works
    for work, result in results.items():
        assert result["rate"] > 0 and result["baseline_rate"] > 0 and result["ratio"] > 0, result
        assert "fastify" in result["baseline"], result
        if work != "http-web":
            said, = [note for note in result["notes"] if "acknowledged" in note]
            acknowledged, rows = (int(word) for word in said.split() if word.isdigit())
            assert 0 < acknowledged and rows >= acknowledged * 9 // 10, work
