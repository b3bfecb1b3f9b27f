#include "modules/feed/live_feed.hpp"

#include "codec/json_writer.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::modules {
namespace {

constexpr std::size_t megabyte = 1'000'000;

/// Requirements are fewer than listings, and their cards shorter.
constexpr std::size_t share_of_requirements = 8;

/// Every enumeration's words, since a sample posting shows one of each only.
void append_words(std::string& out, const domain::type_descriptor& type) {
  for (const auto& field : type.fields) {
    const auto* inner = field.type;
    while (inner->element != nullptr) inner = inner->element;
    for (const auto name : inner->names) out.append("\"").append(field.name).append("\":\"").append(name).append("\",");
    append_words(out, *inner);
  }
}

template <class Posting>
std::string sample_of(const Posting& posting) {
  std::string out;
  append_words(out, domain::descriptor<Posting>());
  // Last, where matches are found first.
  return out + codec::to_json(posting, codec::audience::everyone);
}

domain::listing sample_listing() {
  domain::listing l;
  l.listing_id = l.host_id = *domain::parse_uuid("01940000-0000-7000-8000-000000000000");
  l.status = domain::posting_status::active;
  l.content.address.city = "Mumbai";
  l.content.address.state = "Maharashtra";
  l.content.one_time_charges = {{"Society move-in charge", 1000}};
  l.content.recurring_charges = {{"Maintenance", 1000, true}};
  l.content.amenities = {"wifi", "lift", "power_backup", "security", "gym", "parking", "washing_machine", "ac"};
  l.content.preferred_tenant.emplace();
  l.published_at = l.valid_until = domain::instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  l.created_at = l.updated_at = *l.published_at;
  l.host = {"Host", domain::host_category::owner, {domain::badge::phone, domain::badge::email}, 4.5, true};
  l.photo_count = 3;
  for (const auto type : {domain::photo_type::room, domain::photo_type::kitchen, domain::photo_type::bathroom})
    l.photos.push_back(
        {l.listing_id,
         type,
         1,
         {"/media/photos/00/00/thumb.jpg", "/media/photos/00/00/card.jpg", "/media/photos/00/00/full.jpg"}});
  return l;
}

domain::requirement sample_requirement() {
  domain::requirement r;
  r.requirement_id = r.tenant_id = *domain::parse_uuid("01940000-0000-7000-8000-000000000000");
  r.status = domain::posting_status::active;
  r.content.priorities.emplace();
  for (int i = 0; i < 8; ++i) r.content.priorities->push_back(static_cast<domain::factor>(i));
  r.published_at = r.valid_until = domain::instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  r.created_at = r.updated_at = *r.published_at;
  return r;
}

}  // namespace

std::string general_listing_sample() { return sample_of(sample_listing()); }

live_feed::live_feed(const feed::settings& settings)
    : pairs(static_cast<std::size_t>(settings.exclusion_cache_mb) * megabyte),
      listing_cards(static_cast<std::size_t>(settings.card_cache_mb) * megabyte / share_of_requirements *
                        (share_of_requirements - 1),
                    general_listing_sample()),
      requirement_cards(static_cast<std::size_t>(settings.card_cache_mb) * megabyte / share_of_requirements,
                        sample_of(sample_requirement())) {}

}  // namespace homigo::modules
