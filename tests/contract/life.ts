// The whole life of a tenant and a host, written against the types that are generated from the served document, and
// nothing else: what does not compile here, an app developer could not have written either.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { components, paths } from './build/schema.js';
import { picture } from './picture.js';
import { Ear } from './socket.js';

type schemas = components['schemas'];
const url = process.argv[2] ?? 'http://127.0.0.1:8080';
const password = 'three blue kites 7';
// As the document says of every array in a query.
const querySerializer = { array: { style: 'form', explode: false } } as const;
const anonymous = createClient<paths>({ baseUrl: url, querySerializer });
const started = Date.now().toString().slice(-8);
let people = 0;

interface Answered<T, E> {
  data?: T;
  error?: E;
  response: Response;
}

/** The documented body of a documented success. */
function must<T, E>(answer: Answered<T, E>, status: number): NonNullable<T> {
  assert.equal(answer.response.status, status, JSON.stringify(answer.error ?? answer.data));
  assert.ok(answer.data !== undefined && answer.data !== null);
  return answer.data;
}

function done<T, E>(answer: Answered<T, E>, status: number): void {
  assert.equal(answer.response.status, status, JSON.stringify(answer.error));
}

/** The problem that the answer must be. */
function problem<T>(answer: Answered<T, schemas['problem']>, status: number, code?: schemas['problem_code']): schemas['problem'] {
  assert.equal(answer.response.status, status, JSON.stringify(answer.error ?? answer.data));
  assert.ok(answer.error?.request_id);
  if (code) assert.equal(answer.error.code, code);
  return answer.error;
}

async function step<T>(what: string, play: () => Promise<T>): Promise<T> {
  try {
    const value = await play();
    console.log('ok life:', what);
    return value;
  } catch (thrown) {
    console.log('FAIL life:', what, '—', thrown instanceof Error ? thrown.message : thrown);
    process.exit(1);
  }
}

async function eventually<T>(what: string, look: () => Promise<T | undefined>, withinMs = 8000): Promise<T> {
  for (const until = Date.now() + withinMs; Date.now() < until; ) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`not in time: ${what}`);
}

async function oneTimePassword(recipient: string): Promise<string> {
  return eventually(`a one-time password for ${recipient}`, async () => {
    const outbox = must(await anonymous.GET('/dev/outbox', { params: { query: { recipient } } }), 200);
    for (const message of outbox.items) {
      const variables: unknown = message.variables;
      if (typeof variables === 'object' && variables !== null && 'otp' in variables && typeof variables.otp === 'string')
        return variables.otp;
    }
    return undefined;
  });
}

async function join(user_type: schemas['user_type']) {
  const phone = `+9197${started.slice(-6)}${String(people++).padStart(2, '0')}`;
  const made = must(await anonymous.POST('/api/v1/auth/signup', {
    body: { full_name: `Asha ${started}`, phone, email: `a${people}.${started}@example.in`, password, user_type } }), 201);
  const session = must(await anonymous.POST('/api/v1/auth/verify-otp', {
    body: { user_id: made.user_id, channel: 'phone', otp: await oneTimePassword(phone) } }), 200);
  const { access_token, refresh_token } = session;
  assert.ok(access_token && refresh_token, 'a proven phone signs in');
  const api = createClient<paths>({ baseUrl: url, querySerializer, headers: { Authorization: `Bearer ${access_token}` } });
  return { api, phone, token: access_token, refresh: refresh_token, user_id: made.user_id };
}
type Person = Awaited<ReturnType<typeof join>>;

async function pay(who: Person, purpose: schemas['posting_purpose'], subject_id: string): Promise<void> {
  const payment = must(await who.api.POST('/api/v1/payments/initiate', {
    params: { header: { 'Idempotency-Key': randomUUID() } }, body: { purpose, subject_id, gateway: 'sandbox' } }), 201);
  assert.equal(payment.checkout.amount_paise, payment.amount_paise);
  must(await anonymous.POST('/dev/payments/{payment_id}/settle', {
    params: { path: { payment_id: payment.payment_id } }, body: { outcome: 'success' } }), 200);
}

const site = { latitude: 19.1176 + Math.random() / 100, longitude: 72.906 + Math.random() / 100 };

