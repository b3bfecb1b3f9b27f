// How the other person of a match is selected, with contacts only where they may be shown.
#pragma once

#include <string>

namespace homigo::postgres {

/// A match or conversation is in force: columns `tenant_id` and `host_id` of `alias`, its end `ended_at_column`.
std::string in_force_sql(const std::string& alias, const std::string& ended_at_column);

/// Columns of domain::counterpart out of users `u` and user_verifications `v`; `in_force` is an SQL condition. Where
/// either of the two people of `alias` blocks the other, nothing tells who it is.
std::string counterpart_columns(const std::string& alias, const std::string& in_force);

/// Joins `u` and `v` for whoever of `alias` is not `me`.
std::string counterpart_joins(const std::string& alias, const std::string& me);

}  // namespace homigo::postgres
