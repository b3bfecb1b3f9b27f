"""docs/operations: the dashboard and the alert rules ask for figures that a running server has, and promtool takes them."""
import json
import re
import shutil
import subprocess

import pytest

from support.server import ROOT

FOLDER = ROOT / "docs/operations"
PROMTOOL = shutil.which("promtool")
# Of every target, by Prometheus itself.
ITS_OWN_FIGURES = {"up"}
ITS_OWN_LABELS = {"job", "instance"}

with_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian's package prometheus)")


def rules():
    return (FOLDER / "alerts.yml").read_text(encoding="utf-8")


def dashboard_expressions():
    board = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))
    return [target["expr"] for panel in board["panels"] for target in panel.get("targets", ())]


def families_in(text):
    """Names that a query may use, each with the labels of its series."""
    found = {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split()
            for suffix in ("_bucket", "_count", "_sum") if kind == "histogram" else ("",):
                found.setdefault(name + suffix, set())
        elif line and line[0] != "#":
            name, labels = re.match(r"(\w+)(?:\{(.*)\})? ", line).groups()
            found.setdefault(name, set()).update(re.findall(r'(\w+)="', labels or ""))
    return found


def selectors_in(expression):
    """(figure, labels that it is chosen by) for each that a query names."""
    for name, labels in re.findall(r"\b(up|homigo_\w+|process_\w+)\b(?:\{([^}]*)\})?", expression):
        yield name, set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", labels))


async def test_every_figure_and_label_of_the_dashboard_and_the_rules_is_served(api):
    await api.get("/healthz")  # a request has been counted
    served = families_in((await api.get("/metrics")).text)
    asked = [pair for text in (*dashboard_expressions(), rules()) for pair in selectors_in(text)]
    assert len(asked) > 60
    for name, labels in asked:
        assert name in ITS_OWN_FIGURES or name in served, f"{name} is asked for, but not served"
        assert labels - ITS_OWN_LABELS <= served.get(name, set()), f"{name} has no such labels: {labels}"


async def test_every_figure_of_the_project_is_on_the_dashboard(api):
    shown = {name for text in dashboard_expressions() for name, _ in selectors_in(text)}
    for name in families_in((await api.get("/metrics")).text):
        assert name in shown or name.endswith(("_count", "_sum", "_bucket")), name


def test_every_alert_says_what_to_do_where_it_is_explained():
    manual = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in manual.splitlines() if line.startswith("#")}
    alerts = re.split(r"\n      - alert: ", rules())[1:]
    assert len(alerts) >= 8
    for alert in alerts:
        name = alert.splitlines()[0]
        assert f"`{name}`" in manual, f"{name} is not in docs/operations.md"
        action, runbook = (re.search(rf"\n          {key}: (.*)", alert) for key in ("action", "runbook"))
        assert action and len(action.group(1)) > 40, name
        page, anchor = runbook.group(1).split("#")
        assert page == "docs/operations.md" and anchor in headings, f"{name}: {anchor}"


def promtool(*words):
    done = subprocess.run([PROMTOOL, *map(str, words)], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=60)
    assert done.returncode == 0, done.stdout


@with_promtool
def test_prometheus_takes_the_rules_and_they_alert_when_they_should():
    promtool("check", "rules", FOLDER / "alerts.yml")
    promtool("test", "rules", FOLDER / "alerts_test.yml")


@with_promtool
def test_prometheus_takes_every_query_of_the_dashboard(tmp_path):
    queries = [e.replace("$__rate_interval", "1m").replace("$instance", ".*") for e in dashboard_expressions()]
    recorded = [{"record": f"homigo:panel:{n}", "expr": query} for n, query in enumerate(queries)]
    file = tmp_path / "queries.yml"
    file.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": recorded}]}), encoding="utf-8")  # JSON is YAML
    promtool("check", "rules", file)
