-- What strangers may learn of a place. Everything that answers them goes through this function, so the spatial indexes are
-- over its values. It is part of the schema and not of functions/: whoever changed it would have to build the indexes anew.
-- Names are written out, since indexes are restored without a search path.
CREATE FUNCTION public_place(exact geography) RETURNS geography
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT public.ST_SetSRID(public.ST_MakePoint(
        floor(public.ST_X(exact::public.geometry) * 100::float8 + 0.5::float8) / 100::float8,
        floor(public.ST_Y(exact::public.geometry) * 100::float8 + 0.5::float8) / 100::float8), 4326)::public.geography
$$;
COMMENT ON FUNCTION public_place IS 'The point of the 0.01 degree grid that stands for an exact one; to the digit that of domain/public_place.cpp.';

DROP INDEX property_listings_active_place;
CREATE INDEX property_listings_active_place ON property_listings
    USING gist (public_place(coordinates)) WHERE status = 'active';
DROP INDEX tenant_requirements_active_place;
CREATE INDEX tenant_requirements_active_place ON tenant_requirements
    USING gist (public_place(preferred_coordinates)) WHERE status = 'active';
