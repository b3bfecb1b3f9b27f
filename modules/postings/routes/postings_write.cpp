#include "modules/postings/routes/postings_write.hpp"

#include "actors/postings/posting_protocol.hpp"
#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/postings/posting_change.hpp"
#include "http/routing/router.hpp"
#include "http/routing/sent_back.hpp"
#include "http/routing/viewer.hpp"
#include "modules/postings/catalogue.hpp"
#include "modules/postings/foreign_posting.hpp"
#include "modules/postings/routes/posting_services.hpp"

namespace homigo::http {
namespace {

using actors::edit_posting;
using actors::posting_settled;
using boost::asio::awaitable;
using domain::entity_key;
using domain::entity_kind;
using domain::errc;
using domain::posting_status;
using domain::result;
using domain::user_type;

constexpr std::string_view listing_content_example =
    R"({"title":"Bright 1BHK near Powai lake","description":"Third floor, east facing, five minutes from the bus stop.","property_type":"1bhk","configuration":"1BHK","furnishing":"semi_furnished","total_area_sqft":540,"rentable_area_sqft":480,"address":{"line1":"12 Lake Road","locality":"Powai","city":"Mumbai","state":"Maharashtra","pincode":"400076"},"location":{"latitude":19.1176,"longitude":72.906},"rent_monthly":24000,"deposit":72000,"recurring_charges":[{"name":"maintenance","amount":1500,"included":false}],"available_from":"2027-01-01","occupancy_type":"double","gender_preference":"any","floor":3,"total_floors":7,"property_age_years":6,"bathroom_type":"attached","bathrooms":1,"parking":"two_wheeler","water_supply":"municipal","amenities":["wifi","washing_machine"],"rules":{"pets_allowed":true,"non_veg_allowed":true,"drinking_allowed":false,"smoking_allowed":false,"parties_allowed":false,"guest_policy":"day_only"}})";

constexpr std::string_view requirement_content_example =
    R"({"budget_min":18000,"budget_max":30000,"preferred_location":{"latitude":19.1276,"longitude":72.916},"preferred_localities":["Powai","Vikhroli"],"occupancy_type":"double","move_in_date":"2027-01-05","gender_preference":"any","property_type":"1bhk","furnishing":"semi_furnished","lifestyle":{"smoking":"no","drinking":"no","non_veg":"yes","pets":"yes","parties":"no"},"priorities":["location","budget","property_type","lifestyle","furnishing","occupancy","possession_date","gender_preference"]})";

/// A tenant posts requirements, a host listings; who is both posts both.
result<void> may_post(const domain::principal& who, user_type needed) {
  if (who.user_type == needed || who.user_type == user_type::both) return {};
  return domain::failure{errc::forbidden, needed == user_type::host ? "Only hosts can post listings."
                                                                    : "Only tenants can post requirements."};
}

template <class Content>
edit_posting creation(const call& c, Content content) {
  return {c.who().user_id, true, std::move(content), std::nullopt, std::nullopt, std::nullopt};
}

/// What a change of a listing and one of a requirement differ in.
struct listing_side {
  static constexpr auto kind = entity_kind::listing;
  static auto shown_to(posting_services s, const domain::uuid& id, const domain::uuid& viewer) {
    return s.catalogue.listing(id, viewer);
  }
  static const auto& posting(const persistence::shown_listing& shown) { return shown.listing; }
  static const domain::uuid& owner(const domain::listing& posting) { return posting.host_id; }
};
struct requirement_side {
  static constexpr auto kind = entity_kind::requirement;
  static auto shown_to(posting_services s, const domain::uuid& id, const domain::uuid& viewer) {
    return s.catalogue.requirement(id, viewer);
  }
  static const auto& posting(const persistence::shown_requirement& shown) { return shown.requirement; }
  static const domain::uuid& owner(const domain::requirement& posting) { return posting.tenant_id; }
};

/// Lays the body over what stands. Owners may send back what they were shown.
template <class Posting>
result<void> lay_body_over(const call& c, const Posting& shown, domain::date today, edit_posting& edit) {
  if (has_foreign_fields(c)) {
    const auto json = codec::to_json(shown, codec::audience::owner);
    auto content = shown.content;
    if (!foreign_fields(c, json).empty()) return lay_over(c, content, json);
  }
  auto content = shown.content;
  codec::read_options options{codec::read_mode::merge};
  options.today = today;
  auto read = codec::read_json(c.request().body, domain::descriptor<decltype(content)>(), &content, options);
  if (!read) return read;
  if (content == shown.content) return {};
  edit.content = std::move(content);
  edit.based_on = shown.revision;
  return {};
}

/// The change that the body asks for, laid over the posting as it stands. For whoever is not its owner, or has seen
/// another revision, nothing is laid over anything: the posting refuses them, and nothing else is told.
template <class Side>
result<edit_posting> change(posting_services s, const call& c, const domain::uuid& id) {
  edit_posting edit{c.who().user_id, false, std::nullopt, std::nullopt, std::nullopt, c.if_match()};
  domain::wanted_status wanted;
  auto read =
      codec::read_json(c.request().body, domain::descriptor<domain::wanted_status>(), &wanted, codec::read_mode::merge);
  if (!read) return read.error();
  edit.status = wanted.status;
  const auto found = Side::shown_to(s, id, c.who().user_id);
  if (!found) return edit;
  const auto& shown = Side::posting(*found);
  if (Side::owner(shown) != c.who().user_id || shown.status == posting_status::deleted) return edit;
  if (edit.if_match && *edit.if_match != shown.revision) return edit;
  if (auto laid = lay_body_over(c, shown, domain::india_day(s.entities.now()), edit); !laid) return laid.error();
  return edit;
}

/// Another change of the same posting may have come in between: then this one is laid over that.
template <class Side>
awaitable<result<posting_settled>> changed(posting_services s, call& c, domain::uuid id) {
  constexpr int tries = 5;
  for (int i = 0; i < tries; ++i) {
    auto edit = co_await on_worker(s.workers, [&] { return change<Side>(s, c, id); });
    if (!edit) co_return edit.error();
    const bool is_laid_over = edit->content.has_value();
    const entity_key key{Side::kind, id};
    auto settled = co_await s.entities.ask<posting_settled>(key, std::move(*edit));
    if (settled || settled.error().code != errc::conflict || !is_laid_over) co_return settled;
  }
  co_return domain::refusal(errc::overloaded);
}

edit_posting removal(const call& c) {
  return {c.who().user_id, false, std::nullopt, std::nullopt, posting_status::deleted, c.if_match()};
}

/// Only a refusal costs a look at who sees the posting.
template <class Answer>
awaitable<result<Answer>> refused(posting_services s, domain::uuid viewer, entity_key key, domain::failure why) {
  if (why.code != errc::not_found) co_return why;
  const auto seen = [&]() -> result<Answer> { return modules::refused_change(s.catalogue, key, viewer, why); };
  co_return co_await on_worker(s.workers, seen);
}

awaitable<result<domain::listing>> listing_after(posting_services s, call& c, domain::uuid id,
                                                 result<posting_settled> settled) {
  const entity_key key{entity_kind::listing, id};
  if (!settled) co_return co_await refused<domain::listing>(s, c.who().user_id, key, settled.error());
  auto shown = co_await on_worker(s.workers, [&] { return s.catalogue.listing(id, c.who().user_id); });
  if (!shown) co_return shown.error();
  c.audience(audience_for(shown->whole));
  c.etag(shown->listing.revision);
  co_return std::move(shown->listing);
}

awaitable<result<domain::requirement>> requirement_after(posting_services s, call& c, domain::uuid id,
                                                         result<posting_settled> settled) {
  const entity_key key{entity_kind::requirement, id};
  if (!settled) co_return co_await refused<domain::requirement>(s, c.who().user_id, key, settled.error());
  auto shown = co_await on_worker(s.workers, [&] { return s.catalogue.requirement(id, c.who().user_id); });
  if (!shown) co_return shown.error();
  c.audience(audience_for(shown->whole));
  c.etag(shown->requirement.revision);
  co_return std::move(shown->requirement);
}

awaitable<result<void>> removed(posting_services s, entity_key key, edit_posting edit) {
  const auto viewer = edit.owner_id;
  auto settled = co_await s.entities.ask<posting_settled>(key, std::move(edit));
  if (!settled) co_return co_await refused<void>(s, viewer, key, settled.error());
  co_return result<void>{};
}

void add_listing_routes(router& routes, const posting_services& s) {
  routes.post("/listings")
      .about("Create a listing",
             "It stays a draft until you publish it with "
             "`{\"status\": \"active\"}`.")
      .example(listing_content_example)
      .tells_location()
      .takes<domain::listing_content>()
      .answers<domain::listing>(201)
      .ask([s](call& c, domain::listing_content content) -> awaitable<result<domain::listing>> {
        if (auto allowed = may_post(c.who(), user_type::host); !allowed) co_return allowed.error();
        const auto id = c.reserved_id().value_or(s.ids.next());
        c.header("Location", "/api/v1/listings/" + domain::to_string(id));
        const entity_key key{entity_kind::listing, id};
        auto made = co_await s.entities.ask<posting_settled>(key, creation(c, std::move(content)));
        co_return co_await listing_after(s, c, id, std::move(made));
      });
  routes.put("/listings/{listing_id}")
      .about("Update a listing",
             "Fields that are left out keep their value; `null` clears a "
             "field. Change `status` to publish, pause or "
             "resume the listing, or to mark it as rented.")
      .example(R"({"rent_monthly":23000,"status":"paused"})")
      .merges<domain::listing_change>()
      .moving({"likes_count", "host", "photos", "photo_count", "is_premium", "valid_until"})
      .answers<domain::listing>()
      .ask([s](call& c) -> awaitable<result<domain::listing>> {
        const auto id = c.id("listing_id");
        auto settled = co_await changed<listing_side>(s, c, id);
        co_return co_await listing_after(s, c, id, std::move(settled));
      });
  routes.del("/listings/{listing_id}")
      .about("Delete a listing", "Its matches remain.")
      .honours_if_match()
      .ask([s](call& c) {
        return removed(s, {entity_kind::listing, c.id("listing_id")}, removal(c));
      });
}

void add_requirement_routes(router& routes, const posting_services& s) {
  routes.post("/requirements")
      .about("Create a requirement",
             "It stays a draft until you publish it "
             "with `{\"status\": \"active\"}`.")
      .example(requirement_content_example)
      .tells_location()
      .takes<domain::requirement_content>()
      .answers<domain::requirement>(201)
      .ask([s](call& c, domain::requirement_content content) -> awaitable<result<domain::requirement>> {
        if (auto allowed = may_post(c.who(), user_type::tenant); !allowed) co_return allowed.error();
        const auto id = c.reserved_id().value_or(s.ids.next());
        c.header("Location", "/api/v1/requirements/" + domain::to_string(id));
        const entity_key key{entity_kind::requirement, id};
        auto made = co_await s.entities.ask<posting_settled>(key, creation(c, std::move(content)));
        co_return co_await requirement_after(s, c, id, std::move(made));
      });
  routes.put("/requirements/{requirement_id}")
      .about("Update a requirement",
             "Fields that are left out keep their value; `null` clears a "
             "field. Change `status` to publish, pause or "
             "resume the requirement, or to mark it as fulfilled.")
      .example(R"({"budget_max":32000,"notes":"A balcony would be nice."})")
      .merges<domain::requirement_change>()
      .moving({"likes_count", "is_premium", "valid_until"})
      .answers<domain::requirement>()
      .ask([s](call& c) -> awaitable<result<domain::requirement>> {
        const auto id = c.id("requirement_id");
        auto settled = co_await changed<requirement_side>(s, c, id);
        co_return co_await requirement_after(s, c, id, std::move(settled));
      });
  routes.del("/requirements/{requirement_id}")
      .about("Delete a requirement", "Its matches remain.")
      .honours_if_match()
      .ask([s](call& c) {
        return removed(s, {entity_kind::requirement, c.id("requirement_id")}, removal(c));
      });
}

}  // namespace

void add_posting_write_routes(router& routes, posting_services services) {
  add_listing_routes(routes, services);
  add_requirement_routes(routes, services);
}

}  // namespace homigo::http
