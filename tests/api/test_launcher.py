"""The launcher on an instance of its own: its verbs, its sentences, and a PostgreSQL that comes back."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from support.server import BINARY, ROOT, free_port
from support.waiting import eventually_now

ENVIRONMENT = {**os.environ, "HOMIGO_BUILD_DIR": str(BINARY.parents[1])}
VERBS = ["up", "down", "restart", "status", "logs", "config", "check", "psql", "import", "generate", "bench", "admin", "demo", "test"]


def homigo(*words, environment=None, timeout=110):
    """Exit code, standard output, standard error."""
    done = subprocess.run([str(ROOT / "homigo"), *map(str, words)], text=True, stdin=subprocess.DEVNULL, capture_output=True,
                          check=False, timeout=timeout, env=environment or ENVIRONMENT, cwd="/")
    return done.returncode, done.stdout, done.stderr


class Instance:
    def __init__(self):
        self.data = Path(tempfile.mkdtemp(prefix="homigo-launcher."))
        self.data.chmod(0o711)
        self.port = free_port()

    def run(self, verb, *words, **options):
        return homigo(verb, *words, "--data", self.data, **options)

    def up(self):
        code, said, wrong = self.run("up", "--detach", "--no-demo", "--port", self.port)
        assert code == 0, said + wrong
        return said

    def is_ready(self):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status == 200
        except OSError:
            return False

    def server_pid(self):
        return int((self.data / "server.pid").read_text().split()[0])

    def postmaster_pid(self):
        return int((self.data / "postgres/cluster/postmaster.pid").read_text().split()[0])

    def backend_pid(self):
        code, said, wrong = self.run("psql", "-At", "-c", "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'homigo:%' LIMIT 1")
        assert code == 0, wrong
        return int(said)

    def supervisors(self):
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"supervise" in words and str(self.data).encode() in words:
                yield int(process.name)

    def log(self):
        return (self.data / "log/server.log").read_text(errors="replace")

    def destroy(self):
        self.run("down")
        shutil.rmtree(self.data, ignore_errors=True)


@pytest.fixture(scope="module")
def instance():
    made = Instance()
    try:
        made.up()
        yield made
    finally:
        made.destroy()


@pytest.fixture
def served(instance):
    if not instance.is_ready():
        instance.up()
    return instance


def processes_in(folder):
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd") == folder:
                found.append(int(process.name))
        except OSError:
            continue
    return found


def sign_up(port):
    body = {"full_name": "Asha Rao", "phone": "+919812345678", "email": "asha@example.in", "password": "correct horse battery", "user_type": "tenant"}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/auth/signup", json.dumps(body).encode(), {"Content-Type": "application/json"})
    return urllib.request.urlopen(asked, timeout=10).status


def test_what_up_says_names_the_folder_it_was_called_with(instance):
    instance.run("down")
    said = instance.up()
    assert f"./homigo logs --data {instance.data}" in said and f"./homigo down --data {instance.data}" in said
    code, _, wrong = instance.run("up")
    assert code == 1 and f"'./homigo down --data {instance.data}' stops it" in wrong


def test_a_killed_postgresql_comes_back_under_the_running_server(served):
    server, before = served.server_pid(), served.postmaster_pid()
    os.kill(before, signal.SIGKILL)
    eventually_now(lambda: served.is_ready() and served.postmaster_pid() != before, "PostgreSQL is back", within=60, every=0.2)
    assert served.server_pid() == server
    eventually_now(lambda: "supervisor: PostgreSQL runs again." in served.log(), "the log tells of it")


def test_up_after_the_end_of_a_backend_and_of_the_server_waits_for_recovery(served):
    os.kill(served.backend_pid(), signal.SIGKILL)
    os.kill(served.server_pid(), signal.SIGKILL)
    postmaster = served.postmaster_pid()
    served.up()
    assert served.is_ready() and served.postmaster_pid() == postmaster


def test_up_after_the_end_of_everything_acknowledges_again_in_seconds(served):
    """Two on an idle machine (docs/operations.md); the bound here is for a busy one."""
    folder = os.path.realpath(served.data / "postgres/cluster")
    assert "recovery_init_sync_method = syncfs" in Path(folder, "homigo.conf").read_text()
    for pid in processes_in(folder) + [served.server_pid()]:
        os.kill(pid, signal.SIGKILL)
    began = time.monotonic()
    served.up()
    assert sign_up(served.port) == 201
    assert time.monotonic() - began < 30


def test_up_on_an_instance_whose_postgresql_was_stopped_mends_it_and_succeeds(served):
    for pid in served.supervisors():
        os.kill(pid, signal.SIGKILL)
    os.kill(served.postmaster_pid(), signal.SIGKILL)
    code, said, wrong = served.run("up", "--detach", "--port", served.port)
    assert code == 0 and "PostgreSQL had ended under the running server, and runs again." in said, said + wrong
    assert served.is_ready()


def test_restart_keeps_the_port_and_the_database(served):
    server, postmaster = served.server_pid(), served.postmaster_pid()
    code, said, wrong = served.run("restart")
    assert code == 0, said + wrong
    assert served.is_ready() and served.server_pid() != server and served.postmaster_pid() == postmaster


def test_logs_print_as_many_lines_as_are_wanted(served):
    code, said, _ = served.run("logs", "-n", 3, "--no-follow")
    assert code == 0 and len(said.splitlines()) == 3
    assert served.run("logs", "-n", "many", "--no-follow")[2] == "homigo: -n wants a whole number of lines, not 'many'.\n"


def test_status_and_config_check_tell_what_is(served):
    assert f"ready (pid {served.server_pid()})" in served.run("status")[1]
    assert served.run("config", "check")[:2] == (0, "The settings are right.\n")
    config = served.data / "homigo.conf"
    before = config.read_text()
    try:
        config.write_text(before + "htpp.port = 1\n")
        code, said, wrong = served.run("config", "check")
        assert code == 78 and 'did you mean "http"?' in wrong and said == ""
        config.write_text(before + "environment = production\nproviders.mode = live\n")
        code, said, wrong = served.run("config", "check")
        assert code == 78 and all(name in wrong for name in ("sms.provider", "email.provider", "payments.razorpay.enabled"))
    finally:
        config.write_text(before)


def test_check_is_content_until_rows_are_deleted_by_hand(served):
    assert served.run("check")[0] == 0
    mend = "INSERT INTO shard (shard_id) VALUES (255)"
    assert served.run("psql", "-c", "ALTER TABLE shard DISABLE TRIGGER shard_takeover; DELETE FROM shard WHERE shard_id = 255")[0] == 0
    try:
        code, said, _ = served.run("check")
        assert code == 1 and said == "1 shards are missing from the map of shards, for instance 255.\n"
    finally:
        assert served.run("psql", "-c", mend + "; ALTER TABLE shard ENABLE TRIGGER shard_takeover")[0] == 0
    served.run("restart")


def test_a_bad_address_or_role_of_an_operator_is_refused_before_postgresql_starts():
    made = Instance()
    try:
        for bad in (("nobody",), ("a@b@c",), ("x y@z.in",), ("@in",), ("ops@example.in", "--role", "king")):
            code, said, wrong = made.run("admin", "create", "--email", *bad)
            assert code == 64 and said == "" and len(wrong.splitlines()) == 1, wrong
            assert "there is no database" not in wrong and not (made.data / "postgres").exists()
    finally:
        shutil.rmtree(made.data)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb):
    code, said, wrong = homigo(verb, "--help")
    assert code == 0 and wrong == "" and said.startswith(f"usage: ./homigo {verb}")


def test_the_version_is_told_by_both_programs():
    code, said, _ = homigo("--version")
    server = subprocess.run([str(BINARY), "--version"], text=True, capture_output=True, check=True).stdout
    assert code == 0 and said.split()[-1] == server.split()[-1] == (ROOT / "VERSION").read_text().strip()


@pytest.mark.parametrize("words, told", [
    (("up", "--port", "0"), "--port wants a whole number from 1 to 65535, not '0'."),
    (("up", "--port", "-1"), "--port wants a whole number from 1 to 65535, not '-1'."),
    (("up", "--port", "http"), "--port wants a whole number from 1 to 65535, not 'http'."),
    (("up", "--port"), "--port wants a value."),
    (("up", "--port", "--detach"), "--port wants a value."),
    (("up", "--data", "/etc/passwd"), "--data wants a folder, and /etc/passwd is a file."),
    (("status", "--data", ""), "--data wants a folder."),
    (("down", "--data", "/etc/passwd/x"), "--data wants a folder, and /etc/passwd is a file."),
    (("up", "--nodes", "3"), "--nodes 3 is not part of this release: one node serves."),
    (("up", "--detatch"), "up knows no option '--detatch'; './homigo up --help' lists them."),
    (("down", "now"), "down does not know what 'now' means; './homigo down --help' tells what it takes."),
    (("strat",), "there is no verb 'strat'; './homigo help' lists them."),
    (("backup", "x"), "'backup' is not part of this release."),
    (("generate", "--listings", "-5"), "--listings wants a whole number from 1 to 50000000, not '-5'."),
    (("config", "chek"), "config knows one command, check; './homigo config --help' tells about it."),
    (("admin", "create"), "admin create wants --email ADDRESS."),
    (("admin", "token"), "admin token wants --email ADDRESS."),
    (("admin", "revoke", "--email", "a@example.in", "--role", "support"), "admin revoke takes no --role."),
], ids=lambda words: " ".join(words) if isinstance(words, tuple) else None)
def test_a_wrong_command_line_is_refused_with_one_sentence(words, told):
    assert homigo(*words) == (2, "", f"homigo: {told}\n")


@pytest.mark.parametrize("folder, told", [
    ("/no/such/folder", "HOMIGO_BUILD_DIR names /no/such/folder, which is no folder."),
    ("/usr", "HOMIGO_BUILD_DIR names /usr, which holds no program app/homigo_server."),
])
def test_a_wrong_build_folder_is_told_in_one_sentence(folder, told):
    data = Path(tempfile.mkdtemp(prefix="homigo-launcher."))
    try:
        for verb in (("up", "--detach"), ("check",), ("config", "check")):
            if verb[0] == "config":
                (data / "homigo.conf").touch()
            code, _, wrong = homigo(*verb, "--data", data, environment={**ENVIRONMENT, "HOMIGO_BUILD_DIR": folder})
            assert (code, wrong) == (1, f"homigo: {told}\n")
    finally:
        shutil.rmtree(data)


def test_verbs_that_need_an_instance_name_the_way_to_one():
    data = Path(tempfile.mkdtemp(prefix="homigo-launcher."))
    try:
        for words in (("logs",), ("check",), ("config", "check"), ("psql",)):
            code, said, wrong = homigo(*words, "--data", data)
            assert code == 1 and said == "" and len(wrong.splitlines()) == 1 and f"'./homigo up --data {data}'" in wrong, wrong
    finally:
        shutil.rmtree(data)


def launcher_says(script, **variables):
    """What a few lines of bash print with the launcher's parts at hand: (exit code, standard output, standard error)."""
    parts = "".join(f'. "$HOMIGO_ROOT/tools/launcher/{part}.sh"; ' for part in ("output", "packages", "cluster"))
    done = subprocess.run(["bash", "-c", f"set -euo pipefail; {parts}{script}"], text=True, capture_output=True, check=False,
                          env={**os.environ, "HOMIGO_ROOT": str(ROOT), **{name: str(value) for name, value in variables.items()}})
    return done.returncode, done.stdout, done.stderr


