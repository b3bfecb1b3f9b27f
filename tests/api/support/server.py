"""One server process: its settings, start, readiness, and every way to end it."""
import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from support.waiting import eventually_now

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("HOMIGO_BINARY", ROOT / "build/release/app/homigo_server"))
READY_SECONDS = 60
DRAIN_SECONDS = 20

# Many accounts in a short time: cheap password hashes, and limits that one test address does not reach.
TEST_SETTINGS = {
    "accounts.password_memory_kib": 64,
    "accounts.password_passes": 1,
    "accounts.otp_resend_seconds": 0,
    "accounts.otp_per_address_hourly": 1000000,
    "accounts.wrong_tries_per_address": 1000000,
    "http.max_connections_per_address": 10000,
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, conninfo, settings=None):
        self.folder = Path(tempfile.mkdtemp(prefix="homigo-server."))
        self.log_file = self.folder / "server.log"
        self.config = self.folder / "homigo.conf"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        every = {"http.address": "127.0.0.1", "http.port": self.port, "environment": "development",
                 "providers.mode": "sandbox", "database.url": conninfo, "data.folder": self.folder,
                 **TEST_SETTINGS, **(settings or {})}
        self.config.write_text("".join(f"{key} = {value}\n" for key, value in every.items()), encoding="utf-8")

    def run_verb(self, *words):
        """A verb that ends by itself; its standard output."""
        done = subprocess.run([str(BINARY), *words, "--config", str(self.config)], cwd=ROOT, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, timeout=120)
        assert done.returncode == 0, f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def migrate(self):
        self.run_verb("migrate")

    def launch(self):
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen([str(BINARY), "serve", "--config", str(self.config), "--set",
                                             f"http.port={self.port}"], cwd=ROOT, stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL)

    def start(self):
        self.launch()
        eventually_now(self._is_ready_or_gone, "the server is ready", within=READY_SECONDS)

    def _is_ready_or_gone(self):
        assert self.process.poll() is None, f"the server ended with {self.process.returncode}:\n{self.log()[-4000:]}"
        return self.is_ready()

    def is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def signal_drain(self):
        self.process.send_signal(signal.SIGTERM)

    def terminate(self):
        """Drains; the exit code."""
        self.signal_drain()
        return self.process.wait(timeout=DRAIN_SECONDS + 5)

    def restart(self):
        self.terminate()
        self.start()

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def faults(self):
        """Lines of the log that no request, however wrong, may cause."""
        return [line for line in self.log().splitlines() if " error " in line or " critical " in line or "Sanitizer" in line]

    def destroy(self):
        if self.is_alive():
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
