"""Search finds what people mean, whichever way they write it."""
from support import bodies
from support.pair import somewhere
from support.waiting import eventually


async def empty_shelf(api):
    return Shelf(api, await api.host(), somewhere())


class Shelf:
    """Listings at a place of their own."""

    def __init__(self, api, host, place):
        self.api, self.host, self.place = api, host, place

    async def add(self, **changes):
        return (await self.host.live_listing(location=self.place, **changes))["listing_id"]

    async def items(self, **query):
        near = f"{self.place['latitude']},{self.place['longitude']}"
        return (await self.api.get("/listings", query={"near": near, "radius_m": 2000, "limit": 100, **query})).want(200)["items"]

    async def found(self, **query):
        return {item["listing_id"] for item in await self.items(**query)}

    async def holds(self, count):
        async def is_whole():
            return len(await self.found()) == count
        await eventually(is_whole, f"{count} listings are found")


async def test_an_excluded_word_keeps_out_every_listing_that_says_it_in_any_form(api):
    shelf = await empty_shelf(api)
    quiet = await shelf.add(title="Quiet flat", description="By the lake.")
    await shelf.add(title="Flat where pets are welcome", description="By the lake.")
    await shelf.add(title="Flat by the lake", description="Pet-friendly.")
    await shelf.add(title="Flat by the lake", description="Quiet.", amenities=["pet_area"])
    await shelf.holds(4)
    for words in ("flat -pets", "flat -pet", "-pets flat", "lake -\"pets\""):
        assert await shelf.found(q=words) == {quiet}, words


async def test_rooms_and_amounts_are_found_however_they_are_written(api):
    shelf = await empty_shelf(api)
    spaced = await shelf.add(title="Sunny 2 BHK", configuration="2 BHK", description="Only 30,000 a month, with Wi-Fi.")
    joined = await shelf.add(title="Airy 3bhk", configuration="3BHK", description="Deposit 120000.", amenities=["gym"])
    await shelf.holds(2)
    for words in ("2bhk", "2 bhk", "2-BHK", "30000", "30,000", "wifi", "WiFi", "wi-fi"):
        assert await shelf.found(q=words) == {spaced}, words
    for words in ("3 BHK", "3bhk", "1,20,000"):
        assert await shelf.found(q=words) == {joined}, words


async def test_cities_localities_and_amenities_are_found_without_regard_to_case_accents_and_blanks(api):
    shelf = await empty_shelf(api)
    address = {**bodies.listing_body()["address"], "city": "Bengalūru", "locality": "Indirā Nagar"}
    home = await shelf.add(address=address, amenities=["WiFi", "gym"])
    await shelf.add(amenities=["gym"])
    await shelf.holds(2)
    for query in ({"city": "BENGALURU"}, {"city": " bengaluru "}, {"locality": "indira  nagar"}, {"amenities": "wifi"}, {"amenities": "WIFI,gym"},
                  {"amenities": "wi-fi"}, {"q": "bengaluru"}):
        assert await shelf.found(**query) == {home}, query


async def test_search_places_premium_first_and_labels_it(api):
    shelf = await empty_shelf(api)
    premium = (await shelf.host.draft_listing(location=shelf.place))["listing_id"]
    await shelf.host.add_photos(premium)
    await shelf.host.pay("premium_listing", premium)

    async def is_live():
        return (await shelf.host.get(f"/listings/{premium}")).want(200)["status"] == "active"
    await eventually(is_live, "the premium listing is live")
    plain = [await shelf.add(), await shelf.add()]
    await shelf.holds(3)
    for query in ({}, {"sort": "newest"}, {"q": "powai"}):
        items = await shelf.items(**query)
        assert [item["listing_id"] for item in items][0] == premium and [item["is_premium"] for item in items] == [True, False, False], query
    assert {item["listing_id"] for item in (await shelf.items())[1:]} == set(plain)
