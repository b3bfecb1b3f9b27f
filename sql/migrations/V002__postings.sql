-- Postings: what tenants look for and what hosts offer.

CREATE TABLE tenant_requirements (
    requirement_id        uuid PRIMARY KEY,
    tenant_id             uuid NOT NULL REFERENCES users,
    title                 text CHECK (char_length(title) <= 160),
    budget_min            integer NOT NULL CHECK (budget_min >= 0),
    budget_max            integer NOT NULL CHECK (budget_max BETWEEN 1 AND 100000000),
    preferred_coordinates geography(Point, 4326) NOT NULL,
    radius_km             double precision NOT NULL DEFAULT 10 CHECK (radius_km BETWEEN 0.1 AND 100),
    radius_m              integer NOT NULL GENERATED ALWAYS AS (round(radius_km * 1000)::integer) STORED,
    preferred_localities  jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(preferred_localities) = 'array'),
    occupancy_type        text NOT NULL CHECK (occupancy_type IN ('single', 'double', 'triple', 'family')),
    move_in_date          date NOT NULL,
    gender_preference     text NOT NULL DEFAULT 'any' CHECK (gender_preference IN ('any', 'male', 'female')),
    property_type         text NOT NULL CHECK (property_type IN ('room', '1rk', '1bhk', '2bhk', '3bhk', '4bhk_plus',
                                                                 'pg', 'villa')),
    furnishing            text NOT NULL DEFAULT 'any' CHECK (furnishing IN ('unfurnished', 'semi_furnished',
                                                                            'fully_furnished', 'any')),
    lifestyle_smoking     text CHECK (lifestyle_smoking IN ('yes', 'no', 'any')),
    lifestyle_drinking    text CHECK (lifestyle_drinking IN ('yes', 'no', 'any')),
    lifestyle_non_veg     text CHECK (lifestyle_non_veg IN ('yes', 'no', 'any')),
    lifestyle_pets        text CHECK (lifestyle_pets IN ('yes', 'no', 'any')),
    lifestyle_parties     text CHECK (lifestyle_parties IN ('yes', 'no', 'any')),
    notes                 text CHECK (char_length(notes) <= 5000),
    status                text NOT NULL DEFAULT 'draft'
                          CHECK (status IN ('draft', 'active', 'paused', 'expired', 'fulfilled', 'deleted')),
    is_premium            boolean NOT NULL DEFAULT false,
    likes_count           integer NOT NULL DEFAULT 0 CHECK (likes_count >= 0),
    published_at          timestamptz,
    valid_until           timestamptz,
    revision              bigint NOT NULL DEFAULT 1,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tenant_requirements_budget_ordered CHECK (budget_min <= budget_max),
    CONSTRAINT tenant_requirements_active_is_published
        CHECK (status <> 'active' OR (published_at IS NOT NULL AND valid_until IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX tenant_requirements_active_place ON tenant_requirements
    USING gist (preferred_coordinates) WHERE status = 'active';
CREATE INDEX tenant_requirements_active_search ON tenant_requirements
    (status, budget_min, budget_max, created_at DESC) WHERE status = 'active';
-- For the widest radius of all, which bounds the search for requirements around a listing.
CREATE INDEX tenant_requirements_active_radius ON tenant_requirements (radius_m) WHERE status = 'active';
CREATE INDEX tenant_requirements_of_tenant ON tenant_requirements (tenant_id, created_at DESC, requirement_id DESC);
CREATE INDEX tenant_requirements_expiring ON tenant_requirements (valid_until) WHERE status IN ('active', 'paused');

COMMENT ON TABLE tenant_requirements IS 'What a tenant looks for. Life: draft, active, paused; expired or fulfilled; deleted (the row stays).';
COMMENT ON COLUMN tenant_requirements.budget_max IS 'Whole rupees a month, as budget_min.';
COMMENT ON COLUMN tenant_requirements.radius_m IS 'Listings further than this from preferred_coordinates are not shown.';
COMMENT ON COLUMN tenant_requirements.lifestyle_smoking IS 'yes: smoking must be allowed, no: must not be, any or NULL: no wish (the other lifestyle columns likewise).';
COMMENT ON COLUMN tenant_requirements.valid_until IS 'Set when published; the posting is shown only before it.';
COMMENT ON COLUMN tenant_requirements.revision IS 'Counts edits of the content; the ETag. Likes and versions of the entity do not move it.';

CREATE TABLE tenant_priorities (
    requirement_id    uuid PRIMARY KEY REFERENCES tenant_requirements,
    budget            smallint NOT NULL CHECK (budget BETWEEN 1 AND 8),
    occupancy         smallint NOT NULL CHECK (occupancy BETWEEN 1 AND 8),
    location          smallint NOT NULL CHECK (location BETWEEN 1 AND 8),
    possession_date   smallint NOT NULL CHECK (possession_date BETWEEN 1 AND 8),
    gender_preference smallint NOT NULL CHECK (gender_preference BETWEEN 1 AND 8),
    property_type     smallint NOT NULL CHECK (property_type BETWEEN 1 AND 8),
    lifestyle         smallint NOT NULL CHECK (lifestyle BETWEEN 1 AND 8),
    furnishing        smallint NOT NULL CHECK (furnishing BETWEEN 1 AND 8),
    -- Eight ranks of 1 to 8 are distinct exactly when every bit from 1 to 8 is set.
    CONSTRAINT tenant_priorities_all_distinct CHECK (
        ((1 << budget) | (1 << occupancy) | (1 << location) | (1 << possession_date) | (1 << gender_preference)
         | (1 << property_type) | (1 << lifestyle) | (1 << furnishing)) = 510)
);

COMMENT ON TABLE tenant_priorities IS 'Rank (1 = most important) of the eight factors of a requirement; no row = no ranking.';

CREATE TABLE property_listings (
    listing_id         uuid PRIMARY KEY,
    host_id            uuid NOT NULL REFERENCES users,
    title              text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 160),
    description        text NOT NULL DEFAULT '' CHECK (char_length(description) <= 8000),
    property_type      text NOT NULL CHECK (property_type IN ('room', '1rk', '1bhk', '2bhk', '3bhk', '4bhk_plus',
                                                              'pg', 'villa')),
    configuration      text NOT NULL CHECK (char_length(configuration) BETWEEN 1 AND 60),
    furnishing         text NOT NULL CHECK (furnishing IN ('unfurnished', 'semi_furnished', 'fully_furnished')),
    total_area_sqft    integer NOT NULL CHECK (total_area_sqft > 0),
    rentable_area_sqft integer NOT NULL CHECK (rentable_area_sqft > 0),
    address_line1      text NOT NULL CHECK (char_length(address_line1) BETWEEN 1 AND 200),
    address_line2      text CHECK (char_length(address_line2) <= 200),
    locality           text NOT NULL CHECK (char_length(locality) BETWEEN 1 AND 200),
    city               text NOT NULL CHECK (char_length(city) BETWEEN 1 AND 100),
    state              text NOT NULL CHECK (char_length(state) BETWEEN 1 AND 100),
    pincode            text NOT NULL CHECK (pincode ~ '^[1-9][0-9]{5}$'),
    coordinates        geography(Point, 4326) NOT NULL,
    rent_monthly       integer NOT NULL CHECK (rent_monthly BETWEEN 0 AND 100000000),
    deposit            integer NOT NULL CHECK (deposit >= 0),
    brokerage          integer NOT NULL DEFAULT 0 CHECK (brokerage >= 0),
    one_time_charges   jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(one_time_charges) = 'array'),
    recurring_charges  jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(recurring_charges) = 'array'),
    available_from     date NOT NULL,
    occupancy_type     text NOT NULL CHECK (occupancy_type IN ('single', 'double', 'triple', 'family')),
    gender_preference  text NOT NULL DEFAULT 'any' CHECK (gender_preference IN ('any', 'male', 'female')),
    floor              smallint CHECK (floor BETWEEN -10 AND 300),
    total_floors       smallint CHECK (total_floors BETWEEN 0 AND 300),
    property_age_years smallint NOT NULL CHECK (property_age_years BETWEEN 0 AND 1000),
    bathroom_type      text NOT NULL CHECK (bathroom_type IN ('attached', 'shared')),
    bathrooms          smallint NOT NULL CHECK (bathrooms BETWEEN 0 AND 50),
    parking            text NOT NULL CHECK (parking IN ('none', 'two_wheeler', 'four_wheeler', 'both')),
    water_supply       text NOT NULL CHECK (water_supply IN ('municipal', 'borewell', 'tanker', 'mixed')),
    amenities          text[] NOT NULL DEFAULT '{}',
    pets_allowed       boolean NOT NULL DEFAULT false,
    non_veg_allowed    boolean NOT NULL DEFAULT false,
    drinking_allowed   boolean NOT NULL DEFAULT false,
    smoking_allowed    boolean NOT NULL DEFAULT false,
    parties_allowed    boolean NOT NULL DEFAULT false,
    guest_policy       text NOT NULL DEFAULT 'allowed' CHECK (guest_policy IN ('allowed', 'day_only', 'not_allowed')),
    status             text NOT NULL DEFAULT 'draft'
                       CHECK (status IN ('draft', 'active', 'paused', 'expired', 'rented', 'deleted')),
    is_premium         boolean NOT NULL DEFAULT false,
    photos_verified    boolean NOT NULL DEFAULT false,
    likes_count        integer NOT NULL DEFAULT 0 CHECK (likes_count >= 0),
    views_count        integer NOT NULL DEFAULT 0 CHECK (views_count >= 0),
    published_at       timestamptz,
    valid_until        timestamptz,
    source_ref         text UNIQUE CHECK (char_length(source_ref) BETWEEN 1 AND 200),
    revision           bigint NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),
    search             tsvector GENERATED ALWAYS AS (
                           setweight(to_tsvector('english', coalesce(title, '')), 'A')
                           || setweight(to_tsvector('simple', coalesce(locality, '') || ' ' || coalesce(city, '')), 'A')
                           || setweight(to_tsvector('english', coalesce(locality, '')), 'B')
                           || setweight(to_tsvector('english', coalesce(description, '')), 'C')) STORED,
    CONSTRAINT property_listings_area_ordered CHECK (rentable_area_sqft <= total_area_sqft),
    CONSTRAINT property_listings_active_is_published
        CHECK (status <> 'active' OR (published_at IS NOT NULL AND valid_until IS NOT NULL))
) WITH (fillfactor = 80);