const listingBody: schemas['listing_content'] = {
  title: 'Bright 1BHK near Powai lake', description: 'Third floor, east facing, five minutes from the bus stop.',
  property_type: '1bhk', configuration: '1BHK', furnishing: 'semi_furnished', total_area_sqft: 540, rentable_area_sqft: 480,
  address: { line1: '12 Lake Road', locality: 'Powai', city: 'Mumbai', state: 'Maharashtra', pincode: '400076' },
  location: site, rent_monthly: 24000, deposit: 72000, brokerage: 0,
  recurring_charges: [{ name: 'maintenance', amount: 1500, included: false }],
  available_from: '2027-01-01', occupancy_type: 'double', gender_preference: 'any', floor: 3, total_floors: 7,
  property_age_years: 6, bathroom_type: 'attached', bathrooms: 1, parking: 'two_wheeler', water_supply: 'municipal',
  amenities: ['wifi', 'washing_machine'],
  rules: { pets_allowed: true, non_veg_allowed: true, drinking_allowed: false, smoking_allowed: false, parties_allowed: false,
    guest_policy: 'day_only' },
};

const requirementBody: schemas['requirement_content'] = {
  budget_min: 18000, budget_max: 30000,
  preferred_location: { latitude: site.latitude + 0.01, longitude: site.longitude + 0.01 },
  preferred_localities: ['Powai', 'Vikhroli'], occupancy_type: 'double', move_in_date: '2027-01-05', gender_preference: 'any',
  property_type: '1bhk', furnishing: 'semi_furnished',
  lifestyle: { smoking: 'no', drinking: 'no', non_veg: 'yes', pets: 'yes', parties: 'no' },
  priorities: ['location', 'budget', 'property_type', 'lifestyle', 'furnishing', 'occupancy', 'possession_date', 'gender_preference'],
};

const tenant = await step('a tenant signs up and proves the phone', () => join('tenant'));
const host = await step('a host signs up and proves the phone', () => join('host'));

await step('a wrong password is a problem, a right one a session', async () => {
  problem(await anonymous.POST('/api/v1/auth/login', { body: { identifier: tenant.phone, password: 'nope nope nope' } }), 401, 'unauthorized');
  const session = must(await anonymous.POST('/api/v1/auth/login', { body: { identifier: tenant.phone, password } }), 200);
  assert.ok('access_token' in session);
});

await step('the token opens the own account and nothing does without one', async () => {
  problem(await anonymous.GET('/api/v1/users/me'), 401);
  const me = must(await tenant.api.GET('/api/v1/users/me'), 200);
  assert.ok(me.badges.includes('phone'));
});

await step('every wrong field is named', async () => {
  const refused = problem(await anonymous.POST('/api/v1/auth/signup', {
    body: { full_name: '', phone: '12', email: 'x', password: '1', user_type: 'tenant' } }), 422, 'invalid_fields');
  assert.deepEqual(new Set(refused.errors?.map((e) => e.pointer)), new Set(['/full_name', '/phone', '/email', '/password']));
});

await step('both have profiles', async () => {
  must(await tenant.api.POST('/api/v1/users/me/tenant-profile', { body: { occupation: 'software_engineer', company: 'Acme', age: 27,
    gender: 'female', food_preference: 'non_veg', smoking: 'no', drinking: 'no', pets: 'yes' } }), 201);
  must(await host.api.POST('/api/v1/users/me/host-profile', { body: { host_category: 'owner' } }), 201);
});

const requirement = await step('a requirement begins as a draft', async () => {
  const made = must(await tenant.api.POST('/api/v1/requirements', { body: requirementBody }), 201);
  assert.equal(made.status, 'draft');
  return made;
});
const listing = await step('a listing begins as a draft', async () => {
  const made = must(await host.api.POST('/api/v1/listings', { body: listingBody }), 201);
  assert.equal(made.status, 'draft');
  return made;
});
const requirement_id = requirement.requirement_id;
const listing_id = listing.listing_id;
const publish = () => host.api.PUT('/api/v1/listings/{listing_id}', { params: { path: { listing_id } }, body: { status: 'active' } });

await step('a listing without photos cannot be published', async () => {
  problem(await publish(), 409, 'photo_sequence_incomplete');
});