def test_a_package_is_missing_where_none_of_its_alternatives_is_installed():
    names = "bash 'nosuch-1|bash' 'bash|nosuch-1' nosuch-1 'nosuch-1|nosuch-2'"
    assert launcher_says(f"packages_missing {names}") == (0, "nosuch-1\nnosuch-1|nosuch-2\n", "")
    assert launcher_says("packages_missing nosuch-1") == (0, "nosuch-1\n", "")


def test_the_list_of_packages_reads_alternatives_as_one_entry():
    code, said, _ = launcher_says("packages_listed run demo test")
    assert code == 0
    listed = said.splitlines()
    assert "libboost1.81-dev|libboost1.83-dev" in listed and "g++" in listed
    assert not [entry for entry in listed if "#" in entry or entry.split() != [entry]]


@pytest.fixture
def three_versions(tmp_path):
    """PostgreSQL 9, 15 and 17, the newest without PostGIS."""
    for version in ("9", "15", "17"):
        programs = tmp_path / f"lib/postgresql/{version}/bin"
        programs.mkdir(parents=True)
        for name in ("initdb", "postgres"):
            (programs / name).touch(mode=0o755)
    for version in ("9", "15"):
        control = tmp_path / f"share/postgresql/{version}/extension/postgis.control"
        control.parent.mkdir(parents=True)
        control.touch()
    return tmp_path


