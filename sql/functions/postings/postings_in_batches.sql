-- Changes of postings in a batch: what refuses them, and what they write.

CREATE OR REPLACE FUNCTION postings_needs(items commit_posting[]) RETURNS commit_needs
LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT (array_agg(posting_id) FILTER (WHERE kind = 'listing'), array_agg(posting_id) FILTER (WHERE kind = 'requirement'),
                    array_agg(owner_id), NULL, true, false)::commit_needs FROM unnest(items));
END $$;
COMMENT ON FUNCTION postings_needs IS 'The postings themselves, and their owners';

-- A posting may go live with an unused payment of its own, or within the validity that an earlier one gave it. A durable command
-- that the facts refuse is done with: what it stood for (a payment, say) keeps its own row.
CREATE OR REPLACE FUNCTION postings_judged(INOUT items commit_posting[], facts commit_facts, OUT refused commit_refusal[])
LANGUAGE plpgsql AS $$
BEGIN
    items := postings_entitled(items);
    refused := ARRAY(
        SELECT (g, i, code)::commit_refusal FROM (SELECT p.g, p.i, CASE
            WHEN p.command_id IS NOT NULL AND NOT EXISTS (SELECT FROM pending_command c WHERE c.command_id = p.command_id)
                THEN 'wrong_state'  -- carried out before
            WHEN u.account_status IS DISTINCT FROM 'active' AND p.status IS DISTINCT FROM 'expired' THEN 'forbidden'
            WHEN p.publish AND NOT CASE p.kind
                WHEN 'listing' THEN EXISTS (SELECT FROM host_profiles h WHERE h.user_id = p.owner_id)
                ELSE EXISTS (SELECT FROM tenant_profiles t WHERE t.user_id = p.owner_id) END THEN 'profile_required'
            WHEN p.publish AND p.kind = 'listing' AND NOT photo_order_is_complete(p.posting_id)
                THEN 'photo_sequence_incomplete'
            WHEN p.publish AND p.entitlement_id IS NULL AND NOT coalesce(l.valid_until > p.at, r.valid_until > p.at, false)
                THEN 'payment_required' END AS code
        FROM unnest(items) p
        LEFT JOIN users u ON u.user_id = p.owner_id
        LEFT JOIN property_listings l ON l.listing_id = p.posting_id
        LEFT JOIN tenant_requirements r ON r.requirement_id = p.posting_id) AS judged WHERE code IS NOT NULL);
    IF cardinality(refused) > 0 THEN
        DELETE FROM pending_command c USING unnest(items) p
        WHERE c.command_id = p.command_id AND p.g = ANY (ARRAY(SELECT r.g FROM unnest(refused) r)) AND p.g <> ALL (facts.stale);
    END IF;
END $$;
COMMENT ON FUNCTION postings_judged IS 'Changes of postings that accounts, profiles, photos or payments do not allow';

CREATE OR REPLACE FUNCTION postings_entitled(items commit_posting[]) RETURNS commit_posting[]
LANGUAGE plpgsql AS $$
BEGIN
    RETURN ARRAY(
        SELECT (p.g, p.i, p.posting_id, p.kind, p.owner_id, p."create", p.publish, p.columns, p.status, p.command_id, p.at,
                e.entitlement_id, e.is_premium, e.validity_days)::commit_posting
        FROM unnest(items) p
        LEFT JOIN property_listings l ON l.listing_id = p.posting_id
        LEFT JOIN tenant_requirements r ON r.requirement_id = p.posting_id
        LEFT JOIN LATERAL (SELECT coalesce(coalesce(l.status, r.status) IN ('active', 'paused')
                                           AND coalesce(l.valid_until, r.valid_until) > p.at, false) AS is_valid) life ON true
        LEFT JOIN LATERAL (SELECT * FROM entitlements e
                           WHERE p.publish AND e.subject_id = p.posting_id AND e.state = 'available'
                             AND (NOT life.is_valid OR e.extends
                                  OR e.is_premium AND NOT coalesce(l.is_premium, r.is_premium))
                           ORDER BY e.is_premium DESC, e.created_at LIMIT 1) e ON true
        ORDER BY p.g, p.i);
END $$;
COMMENT ON FUNCTION postings_entitled IS 'The postings with the payment that publishing one would use: none while one is paid for, unless it was bought to extend or raise it';

