"""What the server writes beside PostgreSQL, on a disk that is really full: it says so, goes on, and needs nobody afterwards."""
import http.client
import subprocess

import pytest

from support.server import BINARY, ROOT, Server
from support.small_disk import SmallDisk
from support.waiting import eventually_now

ADVERTISEMENTS = ROOT / "tests/data/advertisements/owner_portal.csv"


@pytest.fixture
def disk():
    made = SmallDisk(4)
    yield made
    made.destroy()


async def test_photos_on_a_full_disk_are_503_leave_nothing_and_are_taken_when_there_is_room(new_instance, new_api, disk):
    server, _ = new_instance()
    photos = disk.folder / "photos"
    (server.folder / "photos").rename(server.folder / "before")
    (server.folder / "photos").symlink_to(photos)
    photos.mkdir()
    api = new_api(server)
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    disk.fill()
    for _ in range(3):
        refused = await host.add_photo(listing_id, "room", 1)
        refused.problem(503, "storage_unavailable")
        assert int(refused.headers["Retry-After"]) >= 1
    assert [f for f in photos.rglob("*") if f.is_file()] == []
    assert (await host.get(f"/listings/{listing_id}")).want(200)["photos"] == []
    (await api.get("/readyz")).want(200)
    disk.empty()
    photo = (await host.add_photo(listing_id, "room", 1)).want(201)
    (await api.get(photo["urls"]["thumb"])).want(200)
    server.terminate()


def test_an_import_whose_report_cannot_be_written_says_so_after_it_has_imported(cluster, migrated):
    cluster.create_database("homigo_full_report", template=migrated)
    server = Server(cluster.conninfo("homigo_full_report"))
    try:
        done = subprocess.run([str(BINARY), "import", "--report", "/dev/full", "--config", str(server.config), str(ADVERTISEMENTS)], cwd=ROOT,
                              text=True, capture_output=True, check=False, timeout=60)
        assert done.returncode != 0 and "the report could not be written to its end" in done.stderr
        assert "imported" in done.stdout, done.stdout
    finally:
        server.destroy()


def ask(server, times=1):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for _ in range(times):
        connection.request("GET", "/api/v1/listings/nothing", headers={"X-Request-Id": "x" * 64})
        assert connection.getresponse().read()
    connection.close()


def test_a_server_whose_log_cannot_be_written_serves_and_logs_again_when_there_is_room(cluster, migrated, disk):
    cluster.create_database("homigo_full_log", template=migrated)
    server = Server(cluster.conninfo("homigo_full_log"), {"log.file": disk.folder / "server.log", "log.file_megabytes": 1, "log.files": 2,
                                                          "log.requests_per_second": 1000000})
    try:
        server.start()
        ask(server)
        log = disk.folder / "server.log"
        eventually_now(lambda: "request route" in log.read_text(), "requests are logged")
        disk.fill()
        ask(server, 12000)  # more than one file would hold
        assert server.is_ready()
        disk.empty()

        def tells_of_the_gap():
            ask(server)
            return "bytes of the log could not be written" in log.read_text()
        eventually_now(tells_of_the_gap, "the log goes on")
        assert "serving on" in log.read_text(), "what was written before is still there"
        assert server.terminate() == 0
    finally:
        server.destroy()