def programs_for(versions, home):
    return launcher_says('POSTGRESQL="$VERSIONS"; cluster_find_programs "$HOME_OF_CLUSTER"; printf %s "$PG_BIN"', VERSIONS=versions, HOME_OF_CLUSTER=home)


def test_a_new_database_is_made_by_the_newest_postgresql_that_has_postgis(three_versions):
    assert programs_for(three_versions, three_versions / "new") == (0, f"{three_versions}/lib/postgresql/15/bin", "")
    shutil.rmtree(three_versions / "share")
    code, _, wrong = programs_for(three_versions, three_versions / "new")
    assert code == 1 and wrong.startswith("homigo: there is no PostgreSQL with PostGIS") and len(wrong.splitlines()) == 1


def test_an_existing_database_is_run_by_the_version_that_made_it_or_not_at_all(three_versions):
    made = three_versions / "old/cluster"
    made.mkdir(parents=True)
    (made / "PG_VERSION").write_text("17\n")
    assert programs_for(three_versions, made.parent) == (0, f"{three_versions}/lib/postgresql/17/bin", "")
    (made / "PG_VERSION").write_text("14\n")
    code, said, wrong = programs_for(three_versions, made.parent)
    assert (code, said, len(wrong.splitlines())) == (1, "", 1)
    assert f"the database in {made.parent} was made by PostgreSQL 14, which is not installed; install postgresql-14" in wrong
