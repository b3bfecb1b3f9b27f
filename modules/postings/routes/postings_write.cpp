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

edit_posting creation(const call& c) { return {c.who().user_id, true, c.request().body, std::nullopt, std::nullopt}; }

result<edit_posting> change(const call& c) {
  edit_posting edit{c.who().user_id, false, c.request().body, std::nullopt, c.if_match()};
  domain::wanted_status wanted;
  auto read =
      codec::read_json(edit.body, domain::descriptor<domain::wanted_status>(), &wanted, codec::read_mode::merge);
  if (!read) return read.error();
  edit.status = wanted.status;
  return edit;
}

/// Owners may send back what they were shown. For anybody else nothing is compared, so that nothing is told.
template <class Posting>
result<void> check_fields(const call& c, const domain::uuid& owner_id, const Posting& shown) {
  if (owner_id != c.who().user_id) return {};
  const auto json = codec::to_json(shown, codec::audience::owner);
  if (foreign_fields(c, json).empty()) return {};
  auto content = shown.content;
  return lay_over(c, content, json);
}

awaitable<result<void>> listing_fields_known(posting_services s, call& c) {
  if (!has_foreign_fields(c)) co_return result<void>{};
  co_return co_await on_worker(s.workers, [&]() -> result<void> {
    const auto found = s.catalogue.listing(c.id("listing_id"), c.who().user_id);
    return found ? check_fields(c, found->listing.host_id, found->listing) : result<void>{};
  });
}

awaitable<result<void>> requirement_fields_known(posting_services s, call& c) {
  if (!has_foreign_fields(c)) co_return result<void>{};
  co_return co_await on_worker(s.workers, [&]() -> result<void> {
    const auto found = s.catalogue.requirement(c.id("requirement_id"), c.who().user_id);
    return found ? check_fields(c, found->requirement.tenant_id, found->requirement) : result<void>{};
  });
}

edit_posting removal(const call& c) { return {c.who().user_id, false, {}, posting_status::deleted, c.if_match()}; }

/// Only a refusal costs a look at who sees the posting.
template <class Answer>
awaitable<result<Answer>> refused(posting_services s, domain::uuid viewer, entity_key key, domain::failure why) {
  if (why.code != errc::not_found) co_return why;
  const auto seen = [&]() -> result<Answer> { return modules::refused_change(s.catalogue, key, viewer, why); };
  co_return co_await on_worker(s.workers, seen);
}

awaitable<result<domain::listing>> listing_after(posting_services s, call& c, domain::uuid id, edit_posting edit) {
  const entity_key key{entity_kind::listing, id};
  auto settled = co_await s.entities.ask<posting_settled>(key, std::move(edit));
  if (!settled) co_return co_await refused<domain::listing>(s, c.who().user_id, key, settled.error());
  auto shown = co_await on_worker(s.workers, [&] { return s.catalogue.listing(id, c.who().user_id); });
  if (!shown) co_return shown.error();
  c.audience(audience_for(shown->whole));
  c.etag(shown->listing.revision);
  co_return std::move(shown->listing);
}

awaitable<result<domain::requirement>> requirement_after(posting_services s, call& c, domain::uuid id,
                                                         edit_posting edit) {
  const entity_key key{entity_kind::requirement, id};
  auto settled = co_await s.entities.ask<posting_settled>(key, std::move(edit));
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
      .about("Create a listing", "It stays a draft until you publish it with `{\"status\": \"active\"}`.")
      .example(listing_content_example)
      .tells_location()
      .takes<domain::listing_content>()
      .answers<domain::listing>(201)
      .ask([s](call& c, domain::listing_content) -> awaitable<result<domain::listing>> {
        if (auto allowed = may_post(c.who(), user_type::host); !allowed) co_return allowed.error();
        const auto id = c.reserved_id().value_or(s.ids.next());
        c.header("Location", "/api/v1/listings/" + domain::to_string(id));
        auto edit = creation(c);
        co_return co_await listing_after(s, c, id, std::move(edit));
      });
  routes.put("/listings/{listing_id}")
      .about("Update a listing",
             "Fields that are left out keep their value; `null` clears a field. Change `status` to publish, pause or "
             "resume the listing, or to mark it as rented.")
      .example(R"({"rent_monthly":23000,"status":"paused"})")
      .merges<domain::listing_change>()
      .moving({"likes_count", "host", "photos", "photo_count", "is_premium", "valid_until"})
      .answers<domain::listing>()
      .ask([s](call& c) -> awaitable<result<domain::listing>> {
        if (auto known = co_await listing_fields_known(s, c); !known) co_return known.error();
        auto edit = change(c);
        if (!edit) co_return edit.error();
        co_return co_await listing_after(s, c, c.id("listing_id"), std::move(*edit));
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
      .about("Create a requirement", "It stays a draft until you publish it with `{\"status\": \"active\"}`.")
      .example(requirement_content_example)
      .tells_location()
      .takes<domain::requirement_content>()
      .answers<domain::requirement>(201)
      .ask([s](call& c, domain::requirement_content) -> awaitable<result<domain::requirement>> {
        if (auto allowed = may_post(c.who(), user_type::tenant); !allowed) co_return allowed.error();
        const auto id = c.reserved_id().value_or(s.ids.next());
        c.header("Location", "/api/v1/requirements/" + domain::to_string(id));
        auto edit = creation(c);
        co_return co_await requirement_after(s, c, id, std::move(edit));
      });
  routes.put("/requirements/{requirement_id}")
      .about("Update a requirement",
             "Fields that are left out keep their value; `null` clears a field. Change `status` to publish, pause or "
             "resume the requirement, or to mark it as fulfilled.")
      .example(R"({"budget_max":32000,"notes":"A balcony would be nice."})")
      .merges<domain::requirement_change>()
      .moving({"likes_count", "is_premium", "valid_until"})
      .answers<domain::requirement>()
      .ask([s](call& c) -> awaitable<result<domain::requirement>> {
        if (auto known = co_await requirement_fields_known(s, c); !known) co_return known.error();
        auto edit = change(c);
        if (!edit) co_return edit.error();
        co_return co_await requirement_after(s, c, c.id("requirement_id"), std::move(*edit));
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
