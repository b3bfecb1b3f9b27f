#include "modules/postings/foreign_posting.hpp"

#include "modules/postings/catalogue.hpp"

namespace homigo::modules {
namespace {

/// Nothing for a posting that the viewer does not see.
std::optional<domain::uuid> visible_owner(catalogue& postings, const domain::entity_key& posting,
                                          const domain::uuid& viewer) {
  if (posting.kind == domain::entity_kind::listing) {
    const auto shown = postings.listing(posting.id, viewer);
    return shown ? std::optional{shown->listing.host_id} : std::nullopt;
  }
  const auto shown = postings.requirement(posting.id, viewer);
  return shown ? std::optional{shown->requirement.tenant_id} : std::nullopt;
}

}  // namespace

domain::failure refused_change(catalogue& postings, const domain::entity_key& posting, const domain::uuid& viewer,
                               domain::failure refused) {
  if (refused.code != domain::errc::not_found) return refused;
  const auto owner = visible_owner(postings, posting, viewer);
  if (!owner || *owner == viewer) return refused;
  return {domain::errc::forbidden, "This posting belongs to someone else."};
}

}  // namespace homigo::modules