-- The column list comes from what was sent: a new field of a posting is a column and its description in C++, no more.
CREATE OR REPLACE FUNCTION posting_content_written(posting commit_posting, target text, id_column text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO names FROM pg_attribute
    WHERE attrelid = target::regclass AND attnum > 0 AND attgenerated = '' AND posting.columns ? attname::text;
    IF posting."create" THEN
        EXECUTE format('INSERT INTO %1$I (%2$I, %3$I, created_at, updated_at, revision, %4$s)
                        SELECT $1, $2, $3, $3, 1, %4$s FROM jsonb_populate_record(NULL::%1$I, $4)',
                       target, id_column, CASE posting.kind WHEN 'listing' THEN 'host_id' ELSE 'tenant_id' END, names)
        USING posting.posting_id, posting.owner_id, posting.at, posting.columns;
    ELSE
        EXECUTE format('UPDATE %1$I SET (%3$s, updated_at, revision) =
                            (SELECT %3$s, $3, %1$I.revision + 1 FROM jsonb_populate_record(NULL::%1$I, $2)) WHERE %2$I = $1',
                       target, id_column, names)
        USING posting.posting_id, posting.columns, posting.at;
    END IF;
END $$;
COMMENT ON FUNCTION posting_content_written IS 'Inserts or updates a posting''s columns as sent';

-- What of a posting's content has a table of its own.
CREATE OR REPLACE FUNCTION posting_satellites_written(posting commit_posting) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    wanted jsonb := posting.columns -> 'preferred_tenant';
    ranked jsonb := posting.columns -> 'priorities';
BEGIN
    IF posting.kind = 'listing' THEN
        DELETE FROM host_preferences WHERE listing_id = posting.posting_id;
        IF jsonb_typeof(wanted) = 'object' THEN
            INSERT INTO host_preferences (listing_id, occupations, food_preference, smoking, drinking, pets)
            SELECT posting.posting_id, occupations, food_preference, smoking, drinking, pets
            FROM jsonb_populate_record(NULL::host_preferences, wanted);
        END IF;
    ELSE
        DELETE FROM tenant_priorities WHERE requirement_id = posting.posting_id;
        IF jsonb_typeof(ranked) = 'array' THEN
            INSERT INTO tenant_priorities
            SELECT (jsonb_populate_record(NULL::tenant_priorities,
                        jsonb_object_agg(factor, rank) || jsonb_build_object('requirement_id', posting.posting_id))).*
            FROM jsonb_array_elements_text(ranked) WITH ORDINALITY AS r (factor, rank);
        END IF;
    END IF;
END $$;
COMMENT ON FUNCTION posting_satellites_written IS 'Host preferences of a listing, priorities of a requirement';

-- Only open pairs end with a posting: a deal that was made outlives it. A listing ends its own; a requirement leaves that
-- to the listings.
CREATE OR REPLACE FUNCTION posting_life_written(posting commit_posting, target text, id_column text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    lengthens boolean;
BEGIN
    IF posting.status IS NOT NULL THEN
        EXECUTE format('UPDATE %I SET status = $2, updated_at = $3, revision = revision + 1 WHERE %I = $1', target, id_column)
        USING posting.posting_id, posting.status, posting.at;
    END IF;
    IF posting.publish AND posting.entitlement_id IS NOT NULL THEN
        UPDATE entitlements SET state = 'used', used_at = posting.at WHERE entitlement_id = posting.entitlement_id
        RETURNING extends INTO lengthens;
        -- Premium lasts as long as it was paid for, whatever the validity is lengthened by.
        EXECUTE format('UPDATE %I SET status = ''active'', updated_at = $3, revision = revision + 1,
                            published_at = coalesce(published_at, $3),
                            is_premium = $2 OR coalesce(premium_until > $3, false),
                            premium_until = CASE WHEN $2 THEN greatest(premium_until, $3) + make_interval(days => $4)
                                            ELSE premium_until END,
                            valid_until = CASE WHEN $5 THEN greatest(valid_until, $3) + make_interval(days => $4)
                                          ELSE greatest(valid_until, $3 + make_interval(days => $4)) END
                        WHERE %I = $1', target, id_column)
        USING posting.posting_id, posting.is_premium, posting.at, posting.validity_days, lengthens;
    ELSIF posting.publish THEN
        EXECUTE format('UPDATE %I SET status = ''active'', updated_at = $2, revision = revision + 1 WHERE %I = $1', target, id_column)
        USING posting.posting_id, posting.at;
    END IF;
    DELETE FROM pending_command WHERE command_id = posting.command_id;
END $$;
COMMENT ON FUNCTION posting_life_written IS 'Status and publication';

CREATE OR REPLACE FUNCTION postings_written(items commit_posting[], versions bigint[], OUT results jsonb, OUT events commit_event[])
LANGUAGE plpgsql AS $$
DECLARE
    posting commit_posting;
    target text;
    id_column text;
BEGIN
    FOREACH posting IN ARRAY items LOOP
        target := CASE posting.kind WHEN 'listing' THEN 'property_listings' ELSE 'tenant_requirements' END;
        id_column := CASE posting.kind WHEN 'listing' THEN 'listing_id' ELSE 'requirement_id' END;
        IF posting.columns IS NOT NULL THEN
            PERFORM posting_content_written(posting, target, id_column);
            PERFORM posting_satellites_written(posting);
        END IF;
        PERFORM posting_life_written(posting, target, id_column);
    END LOOP;
    results := (SELECT jsonb_agg(jsonb_build_object('g', p.g, 'i', p.i, 'status', coalesce(l.status, r.status),
                                                'revision', coalesce(l.revision, r.revision),
                                                'valid_until', coalesce(l.valid_until, r.valid_until)))
            FROM unnest(items) p LEFT JOIN property_listings l ON l.listing_id = p.posting_id
            LEFT JOIN tenant_requirements r ON r.requirement_id = p.posting_id);
    events := ARRAY(  -- a posting's new status is news to its owner's devices
        SELECT (g, i, 5, owner_id, kind || '.updated', posting_id,
                jsonb_build_object(kind || '_id', posting_id, 'status', coalesce(l.status, r.status),
                                   'revision', coalesce(l.revision, r.revision)), at)::commit_event
        FROM unnest(items) p
        LEFT JOIN property_listings l ON l.listing_id = p.posting_id
        LEFT JOIN tenant_requirements r ON r.requirement_id = p.posting_id
        WHERE NOT p."create" AND (p.publish OR p.status IS NOT NULL));
END $$;
COMMENT ON FUNCTION postings_written IS 'All posting items of a batch';
