"""The play: two acts of tenants and hosts, and what they share."""
import asyncio
import sys
import time

from client import Device
from people import Talk

# Tenants at work at one time; the others wait for their turn, as a closed loop does.
TENANTS_AT_ONCE = 32
# Should no event tell of a like, the inbox is read after this time.
LONGEST_WAIT_S = 10
# The server's sweep of events heals a lost push within five seconds.
ARRIVAL_S = 20

QUESTIONS = ["Is the flat still available?", "Could I come and see it on Saturday?", "Is the deposit negotiable?",
             "How is the water supply in summer?"]
REPLIES = ["Yes, it is.", "Saturday at eleven would suit me.", "We can talk about that when you visit.", "No trouble so far."]


class Play:
    def __init__(self, client, people):
        self.client, self.people, self.log = client, people, client.log
        self.tenants = {who.user_id: who for who in people.tenants}
        self.hosts = {who.user_id: who for who in people.hosts}
        self.talks = {}
        self.swipes = self.likes = self.undone = self.messages = 0
        self.tenants_have_swiped = False

    async def perform(self):
        await self.all_hosts(self.come_online)
        async with asyncio.TaskGroup() as both:
            both.create_task(self.all_hosts(self.answer_tenants))
            await self.all_tenants("browse, swipe, answer", self.look_for_a_home)
            self.tenants_have_swiped = True
            for host in self.people.hosts:
                host.news.notify()
        await self.all_tenants("match and talk", self.answer_and_talk)
        self.check_matches_heard()
        await self.all_hosts(lambda host: host.device.close())

    async def all_hosts(self, part):
        await asyncio.gather(*(part(host) for host in self.people.hosts))

    async def all_tenants(self, title, part):
        waiting, ready, told_at = iter(self.people.tenants), 0, 0

        async def one_after_the_other():
            nonlocal ready, told_at
            for tenant in waiting:
                await part(tenant)
                ready += 1
                if time.monotonic() - told_at > 5 or ready == len(self.people.tenants):
                    told_at = time.monotonic()
                    print(f"{title}: {ready} of {len(self.people.tenants)} tenants, {self.swipes} swipes, {len(self.talks)} "
                          f"matches, {self.messages} messages, {self.log.errors()} errors", file=sys.stderr)

        await asyncio.gather(*(one_after_the_other() for _ in range(TENANTS_AT_ONCE)))

    # What devices hear.

    def hear(self, who, event, data):
        if event == "message.created":
            self.hear_message(who, data)
        elif event == "match.created":
            if data["conversation_id"] in who.matches_heard:
                self.log.failed("event heard", "match.created came twice")
            who.matches_heard.add(data["conversation_id"])
        elif event == "swipe.received" and who.user_id in self.hosts:
            who.likes_heard += 1
            who.news.notify()

    def hear_message(self, who, message):
        talk = self.talks.get(message["conversation_id"])
        if talk is None:
            return  # of somebody who does not play
        talk.side_of(who).sequences.append(message["sequence"])
        if message["sender_id"] != who.user_id:
            self.log.taken["message to the other's screen"].append(time.monotonic() - talk.said_at)
        talk.heard.notify()

    def check_matches_heard(self):
        """match.created came over the device of everybody who talked."""
        for identifier, talk in self.talks.items():
            for side in (talk.tenant_side, talk.host_side):
                if side.who.device and identifier not in side.who.matches_heard:
                    self.log.failed("event heard", f"match.created of conversation {identifier} never came")

    # What both do.

    async def come_online(self, who):
        who.device = Device(self.client, who, self.hear)
        return await who.device.open()

    async def swipe(self, who, target_type, target_id, as_id, action):
        """A match that comes of it opens its talk."""
        kind = "swipe by tenant" if target_type == "listing" else "swipe by host"
        body = {"target_type": target_type, "target_id": target_id, "as_id": as_id, "action": action}
        swiped = await self.client.call(kind, "POST", "/api/v1/swipe", who, body)
        if swiped:
            self.swipes += 1
            self.likes += action != "dislike"
            if swiped.get("match"):
                self.open_talk(who, swiped["match"])
        return swiped

    def open_talk(self, who, match):
        pair = (who.user_id, match["counterpart"]["user_id"])
        tenant = next((self.tenants[each] for each in pair if each in self.tenants), None)
        host = next((self.hosts[each] for each in pair if each in self.hosts), None)
        if tenant is None or host is None:
            return self.log.failed("match", "its two people are not the two who swiped")
        if match["conversation_id"] in self.talks:
            return self.log.failed("match", "made twice")
        talk = self.talks[match["conversation_id"]] = Talk(match["conversation_id"], tenant, host)
        return tenant.talks.append(talk)

    # What a host does: hears of likes over the WebSocket, reads the inbox, answers, and looks around for tenants.

    async def answer_tenants(self, host):
        answered = set()
        while True:
            is_last_look, known = self.tenants_have_swiped, host.likes_heard
            if await self.answer_inbox(host, answered):
                continue
            if is_last_look:
                break
            await host.news.until(lambda: self.tenants_have_swiped or host.likes_heard != known, LONGEST_WAIT_S)
            # A few more may follow at once: one look at the inbox serves them all.
            await host.news.until(lambda: self.tenants_have_swiped or host.likes_heard >= known + 5, 0.5)
        await self.look_around(host)

    async def answer_inbox(self, host, answered):
        """How many were new. Likes of an earlier run stay where they are: nobody would talk to their matches."""
        fresh, after = 0, ""
        while after is not None:
            page = await self.client.call("likes received", "GET", "/api/v1/swipes/received?limit=50" + after, host)
            if not page:
                break
            for like in page["items"]:
                wish = like["requirement"]
                if wish["tenant_id"] not in self.tenants or like["swipe_id"] in answered:
                    continue
                answered.add(like["swipe_id"])
                fresh += 1
                action = "like" if host.dice.random() < 0.5 else "dislike"
                await self.swipe(host, "requirement", wish["requirement_id"], like["listing"]["listing_id"], action)
            after = "&cursor=" + page["next_cursor"] if page.get("next_cursor") else None
        return fresh

    async def look_around(self, host):
        """Hosts like first, too: the tenants find it in their inboxes in the second act."""
        for listing_id in host.listings[:2]:
            path = "/api/v1/feed/requirements?limit=10&listing_id=" + listing_id
            page = await self.client.call("feed page of a host", "GET", path, host)
            wishes = [item["requirement"] for item in page["items"]] if page else []
            wish = next((wish for wish in wishes if wish["tenant_id"] in self.tenants), None)
            if wish:
                action = "like" if host.dice.random() < 0.6 else "dislike"
                await self.swipe(host, "requirement", wish["requirement_id"], listing_id, action)

    # What a tenant does: asks for a home, pays, browses the feed, swipes, answers hosts, talks.

    async def look_for_a_home(self, tenant):
        if await self.publish_wish(tenant):
            await self.browse(tenant)

    async def publish_wish(self, tenant):
        async def done(kind, verb, path, body, who=tenant):
            return await self.client.call(kind, verb, path, who, body)

        if await done("profile made", "POST", "/api/v1/users/me/tenant-profile", tenant.profile) is None:
            return False
        made = await done("requirement made", "POST", "/api/v1/requirements", tenant.wish)
        if made is None:
            return False
        tenant.requirement_id = made["requirement_id"]
        wanted = {"purpose": "tenant_listing", "subject_id": tenant.requirement_id, "gateway": "sandbox"}
        begun = await done("payment begun", "POST", "/api/v1/payments/initiate", wanted)
        if begun is None:
            return False
        settle = f"/dev/payments/{begun['payment_id']}/settle"
        if await done("payment settled", "POST", settle, {"outcome": "success"}, None) is None:
            return False
        path = "/api/v1/requirements/" + tenant.requirement_id
        return await done("requirement published", "PUT", path, {"status": "active"}) is not None

    async def browse(self, tenant):
        cards_left, may_super_like = tenant.dice.randint(3, 8), True
        feed = "/api/v1/feed/listings?limit=5&requirement_id=" + tenant.requirement_id
        after = ""
        while cards_left > 0 and after is not None:
            page = await self.client.call("feed page", "GET", feed + after, tenant)
            if not page:
                return
            for card in page["items"][:cards_left]:
                may_super_like = await self.decide(tenant, card, may_super_like)
            cards_left -= len(page["items"])
            after = "&cursor=" + page["next_cursor"] if page.get("next_cursor") else None

    async def decide(self, tenant, card, may_super_like):
        """The better it fits, the likelier a like; one super like a day at most: whether there is one left."""
        likes = tenant.dice.random() < min(max((card["compatibility_score"] - 25) / 50, 0.1), 0.85)
        very_much = likes and may_super_like and tenant.dice.random() < 0.05
        action = "super_like" if very_much else "like" if likes else "dislike"
        swiped = await self.swipe(tenant, "listing", card["listing"]["listing_id"], tenant.requirement_id, action)
        if swiped and not likes and tenant.dice.random() < 0.05:
            undo = {"swipe_id": swiped["swipe_id"]}
            if await self.client.call("dislike undone", "POST", "/api/v1/swipe/undo", tenant, undo) is not None:
                self.undone += 1
        return may_super_like and not very_much

    async def answer_and_talk(self, tenant):
        inbox = await self.client.call("likes received", "GET", "/api/v1/swipes/received?limit=100", tenant)
        for like in inbox["items"] if inbox else []:
            action = "like" if tenant.dice.random() < 0.7 else "dislike"
            await self.swipe(tenant, "listing", like["listing"]["listing_id"], tenant.requirement_id, action)
        if not tenant.talks:
            return
        if await self.come_online(tenant) and await tenant.device.resume(0):
            await asyncio.gather(*(self.hold_talk(talk) for talk in tenant.talks))
        await tenant.device.close()

    # What a matched pair does: writes back and forth over WebSocket and REST, reads, and counts what arrived.

    async def hold_talk(self, talk):
        """Three to eight messages; each must reach both screens before the next."""
        dice = talk.tenant_side.who.dice
        messages = dice.randint(3, 8)
        speaker, listener = talk.tenant_side, talk.host_side
        for number in range(1, messages + 1):
            if not await self.say(talk, speaker, number) or not await self.arrives(talk, number):
                return
            if dice.random() < 0.5:
                await self.mark_read(talk, listener, number)
            if dice.random() < 0.8:
                speaker, listener = listener, speaker
        await self.look_back(talk, messages)

    async def tell(self, talk, side, kind, way, body):
        """Over WebSocket or REST, whichever the dice say: whether it was done."""
        operation, path = way
        if talk.tenant_side.who.dice.random() < 0.6:
            data = {"conversation_id": talk.conversation_id, **body}
            return await side.who.device.ask(kind + " over WebSocket", operation, data)
        path = f"/api/v1/conversations/{talk.conversation_id}/{path}"
        return await self.client.call(kind + " over REST", "POST", path, side.who, body) is not None

    async def say(self, talk, speaker, number):
        text = speaker.who.dice.choice(QUESTIONS if speaker is talk.tenant_side else REPLIES)
        talk.said_at = time.monotonic()
        body = {"type": "text", "body": text, "client_message_id": str(number)}
        said = await self.tell(talk, speaker, "message", ("message.send", "messages"), body)
        self.messages += said
        return said

    async def mark_read(self, talk, reader, number):
        if await self.tell(talk, reader, "read mark", ("message.read", "read"), {"sequence": number}):
            reader.read_up_to = number

    async def arrives(self, talk, number):
        def on_both():
            return all(len(side.sequences) >= number for side in (talk.tenant_side, talk.host_side))

        arrived = await talk.heard.until(on_both, ARRIVAL_S)
        if not arrived:
            self.log.failed("message to the other's screen", "did not arrive within 20 s")
        return arrived

    async def look_back(self, talk, messages):
        """Messages count 1, 2, 3 … and came in that order, once; the server remembers the same."""
        once = list(range(1, messages + 1))
        if talk.tenant_side.sequences != once or talk.host_side.sequences != once:
            self.log.failed("messages exactly once", "conversation " + talk.conversation_id)
        path = f"/api/v1/conversations/{talk.conversation_id}?limit=100"
        seen = await self.client.call("conversation read", "GET", path, talk.tenant_side.who)
        if seen and len(seen["messages"]["items"]) != messages:
            self.log.failed("conversation read", "it does not hold what was written")
        if seen and (seen.get("read_sequence") or 0) < talk.host_side.read_up_to:
            self.log.failed("conversation read", "the host's read mark is lost")
