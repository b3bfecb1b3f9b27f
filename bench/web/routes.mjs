// The three calls, with as few round trips to the database as the document's SQL allows: all statements are prepared, and
// only what is several statements goes in a transaction of its own.
const statement = (name, text) => (...values) => ({ name, text, values });

const account = statement('account', `
  SELECT u.user_id, u.full_name FROM sessions s JOIN users u USING (user_id)
  WHERE s.token_hash = $1 AND s.expires_at > now()`);

const session = statement('session', 'SELECT user_id FROM sessions WHERE token_hash = $1 AND expires_at > now()');

// The lock is what the document forgets: of two who like each other at one moment neither would see the other's like.
const swipe = statement('swipe', `
  WITH pair AS MATERIALIZED (
    SELECT l.listing_id, l.host_id, r.requirement_id, r.tenant_id,
           pg_advisory_xact_lock(hashtextextended(l.listing_id::text || r.requirement_id::text, 0))
    FROM property_listings l, tenant_requirements r
    WHERE l.listing_id = $1 AND r.requirement_id = $2 AND l.status = 'active' AND r.status = 'active'
      AND CASE WHEN $3 = 'listing' THEN r.tenant_id ELSE l.host_id END = $4),
  made AS (
    INSERT INTO swipe_actions (swiper_id, swiped_user_id, target_type, listing_id, requirement_id, action)
    SELECT $4, CASE WHEN $3 = 'listing' THEN host_id ELSE tenant_id END, $3, listing_id, requirement_id, $5 FROM pair
    ON CONFLICT DO NOTHING)
  SELECT listing_id FROM pair`);

const match = statement('match', `
  WITH matched AS (
    INSERT INTO matches (tenant_id, host_id, listing_id, requirement_id, compatibility_score)
    SELECT r.tenant_id, l.host_id, l.listing_id, r.requirement_id, 50
    FROM property_listings l, tenant_requirements r
    WHERE l.listing_id = $1 AND r.requirement_id = $2
      AND (SELECT count(*) FROM swipe_actions s
           WHERE s.swiper_id IN (r.tenant_id, l.host_id) AND s.listing_id = l.listing_id
             AND s.requirement_id = r.requirement_id AND s.action IN ('like', 'super_like')) = 2
    ON CONFLICT DO NOTHING RETURNING match_id, tenant_id, host_id),
  opened AS (
    INSERT INTO conversations (match_id, tenant_id, host_id) SELECT match_id, tenant_id, host_id FROM matched
    RETURNING match_id, conversation_id)
  SELECT match_id, conversation_id FROM opened
  UNION ALL
  SELECT m.match_id, c.conversation_id FROM matches m JOIN conversations c USING (match_id)
  WHERE m.listing_id = $1 AND m.requirement_id = $2`);

const message = statement('message', `
  WITH numbered AS (
    UPDATE conversations SET last_sequence = last_sequence + 1
    WHERE conversation_id = $1 AND $2 IN (tenant_id, host_id) RETURNING last_sequence)
  INSERT INTO messages (conversation_id, sender_id, message_type, body, sequence)
  SELECT $1, $2, $3, $4, last_sequence FROM numbered
  RETURNING message_id, sequence, created_at`);

const uuid = { type: 'string', format: 'uuid' };
const swipeBody = {
  type: 'object', required: ['target_type', 'target_id', 'as_id', 'action'], additionalProperties: false,
  properties: {
    target_type: { enum: ['listing', 'requirement'] }, target_id: uuid, as_id: uuid, action: { enum: ['like', 'dislike', 'super_like'] },
  },
};
const messageBody = {
  type: 'object', required: ['type', 'body'], additionalProperties: false,
  properties: { type: { const: 'text' }, body: { type: 'string', minLength: 1, maxLength: 4000 } },
};

async function inTransaction(pool, work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const done = await work(client);
    await client.query('COMMIT');
    return done;
  } catch (trouble) {
    await client.query('ROLLBACK');
    throw trouble;
  } finally {
    client.release();
  }
}

export async function routes(app, { pool }) {
  const row = async (wanted, by = pool) => (await by.query(wanted)).rows[0];
  const who = async (request, reply) => {
    const found = await row(session(request.tokenHash));
    if (!found) return reply.code(401).send({ error: 'unauthorized' });
    request.userId = found.user_id;
  };
  app.decorateRequest('userId', null);

  app.get('/users/me', async (request, reply) =>
    await row(account(request.tokenHash)) ?? reply.code(401).send({ error: 'unauthorized' }));

  app.post('/swipe', { preHandler: who, schema: { body: swipeBody } }, async (request, reply) => {
    const { target_type: type, target_id: target, as_id: own, action } = request.body;
    const [listing, requirement] = type === 'listing' ? [target, own] : [own, target];
    const decide = (by) => row(swipe(listing, requirement, type, request.userId, action), by);
    // A dislike matches nobody: it is one statement, which is a transaction by itself.
    const [pair, matched] = action === 'dislike'
      ? [await decide(pool)]
      : await inTransaction(pool, async (client) => {
          const found = await decide(client);
          return [found, found && await row(match(listing, requirement), client)];
        });
    if (!pair) return reply.code(404).send({ error: 'not_found' });
    return { action, match: matched ?? null };
  });

  app.post('/conversations/:id/messages',
    { preHandler: who, schema: { body: messageBody, params: { type: 'object', properties: { id: uuid } } } },
    async (request, reply) => {
      const { type, body } = request.body;
      const written = await row(message(request.params.id, request.userId, type, body));
      return written ? reply.code(201).send(written) : reply.code(404).send({ error: 'not_found' });
    });
}
