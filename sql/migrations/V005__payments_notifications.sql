-- Payments and what they entitle to; notifications in the app and deliveries outside it.

CREATE TABLE payments (
    payment_id         uuid PRIMARY KEY,
    user_id            uuid NOT NULL REFERENCES users,
    purpose            text NOT NULL CHECK (purpose IN ('tenant_listing', 'host_listing', 'premium_listing',
                                                        'tenant_premium', 'host_premium')),
    subject_id         uuid,
    gateway            text NOT NULL CHECK (gateway IN ('razorpay', 'paytm', 'sandbox')),
    amount_paise       integer NOT NULL CHECK (amount_paise >= 0),
    currency           text NOT NULL DEFAULT 'INR' CHECK (currency = 'INR'),
    status             text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'succeeded', 'failed', 'refunded')),
    gateway_order_id   text,
    gateway_payment_id text,
    checkout           jsonb NOT NULL DEFAULT '{}',
    metadata           jsonb NOT NULL DEFAULT '{}',
    failure_reason     text,
    settled_at         timestamptz,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payments_posting_named CHECK ((subject_id IS NOT NULL)
                                             = (purpose IN ('tenant_listing', 'host_listing', 'premium_listing'))),
    CONSTRAINT payments_settled_has_time CHECK ((status = 'pending') = (settled_at IS NULL))
);

CREATE UNIQUE INDEX payments_gateway_order ON payments (gateway, gateway_order_id) WHERE gateway_order_id IS NOT NULL;
CREATE UNIQUE INDEX payments_gateway_payment ON payments (gateway, gateway_payment_id)
    WHERE gateway_payment_id IS NOT NULL;
CREATE INDEX payments_of_user ON payments (user_id, created_at DESC, payment_id DESC);
CREATE INDEX payments_pending ON payments (created_at) WHERE status = 'pending';
CREATE INDEX payments_of_subject ON payments (subject_id) WHERE subject_id IS NOT NULL;

COMMENT ON TABLE payments IS 'Every payment begun; only a signed webhook or the gateway''s status query settles one.';
COMMENT ON COLUMN payments.subject_id IS 'The requirement or listing paid for; NULL for plans.';
COMMENT ON COLUMN payments.amount_paise IS 'Price when the payment was begun; later changes of price do not touch it.';
COMMENT ON COLUMN payments.checkout IS 'What the app hands to the gateway''s checkout; holds no secret.';
COMMENT ON COLUMN payments.settled_at IS 'When it first left pending. A late success after a failure is legal and keeps the later time.';

CREATE TABLE entitlements (
    entitlement_id uuid PRIMARY KEY,
    payment_id     uuid NOT NULL UNIQUE REFERENCES payments,
    user_id        uuid NOT NULL REFERENCES users,
    subject_kind   text NOT NULL CHECK (subject_kind IN ('requirement', 'listing')),
    subject_id     uuid NOT NULL,
    is_premium     boolean NOT NULL DEFAULT false,
    validity_days  integer NOT NULL CHECK (validity_days > 0),
    state          text NOT NULL DEFAULT 'available' CHECK (state IN ('available', 'used', 'revoked')),
    created_at     timestamptz NOT NULL DEFAULT now(),
    used_at        timestamptz,
    CONSTRAINT entitlements_used_has_time CHECK (state <> 'used' OR used_at IS NOT NULL)
);

CREATE INDEX entitlements_waiting ON entitlements (subject_id, created_at) WHERE state = 'available';
CREATE INDEX entitlements_of_user ON entitlements (user_id);

COMMENT ON TABLE entitlements IS 'A paid right to publish one posting once, kept until the posting is complete.';
COMMENT ON COLUMN entitlements.validity_days IS 'Counts from publishing, not from paying.';
COMMENT ON COLUMN entitlements.state IS 'revoked: the payment was refunded.';

CREATE TABLE webhook_events (
    provider     text NOT NULL CHECK (provider IN ('razorpay', 'paytm', 'whatsapp', 'sandbox')),
    event_id     text NOT NULL CHECK (char_length(event_id) BETWEEN 1 AND 200),
    event_type   text,
    body_hash    bytea NOT NULL CHECK (octet_length(body_hash) = 32),
    payment_id   uuid REFERENCES payments,
    received_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, event_id)
);

CREATE INDEX webhook_events_age ON webhook_events (received_at);

COMMENT ON TABLE webhook_events IS 'Signed webhooks already processed; written in the transaction of their effect, so that a replay has none.';
COMMENT ON COLUMN webhook_events.event_id IS 'The provider''s event identifier; where it has none, what identifies the event in its body.';
COMMENT ON COLUMN webhook_events.body_hash IS 'SHA-256 of the raw body.';

CREATE TABLE notifications (
    notification_id         uuid PRIMARY KEY,
    user_id                 uuid NOT NULL REFERENCES users,
    notification_type       text NOT NULL CHECK (notification_type IN
                            ('like_received', 'match_made', 'message_received', 'visit_scheduled', 'visit_reminder',
                             'listing_expiring', 'payment_reminder')),
    title                   text NOT NULL,
    body                    text NOT NULL,
    related_match_id        uuid,
    related_listing_id      uuid,
    related_requirement_id  uuid,
    related_conversation_id uuid,
    sent_via_app            boolean NOT NULL DEFAULT true,
    sent_via_push           boolean NOT NULL DEFAULT false,
    sent_via_email          boolean NOT NULL DEFAULT false,
    sent_via_sms            boolean NOT NULL DEFAULT false,
    sent_via_whatsapp       boolean NOT NULL DEFAULT false,
    created_at              timestamptz NOT NULL DEFAULT now(),
    read_at                 timestamptz
) WITH (fillfactor = 85);

CREATE INDEX notifications_of_user ON notifications (user_id, created_at DESC, notification_id DESC);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;

COMMENT ON TABLE notifications IS 'What a person is told in the app; deliveries carry the same outside it.';
COMMENT ON COLUMN notifications.sent_via_push IS 'Whether a delivery over this channel was written with it (the other sent_via columns likewise).';

CREATE TABLE deliveries (
    delivery_id    uuid PRIMARY KEY,
    user_id        uuid REFERENCES users,
    channel        text NOT NULL CHECK (channel IN ('sms', 'email', 'whatsapp', 'push')),
    template       text NOT NULL,
    recipient      text NOT NULL,
    payload        jsonb,
    payload_sealed bytea,
    state          text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'delivered', 'read', 'failed')),
    attempts       integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_at        timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz,
    provider_id    text,
    last_error     text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);

CREATE INDEX deliveries_due ON deliveries (channel, next_at) WHERE state = 'pending';
CREATE INDEX deliveries_by_provider ON deliveries (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX deliveries_to_recipient ON deliveries (recipient, created_at DESC);
CREATE INDEX deliveries_of_user ON deliveries (user_id, channel, template, created_at DESC);

COMMENT ON TABLE deliveries IS 'Outbox of everything that leaves the building; written in the causing commit, sent at least once.';
COMMENT ON COLUMN deliveries.payload IS 'Template variables; NULL when they are secret.';
COMMENT ON COLUMN deliveries.payload_sealed IS 'Secret template variables in a libsodium box; erased when sent or expired.';
COMMENT ON COLUMN deliveries.next_at IS 'Earliest next attempt; a dispatcher that takes a row moves it ahead, which is its lease.';
COMMENT ON COLUMN deliveries.expires_at IS 'After this time it is not worth sending (a one-time password); NULL = never.';
COMMENT ON COLUMN deliveries.provider_id IS 'The provider''s identifier, by which its webhooks report; state never moves backwards.';