CREATE INDEX property_listings_active_place ON property_listings USING gist (coordinates) WHERE status = 'active';
CREATE INDEX property_listings_active_search ON property_listings
    (status, rent_monthly, created_at DESC) WHERE status = 'active';
CREATE INDEX property_listings_active_newest ON property_listings
    (created_at DESC, listing_id DESC) WHERE status = 'active';
CREATE INDEX property_listings_active_city ON property_listings
    (lower(city), rent_monthly) WHERE status = 'active';
CREATE INDEX property_listings_active_text ON property_listings USING gin (search) WHERE status = 'active';
CREATE INDEX property_listings_active_amenities ON property_listings USING gin (amenities) WHERE status = 'active';
CREATE INDEX property_listings_of_host ON property_listings (host_id, created_at DESC, listing_id DESC);
CREATE INDEX property_listings_expiring ON property_listings (valid_until) WHERE status IN ('active', 'paused');

COMMENT ON TABLE property_listings IS 'What a host offers. Life: draft, active, paused; expired or rented; deleted (the row stays).';
COMMENT ON COLUMN property_listings.state IS 'State of the postal address; the life cycle is status.';
COMMENT ON COLUMN property_listings.coordinates IS 'Exact place, WGS 84; shown to nobody but a match.';
COMMENT ON COLUMN property_listings.rent_monthly IS 'Whole rupees, as deposit and brokerage.';
COMMENT ON COLUMN property_listings.one_time_charges IS 'Array of {name, amount}, whole rupees.';
COMMENT ON COLUMN property_listings.recurring_charges IS 'Array of {name, amount, included}, whole rupees a month.';
COMMENT ON COLUMN property_listings.photos_verified IS 'A moderator has seen the photos; part of the bonus of the score.';
COMMENT ON COLUMN property_listings.valid_until IS 'Set when published; the posting is shown only before it.';
COMMENT ON COLUMN property_listings.source_ref IS 'Key of the imported row; importing a file again changes nothing. NULL for listings made by their hosts.';
COMMENT ON COLUMN property_listings.revision IS 'Counts edits of the content; the ETag. Likes, views and versions of the entity do not move it.';
COMMENT ON COLUMN property_listings.search IS 'Title and description by English word stems; place names also as written.';

