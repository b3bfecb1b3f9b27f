-- Search finds what people mean: words, names and amenities are compared in one normal form, made by these functions for rows
-- and for questions alike. They are part of the schema and not of functions/, since columns and indexes hold their values.
-- Letters are taken apart (NFKD) and lose their accents; what belongs to a letter in Indian scripts stays.

CREATE FUNCTION without_accents(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(normalize(words, NFKD), U&'[\0300-\036F\200B-\200F\FEFF]', '', 'g'))
$$;
COMMENT ON FUNCTION without_accents IS 'Lower case, without accents and invisible letters.';

CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(public.without_accents(name), '[[:space:]]+', ' ', 'g'))
$$;
COMMENT ON FUNCTION folded_name IS 'A city or locality as it is compared: without case, accents and superfluous blanks.';

CREATE FUNCTION folded_words(words text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(regexp_replace(public.without_accents(w), '[^[:alnum:]]', '', 'g')), '{}') FROM unnest(words) w
$$;
COMMENT ON FUNCTION folded_words IS 'Amenities as they are compared: Wi-Fi, wifi and WiFi are one, power_backup and Power Backup another.';

-- "30,000" is 30000, "2 BHK" and "2-bhk" are 2bhk, "Wi-Fi" is wifi, "pet-friendly" is two words, and "30,000/-" no path.
CREATE FUNCTION search_text(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        public.without_accents(words),
        '([0-9]),(?=[0-9])', '\1', 'g'),
        '/-', ' ', 'g'),
        '\mwi[- ]fi\M', 'wifi', 'g'),
        '([0-9])[ -]*(bhk|rk)\M', '\1\2', 'g'),
        '([[:alnum:]])[-_/](?=[[:alnum:]])', '\1 ', 'g'),
        '[₹]', ' ', 'g')
$$;
COMMENT ON FUNCTION search_text IS 'A text, or a question in the form of websearch_to_tsquery, before its words are taken.';

CREATE FUNCTION listing_words(title text, configuration text, description text, locality text, city text, amenities text[])
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('pg_catalog.english', public.search_text(coalesce(title, '') || ' ' || coalesce(configuration, ''))), 'A')
        || setweight(to_tsvector('pg_catalog.simple', public.search_text(coalesce(locality, '') || ' ' || coalesce(city, ''))), 'A')
        || setweight(to_tsvector('pg_catalog.english', public.search_text(coalesce(locality, ''))), 'B')
        || setweight(to_tsvector('pg_catalog.english', public.search_text(array_to_string(coalesce(amenities, '{}'), ' . '))), 'C')
        || setweight(to_tsvector('pg_catalog.english', public.search_text(coalesce(description, ''))), 'C')
$$;
COMMENT ON FUNCTION listing_words IS 'What free text finds a listing by: nothing that its card does not show.';

ALTER TABLE property_listings DROP COLUMN search;
ALTER TABLE property_listings ADD COLUMN search tsvector
    GENERATED ALWAYS AS (listing_words(title, configuration, description, locality, city, amenities)) STORED;
COMMENT ON COLUMN property_listings.search IS 'Words of the listing by English stems; place names also as written.';
CREATE INDEX property_listings_active_text ON property_listings USING gin (search) WHERE status = 'active';

DROP INDEX property_listings_active_city;
CREATE INDEX property_listings_active_city ON property_listings
    (folded_name(city), rent_monthly) WHERE status = 'active';
DROP INDEX property_listings_active_amenities;
CREATE INDEX property_listings_active_amenities ON property_listings
    USING gin (folded_words(amenities)) WHERE status = 'active';
DROP INDEX property_listings_active_newest;
CREATE INDEX property_listings_active_newest ON property_listings
    (is_premium DESC, created_at DESC, listing_id DESC) WHERE status = 'active';
