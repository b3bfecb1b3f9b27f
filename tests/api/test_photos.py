"""Photos: their order, and files that are not what they say."""
import asyncio
import itertools

import aiohttp
import pytest

from support import pictures
from support.pair import live_pair


async def test_each_photo_has_three_sizes_that_anybody_can_fetch(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    photo = (await host.add_photo(listing_id, "room", 1, pictures.png(1800, 900))).want(201)
    sizes = []
    for name in ("thumb", "card", "full"):
        file = await api.get(photo["urls"][name])
        assert file.status == 200 and file.media_type == "image/jpeg"
        sizes.append(pictures.size_of_jpeg(file.content)[0])
        assert (await api.get(photo["urls"][name], headers={"If-None-Match": file.headers["ETag"]})).status == 304
    assert sizes == [320, 800, 1600]
    assert (await host.get(f"/listings/{listing_id}")).want(200)["photos"][0]["photo_id"] == photo["photo_id"]


async def test_the_first_place_is_a_rooms_and_the_order_is_judged_when_publishing(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    await host.pay("host_listing", listing_id)
    publish = {"status": "active"}
    (await host.add_photo(listing_id, "kitchen", 1)).problem(409, "photo_sequence_incomplete")
    for photo_type, order in (("bathroom", 2), ("kitchen", 3), ("room", 1)):
        (await host.add_photo(listing_id, photo_type, order)).want(201)
    (await host.put(f"/listings/{listing_id}", publish)).problem(409, "photo_sequence_incomplete")
    photos = {p["photo_type"]: p["photo_id"] for p in (await host.get(f"/listings/{listing_id}")).want(200)["photos"]}
    moved = (await host.put(f"/listings/{listing_id}/photos/order",
                            [{"photo_id": photos["kitchen"], "sequence_order": 2},
                             {"photo_id": photos["bathroom"], "sequence_order": 3}])).want(200)["items"]
    assert [p["photo_type"] for p in moved] == ["room", "kitchen", "bathroom"]
    assert (await host.put(f"/listings/{listing_id}", publish)).want(200)["status"] == "active"
    (await host.add_photo(listing_id, "balcony", 4)).problem(409, "photo_sequence_incomplete")
    (await host.add_photo(listing_id, "hall", 4)).want(201)


async def test_photos_may_be_uploaded_at_once_the_largest_first(api):
    for order in itertools.permutations((("room", 1, 1600), ("kitchen", 2, 200), ("bathroom", 3, 200))):
        host = await api.host()
        listing_id = (await host.draft_listing())["listing_id"]
        uploads = [host.add_photo(listing_id, kind, place, pictures.png(width, width, hue=place * 40))
                   for kind, place, width in order]
        for answer in await asyncio.gather(*uploads):
            answer.want(201)
        await host.pay("host_listing", listing_id)
        assert (await host.get(f"/listings/{listing_id}")).want(200)["status"] == "active"


async def test_a_picture_of_a_live_listing_is_replaced_in_its_place(api):
    host = await api.host()
    listing_id = (await host.live_listing())["listing_id"]
    room = (await host.get(f"/listings/{listing_id}")).want(200)["photos"][0]
    form = aiohttp.FormData()
    form.add_field("photo", pictures.png(500, 300, hue=200), filename="p.png", content_type="image/png")
    path = f"/listings/{listing_id}/photos/{room['photo_id']}"
    replaced = (await host.call("PUT", path, form=form)).want(200)
    assert {k: replaced[k] for k in ("photo_id", "photo_type", "sequence_order")} == \
        {"photo_id": room["photo_id"], "photo_type": "room", "sequence_order": 1}
    after = (await host.get(f"/listings/{listing_id}")).want(200)
    assert after["status"] == "active" and after["photos"][0]["urls"] == replaced["urls"] != room["urls"]
    assert (await api.get(replaced["urls"]["full"])).status == 200


async def test_an_order_that_is_wrong_is_refused_whole(api):
    host = await api.host()
    listing_id = (await host.live_listing())["listing_id"]
    path = f"/listings/{listing_id}/photos/order"
    before = (await host.get(f"/listings/{listing_id}")).want(200)["photos"]
    kitchen, bathroom = before[1]["photo_id"], before[2]["photo_id"]
    (await host.put(path, [{"photo_id": kitchen, "sequence_order": 3},
                           {"photo_id": bathroom, "sequence_order": 2}])).problem(409, "photo_sequence_incomplete")
    (await host.put(path, [{"photo_id": kitchen, "sequence_order": 3}])).problem(409, "conflict")
    assert "/0/sequence_order" in (await host.put(path, [{"photo_id": kitchen, "sequence_order": 99}])).pointers()
    assert (await host.put(path, {"photo_id": kitchen})).problem(400)["detail"] == "The body must be a JSON list."
    assert (await host.put(path, [])).pointers() == {""}
    assert "/1/photo_id" in (await host.put(path, [{"photo_id": kitchen, "sequence_order": 3}, {"sequence_order": 2}])).pointers()
    assert "/0/place" in (await host.put(path, [{"photo_id": kitchen, "sequence_order": 3, "place": 1}])).pointers()
    for no_json in (b'[],"x":1', b'[]]', b'[', b''):
        (await host.call("PUT", path, data=no_json)).problem(400)
    (await host.put(path, [])).want(422)
    assert (await host.get(f"/listings/{listing_id}")).want(200)["photos"] == before


async def test_a_photo_can_be_removed_but_not_a_needed_one_of_a_live_listing(api):
    host = await api.host()
    draft = (await host.draft_listing())["listing_id"]
    photo = (await host.add_photo(draft, "room", 1)).want(201)
    assert (await host.delete(f"/listings/{draft}/photos/{photo['photo_id']}")).status == 204
    assert (await host.delete(f"/listings/{draft}/photos/{photo['photo_id']}")).status == 404
    live = await host.live_listing()
    kitchen = next(p for p in (await host.get(f"/listings/{live['listing_id']}")).json["photos"] if p["photo_type"] == "kitchen")
    (await host.delete(f"/listings/{live['listing_id']}/photos/{kitchen['photo_id']}")).problem(409)


async def test_what_a_camera_hides_in_a_photo_is_gone(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    secret = b"GPS 19.117634 72.906112 taken by Nobody"
    for order, (content, media_type) in enumerate([(pictures.png_with_secrets(secret), "image/png"),
                                                   (pictures.jpeg(secret=secret), "image/jpeg")], 1):
        photo = (await host.add_photo(listing_id, "room", order, content, media_type)).want(201)
        for url in photo["urls"].values():
            served = (await api.get(url)).content
            assert secret not in served and b"Exif" not in served


async def test_a_photo_taken_sideways_is_turned_upright(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    sideways = pictures.jpeg(160, 80, secret=b"x", orientation=6)
    photo = (await host.add_photo(listing_id, "room", 1, sideways, "image/jpeg")).want(201)
    assert pictures.size_of_jpeg((await api.get(photo["urls"]["full"])).content) == (80, 160)


@pytest.mark.parametrize("content", [
    b"", b"GIF89a not really", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n",
    pictures.png()[:60], pictures.png_bomb(), pictures.png_bomb(12001, 1), pictures.jpeg()[:20], b"RIFF\0\0\0\0WEBPVP8 ",
    b"II*\0" + b"\0" * 50, bytes(range(256)) * 8,
], ids=["empty", "gif", "svg", "pdf", "png signature", "cut png", "bomb", "too wide", "cut jpeg", "cut webp", "tiff", "noise"])
async def test_a_file_that_is_no_photo_is_refused(api, content):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    answer = await host.add_photo(listing_id, "room", 1, content)
    assert answer.status in (415, 422), answer.text
    answer.problem(answer.status)
    assert (await host.get(f"/listings/{listing_id}")).want(200)["photos"] == []


async def test_thirty_photos_sent_at_once_from_one_address_are_all_taken(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    uploads = await asyncio.gather(*(host.add_photo(listing_id, "room", place, pictures.png(320, 240, hue=place * 8))
                                     for place in range(1, 31)))
    assert [one.status for one in uploads] == [201] * 30


async def test_the_declared_type_is_not_believed(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    (await host.add_photo(listing_id, "room", 1, pictures.jpeg(), "image/webp")).want(201)


async def test_a_photo_larger_than_the_limit_is_413(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    for size, limit in ((40 << 20, "The body can be at most 33554432 bytes (32 MiB)"),
                        ((30 << 20) + 1, 'the part "photo" may have at most 31457280 bytes (30 MiB)')):
        big = pictures.png(extra_chunks=[(b"juNk", bytes(size))])
        assert limit in (await host.add_photo(listing_id, "room", 1, big)).problem(413)["detail"]


async def test_parts_that_are_missing_or_wrong_are_named(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    form = aiohttp.FormData()
    form.add_field("photo_type", "cellar")
    form.add_field("sequence_order", "first", content_type="text/plain")
    answer = await host.call("POST", f"/listings/{listing_id}/photos", form=form)
    assert answer.status in (415, 422)
    form = aiohttp.FormData()
    form.add_field("photo_type", "cellar")
    form.add_field("sequence_order", "0")
    form.add_field("photo", b"x", filename="x.png")
    assert {"/photo_type", "/sequence_order"} <= (await host.call("POST", f"/listings/{listing_id}/photos", form=form)).pointers()


async def test_photos_belong_to_the_host_alone(api):
    pair = await live_pair(api)
    photo = (await pair.host.get(f"/listings/{pair.listing_id}")).json["photos"][0]
    (await pair.tenant.add_photo(pair.listing_id, "hall", 4)).want(403, 404)
    (await pair.tenant.delete(f"/listings/{pair.listing_id}/photos/{photo['photo_id']}")).want(403, 404)


@pytest.mark.parametrize("key", ["..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/homigo.conf", "....//x.jpg", "x" * 300, "a%00.jpg"])
async def test_a_media_key_cannot_leave_the_photo_store(api, key):
    assert (await api.get(f"/media/photos/{key}")).status in (400, 404)


async def test_a_folder_of_photos_that_is_gone_is_503_and_comes_back_by_itself(new_instance, new_api):
    server, _ = new_instance()
    api = new_api(server)
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    photo = (await host.add_photo(listing_id, "room", 1)).want(201)
    folder, aside = server.folder / "photos", server.folder / "aside"
    folder.rename(aside)
    folder.write_text("no folder")  # even root cannot make one here
    refused = await host.add_photo(listing_id, "kitchen", 2)
    refused.problem(503, "storage_unavailable")
    assert int(refused.headers["Retry-After"]) >= 1
    (await api.get(photo["urls"]["thumb"])).problem(503, "storage_unavailable")
    folder.unlink()
    (await host.add_photo(listing_id, "kitchen", 2)).want(201)
    assert (await api.get(photo["urls"]["thumb"])).status == 404
    server.terminate()


async def test_a_replacement_takes_the_picture_alone(api):
    host = await api.host()
    listing = await host.live_listing()
    photo = (await host.get(f"/listings/{listing['listing_id']}")).want(200)["photos"][0]
    form = aiohttp.FormData()
    form.add_field("photo", pictures.png(), filename="x.png")
    form.add_field("photo_type", "kitchen")
    answer = await host.call("PUT", f"/listings/{listing['listing_id']}/photos/{photo['photo_id']}", form=form)
    assert {(e["pointer"], e["code"]) for e in answer.problem(422)["errors"]} == {("/photo_type", "unknown_field")}


async def test_unknown_parts_of_an_upload_are_named(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    form = aiohttp.FormData()
    for name, value in (("photo_type", "room"), ("sequence_order", "1"), ("caption", "nice")):
        form.add_field(name, value)
    form.add_field("photo", pictures.png(), filename="x.png")
    answer = await host.call("POST", f"/listings/{listing_id}/photos", form=form)
    assert {(e["pointer"], e["code"]) for e in answer.problem(422)["errors"]} == {("/caption", "unknown_field")}


async def test_a_jpeg_without_its_last_two_bytes_is_taken(api):
    host = await api.host()
    listing_id = (await host.draft_listing())["listing_id"]
    (await host.add_photo(listing_id, "room", 1, pictures.jpeg(640, 480)[:-2], "image/jpeg")).want(201)