CREATE TABLE host_preferences (
    listing_id      uuid PRIMARY KEY REFERENCES property_listings,
    occupations     text[] NOT NULL DEFAULT '{}'
                    CHECK (occupations <@ ARRAY['student', 'software_engineer', 'professional', 'business',
                                                'government', 'freelancer', 'other']),
    food_preference text CHECK (food_preference IN ('veg', 'non_veg', 'vegan', 'any')),
    smoking         text CHECK (smoking IN ('yes', 'no', 'any')),
    drinking        text CHECK (drinking IN ('yes', 'no', 'any')),
    pets            text CHECK (pets IN ('yes', 'no', 'any'))
);

COMMENT ON TABLE host_preferences IS 'The tenant a host would like for a listing; no row, NULL or any = no wish.';
COMMENT ON COLUMN host_preferences.occupations IS 'Occupations that are welcome; empty = all are.';
COMMENT ON COLUMN host_preferences.smoking IS 'no: a tenant who does not, yes: one who does (drinking, pets likewise).';

CREATE TABLE property_photos (
    photo_id       uuid PRIMARY KEY,
    listing_id     uuid NOT NULL REFERENCES property_listings,
    photo_type     text NOT NULL CHECK (photo_type IN ('room', 'kitchen', 'bathroom', 'hall', 'balcony',
                                                       'building_exterior', 'street_view')),
    sequence_order smallint NOT NULL CHECK (sequence_order BETWEEN 1 AND 50),
    thumb_key      text NOT NULL,
    card_key       text NOT NULL,
    full_key       text NOT NULL,
    media_type     text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
    width          integer NOT NULL CHECK (width > 0),
    height         integer NOT NULL CHECK (height > 0),
    bytes          integer NOT NULL CHECK (bytes > 0),
    checksum       bytea NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT property_photos_one_per_place UNIQUE (listing_id, sequence_order),
    CONSTRAINT property_photos_room_first CHECK (sequence_order <> 1 OR photo_type = 'room')
);

COMMENT ON TABLE property_photos IS 'Photos of a listing in their order; the whole order is validated when the listing is published.';
COMMENT ON COLUMN property_photos.thumb_key IS 'Key of this size in the photo store (card_key, full_key likewise).';
COMMENT ON COLUMN property_photos.width IS 'Pixels of the full size, as height.';
COMMENT ON COLUMN property_photos.bytes IS 'Size of the full-size file.';
COMMENT ON COLUMN property_photos.checksum IS 'SHA-256 of the file as it was uploaded.';
