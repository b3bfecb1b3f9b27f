"""A private PostgreSQL cluster on a unix socket, made for one run and worthless after it."""
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import psycopg2

from support.waiting import eventually_now

START_SECONDS = 60


def newest_programs():
    """Those of the newest PostgreSQL that has PostGIS, as the launcher chooses them for a new cluster."""
    versions = [folder.name for folder in Path("/usr/lib/postgresql").glob("[0-9]*")
                if (folder / "bin/initdb").exists() and Path(f"/usr/share/postgresql/{folder.name}/extension/postgis.control").exists()]
    return Path(f"/usr/lib/postgresql/{max(versions, key=int)}/bin") if versions else Path("/usr/bin")


PG_BIN = Path(os.environ["HOMIGO_PG_BIN"]) if "HOMIGO_PG_BIN" in os.environ else newest_programs()


def as_postgres(command):
    """PostgreSQL refuses to run as root: there its own system user does."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", "env", "HOME=/"] + command


class Cluster:
    """`settings` are lines of postgresql.conf."""

    def __init__(self, settings=("fsync = off", "full_page_writes = off")):
        memory = Path("/dev/shm")
        base = memory if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30 else None
        self.folder = Path(tempfile.mkdtemp(prefix="homigo-api.", dir=base))
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.data = self.folder / "cluster"
        self._create(settings)
        self.start()
        self._prepare_role()

    def _create(self, settings):
        self._run("initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync")
        lines = ["listen_addresses = ''", f"unix_socket_directories = '{self.folder}'", "max_connections = 300",
                 "timezone = 'UTC'", *settings]
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write("\n".join(lines) + "\n")

    def _run(self, tool, *arguments):
        done = subprocess.run(as_postgres([str(PG_BIN / tool), *map(str, arguments)]), cwd="/", text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{tool}: {done.stdout}\n{self.log()[-2000:]}")

    def log(self):
        file = self.folder / "postgresql.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def start(self):
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "postgresql.log", "-w", "-t", START_SECONDS, "start")

    def stop(self, mode="fast"):
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def kill(self):
        """kill -9 of the postmaster; its children notice and end."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        eventually_now(lambda: not self._processes(), "the killed PostgreSQL's children end", within=30)
        # As after a restart of the machine: the number in them may have gone to somebody else, or to a zombie.
        for lock in (self.data / "postmaster.pid", self.folder / ".s.PGSQL.5432.lock"):
            lock.unlink(missing_ok=True)

    def _processes(self):
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                working_folder = os.readlink(process / "cwd")
            except OSError:
                continue
            if working_folder == str(self.data):
                found.append(process.name)
        return found

    def conninfo(self, database, user="homigo"):
        return f"host={self.folder} port=5432 dbname={database} user={user}"

    def connect(self, database):
        """As superuser, each statement its own transaction."""
        connection = psycopg2.connect(self.conninfo(database, "postgres"))
        connection.autocommit = True
        return connection

    def _prepare_role(self):
        with self.connect("postgres") as connection, connection.cursor() as cursor:
            cursor.execute("CREATE ROLE homigo LOGIN")

    def create_database(self, name, template=None):
        """Owned by the server's role, which is no superuser; PostGIS is there already."""
        connection = self.connect("postgres")
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} OWNER homigo" + (f" TEMPLATE {template}" if template else ""))
        connection.close()
        if not template:
            connection = self.connect(name)
            with connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
            connection.close()

    def destroy(self):
        try:
            self.stop("immediate")
        except RuntimeError:
            pass
        shutil.rmtree(self.folder, ignore_errors=True)
