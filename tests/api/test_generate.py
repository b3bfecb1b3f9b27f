"""Generated stock, as a load client meets it."""
import csv
import stat


async def test_tokens_of_generated_people_work_on_a_serving_instance(server, new_api, tmp_path):
    file = tmp_path / "tokens.csv"
    told = server.run_verb("generate", "--listings", "400", "--requirements", "40", "--seed", "77", "--tokens", str(file))
    assert "added 400 listings and 40 requirements" in told
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    people = list(csv.DictReader(file.open(encoding="utf-8")))
    assert sum(len(p["postings"].split()) for p in people if p["role"] == "host") == 400
    api = new_api(server)
    tenant = next(p for p in people if p["role"] == "tenant")
    me = (await api.get("/users/me", token=tenant["access_token"])).want(200)
    assert me["user_id"] == tenant["user_id"] and me["tenant_profile"] is not None
    (await api.get(f"/feed/listings?requirement_id={tenant['postings']}", token=tenant["access_token"])).want(200)
    host = next(p for p in people if p["role"] == "host")
    listing = (await api.get(f"/listings/{host['postings'].split()[0]}", token=host["access_token"])).want(200)
    assert listing["status"] == "active" and len(listing["photos"]) == 3


async def test_a_generated_pair_can_match(server, new_api, tmp_path):
    file = tmp_path / "tokens.csv"
    server.run_verb("generate", "--listings", "20", "--requirements", "20", "--seed", "78", "--tokens", str(file))
    people = list(csv.DictReader(file.open(encoding="utf-8")))
    host = next(p for p in people if p["role"] == "host")
    tenant = next(p for p in people if p["role"] == "tenant")
    listing, requirement = host["postings"].split()[0], tenant["postings"]
    api = new_api(server)
    one = {"target_type": "listing", "target_id": listing, "as_id": requirement, "action": "like"}
    other = {"target_type": "requirement", "target_id": requirement, "as_id": listing, "action": "like"}
    (await api.post("/swipe", one, token=tenant["access_token"])).want(200)
    assert (await api.post("/swipe", other, token=host["access_token"])).want(200)["matched"]


def test_a_second_run_of_a_seed_adds_nothing(server):
    server.run_verb("generate", "--listings", "50", "--requirements", "0", "--seed", "79")
    assert "exists already" in server.run_verb("generate", "--listings", "50", "--requirements", "0", "--seed", "79")