await step('photos of the room, the kitchen and the bathroom', async () => {
  const types: schemas['photo_type'][] = ['room', 'kitchen', 'bathroom'];
  for (const [i, photo_type] of types.entries()) {
    const photo = must(await host.api.POST('/api/v1/listings/{listing_id}/photos', {
      params: { path: { listing_id } },
      body: { photo_type, sequence_order: i + 1, photo: picture(i * 40) },
      bodySerializer: (parts) => {
        const form = new FormData();
        form.set('photo_type', parts.photo_type);
        form.set('sequence_order', String(parts.sequence_order));
        form.set('photo', parts.photo, 'photo.png');
        return form;
      } }), 201);
    assert.ok(photo.urls.thumb);
  }
});

await step('an unpaid listing cannot be published', async () => {
  problem(await publish(), 409, 'payment_required');
});

await step('both pay and are live', async () => {
  await pay(host, 'host_listing', listing_id);
  await pay(tenant, 'tenant_listing', requirement_id);
  let live = must(await host.api.GET('/api/v1/listings/{listing_id}', { params: { path: { listing_id } } }), 200);
  if (live.status !== 'active') live = must(await publish(), 200);
  assert.equal(live.status, 'active');
  let wanted = must(await tenant.api.GET('/api/v1/requirements/{requirement_id}', { params: { path: { requirement_id } } }), 200);
  if (wanted.status !== 'active')
    wanted = must(await tenant.api.PUT('/api/v1/requirements/{requirement_id}', {
      params: { path: { requirement_id } }, body: { status: 'active' } }), 200);
  assert.equal(wanted.status, 'active');
});

await step('a search by box and amenities finds the listing', async () => {
  const box = [site.longitude - 0.1, site.latitude - 0.1, site.longitude + 0.1, site.latitude + 0.1];
  await eventually('the listing in the search', async () => {
    const found = must(await anonymous.GET('/api/v1/listings', { params: { query: { bbox: box, amenities: ['wifi', 'washing_machine'], sort: 'newest' } } }), 200);
    const mine = found.items.find((item) => item.listing_id === listing_id);
    if (mine) assert.equal(mine.address.line1, undefined);
    return mine;
  });
});

async function feedCard() {
  for (let cursor: string | null = null; ; ) {
    const page: schemas['listing_feed_page'] = must(await tenant.api.GET('/api/v1/feed/listings', {
      params: { query: { requirement_id, limit: 100, ...(cursor ? { cursor } : {}) } } }), 200);
    const card = page.items.find((item) => item.listing.listing_id === listing_id);
    if (card || !page.next_cursor) return card;
    cursor = page.next_cursor;
  }
}

await step('the feed shows it with a score and without its address', async () => {
  const card = await eventually('the listing in the feed', feedCard);
  assert.ok(card.compatibility_score > 0 && card.compatibility_score <= 100);
  assert.equal(card.listing.address.line1, undefined);
});

const tenantEar = await step("the tenant's socket", () => Ear.open(url, tenant.token));
const hostEar = await step("the host's socket", () => Ear.open(url, host.token));

await step('the tenant likes, twice the same swipe, and the host hears it', async () => {
  const like: schemas['swipe_request'] = { target_type: 'listing', target_id: listing_id, as_id: requirement_id, action: 'like' };
  const first = must(await tenant.api.POST('/api/v1/swipe', { body: like }), 200);
  const again = must(await tenant.api.POST('/api/v1/swipe', { body: like }), 200);
  assert.equal(first.matched, false);
  assert.equal(again.swipe_id, first.swipe_id);
  await hostEar.hear('swipe.received', (frame) => frame.event === 'swipe.received');
  assert.equal(await feedCard(), undefined);
});

await step("the like waits in the host's inbox", async () => {
  const inbox = must(await host.api.GET('/api/v1/swipes/received'), 200);
  assert.ok(inbox.items.some((item) => item.requirement.requirement_id === requirement_id));
});

