// The content of postings as rows: what their entities are loaded from, and what the reads of postings stand on.
#pragma once

#include <string>
#include <string_view>

namespace homigo::postgres {

/// Of property_listings `l`.
inline constexpr std::string_view preferred_tenant_sql =
    "(SELECT to_jsonb(h) FROM host_preferences h WHERE h.listing_id = l.listing_id)::text";

/// Of tenant_requirements `r`: the eight ranks as the list of factors that the API shows, the most important first.
inline constexpr std::string_view priorities_sql = R"((SELECT jsonb_agg(ranked.key ORDER BY ranked.value::integer)
    FROM tenant_priorities p CROSS JOIN LATERAL jsonb_each_text(to_jsonb(p) - 'requirement_id') ranked
    WHERE p.requirement_id = r.requirement_id)::text)";

/// Of property_listings `l`, for read_row<domain::listing>: content and life, neither host nor photos nor likes.
const std::string& bare_listing_columns();
/// Of tenant_requirements `r`, for read_row<domain::requirement>: content and life, no likes.
const std::string& bare_requirement_columns();

}  // namespace homigo::postgres
