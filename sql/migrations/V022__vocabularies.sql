-- Amenities and cities are called by one name each (domain/amenity.cpp, domain/city.cpp): what was stored before that
-- takes the names that filters ask for. Words that are no synonyms stay as they are.

CREATE FUNCTION pg_temp.amenity_name(word text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce((
        SELECT name FROM (VALUES
            ('wifi', '{wifi,internet,wirelessinternet,broadband,highspeedinternet}'::text[]),
            ('lift', '{lift,elevator,lifts,elevators}'),
            ('power_backup', '{powerbackup,generator,inverter,backup}'),
            ('security', '{security,securityguard,guard,watchman}'),
            ('gym', '{gym,gymnasium,fitnesscentre,fitnesscenter}'),
            ('swimming_pool', '{swimmingpool,pool,swimming}'),
            ('ac', '{ac,airconditioner,airconditioning,airconditioned}'),
            ('washing_machine', '{washingmachine,washer}'),
            ('fridge', '{fridge,refrigerator}'),
            ('cctv', '{cctv,cctvcamera,cctvcameras}'),
            ('geyser', '{geyser,waterheater,hotwater}'),
            ('gated_community', '{gatedcommunity,gated}'),
            ('tv', '{tv,television}')) known (name, words)
        WHERE lower(regexp_replace(word, '[^[:alnum:]]', '', 'g')) = ANY (words)), lower(word))
$$;

UPDATE property_listings
SET amenities = ARRAY(SELECT name FROM (SELECT pg_temp.amenity_name(word) AS name, min(place) AS place
                                        FROM unnest(amenities) WITH ORDINALITY each (word, place) GROUP BY 1) named
                      ORDER BY place)
WHERE EXISTS (SELECT FROM unnest(amenities) word WHERE pg_temp.amenity_name(word) <> word);

UPDATE property_listings
SET city = renamed.name
FROM (VALUES ('bangalore', 'Bengaluru'), ('bombay', 'Mumbai'), ('madras', 'Chennai'), ('calcutta', 'Kolkata'),
             ('new delhi', 'Delhi'), ('gurgaon', 'Gurugram'), ('poona', 'Pune'), ('cochin', 'Kochi'),
             ('mysore', 'Mysuru'), ('baroda', 'Vadodara')) renamed (old, name)
WHERE lower(btrim(city)) = renamed.old;

INSERT INTO system_settings (key, value, description) VALUES
    ('minimum_app_version_android', '"1.0.0"', 'Older Android apps ask their people to update'),
    ('minimum_app_version_ios',     '"1.0.0"', 'Older iOS apps ask their people to update');