const match = await step('the host likes back: a match with contacts', async () => {
  const swipe = must(await host.api.POST('/api/v1/swipe', {
    body: { target_type: 'requirement', target_id: requirement_id, as_id: listing_id, action: 'like' } }), 200);
  assert.equal(swipe.matched, true);
  assert.ok(swipe.match);
  const read = must(await host.api.GET('/api/v1/matches/{match_id}', { params: { path: { match_id: swipe.match.match_id } } }), 200);
  assert.equal(read.counterpart.phone, tenant.phone);
  for (const ear of [tenantEar, hostEar])
    await ear.hear('match.created', (frame) => frame.event === 'match.created' && frame.data?.match_id === read.match_id);
  return read;
});
const conversation_id = match.conversation_id;
const say = (who: Person, body: schemas['message_request']) =>
  who.api.POST('/api/v1/conversations/{conversation_id}/messages', { params: { path: { conversation_id } }, body });

await step('the tenant writes, the host answers over the socket', async () => {
  const body = 'नमस्ते! Is it still free? 🏠';
  const first = must(await say(tenant, { type: 'text', body, client_message_id: 'c-1' }), 201);
  const again = must(await say(tenant, { type: 'text', body, client_message_id: 'c-1' }), 201);
  assert.equal(first.sequence, 1);
  assert.equal(again.message_id, first.message_id);
  await hostEar.hear('message 1', (frame) => frame.event === 'message.created' && frame.data?.body === body);
  hostEar.say('m1', 'message.send', { conversation_id, type: 'text', body: 'Yes. Saturday at five?', client_message_id: 'h-1' });
  await hostEar.hear('the answer', (frame) => frame.id === 'm1' && frame.ok === true);
  await tenantEar.hear('message 2', (frame) => frame.event === 'message.created' && frame.data?.sequence === 2);
});

await step('events are numbered without gaps, and resume brings what was missed', async () => {
  for (const ear of [tenantEar, hostEar])
    ear.numbers().forEach((n, i, all) => assert.ok(i === 0 || n === (all[i - 1] ?? NaN) + 1));
  const last_seq = Math.max(...tenantEar.numbers());
  tenantEar.close();
  must(await say(host, { type: 'text', body: 'Bring your ID please.' }), 201);
  const again = await Ear.open(url, tenant.token);
  again.say('r', 'resume', { last_seq });
  await again.hear('the missed message', (frame) => frame.seq === last_seq + 1 && frame.data?.body === 'Bring your ID please.');
  again.close();
});

await step('the conversation is read, and marked as read', async () => {
  const at = { params: { path: { conversation_id } } };
  const talk = must(await tenant.api.GET('/api/v1/conversations/{conversation_id}', at), 200);
  assert.deepEqual(talk.messages.items.map((message) => message.sequence), [3, 2, 1]);
  done(await tenant.api.POST('/api/v1/conversations/{conversation_id}/read', { ...at, body: { sequence: 3 } }), 204);
  const all = must(await tenant.api.GET('/api/v1/conversations'), 200);
  assert.equal(all.items[0]?.unread_count, 0);
});

await step('a stale version is refused, the present one accepted', async () => {
  const at = { path: { listing_id } };
  const read = await host.api.GET('/api/v1/listings/{listing_id}', { params: at });
  const tag = read.response.headers.get('ETag');
  assert.ok(tag);
  must(await host.api.PUT('/api/v1/listings/{listing_id}', { params: { ...at, header: { 'If-Match': tag } }, body: { rent_monthly: 23500 } }), 200);
  problem(await host.api.PUT('/api/v1/listings/{listing_id}', {
    params: { ...at, header: { 'If-Match': tag } }, body: { rent_monthly: 23000 } }), 412, 'precondition_failed');
});

await step('the match ends and closes the conversation', async () => {
  done(await host.api.DELETE('/api/v1/matches/{match_id}', { params: { path: { match_id: match.match_id } } }), 204);
  problem(await say(tenant, { type: 'text', body: 'Hello?' }), 409, 'conversation_closed');
});

await step('tokens are exchanged, and signing out ends them', async () => {
  const session = must(await anonymous.POST('/api/v1/auth/refresh', { body: { refresh_token: tenant.refresh } }), 200);
  const renewed = createClient<paths>({ baseUrl: url, querySerializer, headers: { Authorization: `Bearer ${session.access_token}` } });
  done(await renewed.POST('/api/v1/auth/logout', { body: { everywhere: true } }), 204);
  problem(await renewed.GET('/api/v1/users/me'), 401, 'unauthorized');
});
hostEar.close();
