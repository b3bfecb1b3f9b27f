#include "modules/matching/matches.hpp"

#include "codec/json_writer.hpp"
#include "codec/paging.hpp"

namespace homigo::modules {
namespace {

std::string page_json(const persistence::slice<persistence::match_seen>& page) {
  std::string out = "{\"items\":[";
  for (const auto& seen : page.rows) out.append(&seen == page.rows.data() ? "" : ",").append(match_json(seen));
  out += "],\"next_cursor\":";
  if (const auto cursor = cursor_in("matches", page.next))
    codec::append_quoted(out, *cursor);
  else
    out += "null";
  return out + "}";
}

}  // namespace

std::string match_json(const persistence::match_seen& seen) {
  return codec::to_json(seen.match, seen.in_force ? codec::audience::owner : codec::audience::everyone);
}

domain::result<std::string> matches::list(const domain::uuid& user_id, const domain::page_query& page) {
  const auto after = position_in<domain::keyset>("matches", page);
  if (!after) return after.error();
  return page_json(reads_.matches_of(user_id, *after, static_cast<std::size_t>(page.limit), clock_.now()));
}

domain::result<std::string> matches::one(const domain::uuid& match_id, const domain::uuid& user_id) {
  const persistence::match_viewer wanted{match_id, user_id};
  return std::move(several({&wanted, 1}).front());
}

std::vector<domain::result<std::string>> matches::several(std::span<const persistence::match_viewer> wanted) {
  std::vector<domain::result<std::string>> out;
  for (const auto& seen : reads_.matches(wanted, clock_.now())) {
    if (seen)
      out.emplace_back(match_json(*seen));
    else
      out.emplace_back(domain::failure{domain::errc::not_found, "You do not have this match."});
  }
  return out;
}

}  // namespace homigo::modules
