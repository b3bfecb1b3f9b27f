-- What a provider reports is never lost; premium has an end of its own; photos may change places; snapshots know whose they are.

CREATE TABLE payment_incidents (
    incident_id        uuid PRIMARY KEY,
    kind               text NOT NULL CHECK (kind IN ('unknown_order', 'amount_mismatch', 'payment_of_another_order',
                                                     'captured_twice', 'captured_after_refund', 'subject_gone',
                                                     'already_active')),
    provider           text NOT NULL CHECK (provider IN ('razorpay', 'paytm', 'sandbox')),
    event_id           text NOT NULL,
    order_id           text NOT NULL,
    gateway_payment_id text NOT NULL,
    payment_id         uuid REFERENCES payments,
    outcome            text NOT NULL CHECK (outcome IN ('success', 'failure')),
    amount_paise       bigint NOT NULL,
    currency           text NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    resolved_at        timestamptz,
    resolution         text CHECK (char_length(resolution) <= 2000),
    CONSTRAINT payment_incidents_told_once UNIQUE (provider, event_id, kind)
);
CREATE INDEX payment_incidents_open ON payment_incidents (created_at) WHERE resolved_at IS NULL;
CREATE INDEX payment_incidents_of_payment ON payment_incidents (payment_id) WHERE payment_id IS NOT NULL;

COMMENT ON TABLE payment_incidents IS 'Genuine reports of providers that bought nothing: what finance has to look at, and perhaps to refund.';
COMMENT ON COLUMN payment_incidents.kind IS 'payment_of_another_order: the provider''s payment stands for another order already; captured_twice: a second payment for an order that is paid; subject_gone: the posting is deleted, let or fulfilled; already_active: the posting was paid for and no extension was asked for.';
COMMENT ON COLUMN payment_incidents.event_id IS 'The provider''s event; its repetitions leave no further row.';
COMMENT ON COLUMN payment_incidents.payment_id IS 'The payment of the order, where there is one.';
COMMENT ON COLUMN payment_incidents.outcome IS 'As reported.';
COMMENT ON COLUMN payment_incidents.resolution IS 'What finance did about it.';

ALTER TABLE entitlements ADD COLUMN extends boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN entitlements.extends IS 'Bought to lengthen the validity of a live posting; without it a live posting spends no payment.';

ALTER TABLE property_listings ADD COLUMN premium_until timestamptz;
ALTER TABLE tenant_requirements ADD COLUMN premium_until timestamptz;
UPDATE property_listings SET premium_until = valid_until WHERE is_premium;
UPDATE tenant_requirements SET premium_until = valid_until WHERE is_premium;
CREATE INDEX property_listings_premium ON property_listings (premium_until) WHERE is_premium;
CREATE INDEX tenant_requirements_premium ON tenant_requirements (premium_until) WHERE is_premium;
COMMENT ON COLUMN property_listings.premium_until IS 'When the premium that was paid for ends, and is_premium with it; NULL: with the validity.';
COMMENT ON COLUMN tenant_requirements.premium_until IS 'When the premium that was paid for ends, and is_premium with it; NULL: with the validity.';

-- Two photos change places in one statement: the places are compared when it is over.
ALTER TABLE property_photos DROP CONSTRAINT property_photos_one_per_place,
    ADD CONSTRAINT property_photos_one_per_place UNIQUE (listing_id, sequence_order) DEFERRABLE INITIALLY IMMEDIATE;

-- A snapshot's form is known by the fingerprint of its description.
ALTER TABLE actor_snapshots ALTER COLUMN format TYPE integer;
COMMENT ON COLUMN actor_snapshots.format IS 'Fingerprint of the description that body was written by; with another one the rows are read.';
COMMENT ON COLUMN actor_snapshots.checksum IS 'Over key, version, format and body: a body is good for its own entity alone.';
