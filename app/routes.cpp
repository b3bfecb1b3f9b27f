#include "app/routes.hpp"

#include "app/services.hpp"
#include "http/routing/openapi.hpp"
#include "http/routing/router.hpp"
#include "http/ws/asyncapi.hpp"
#include "modules/admin/routes/metrics.hpp"
#include "modules/conversations/routes/conversations_read.hpp"
#include "modules/conversations/routes/conversations_write.hpp"
#include "modules/feed/routes/feed.hpp"
#include "modules/matching/routes/matches_read.hpp"
#include "modules/matching/routes/received_swipes.hpp"
#include "modules/matching/routes/swipe.hpp"
#include "modules/notifications/routes/dev_outbox.hpp"
#include "modules/notifications/stream/hub.hpp"
#include "modules/payments/routes/dev_payments.hpp"
#include "modules/payments/routes/payments.hpp"
#include "modules/postings/routes/listings_read.hpp"
#include "modules/postings/routes/photos.hpp"
#include "modules/postings/routes/postings_write.hpp"
#include "modules/postings/routes/requirements_read.hpp"
#include "modules/reference/routes/reference.hpp"
#include "modules/safety/routes/blocks.hpp"
#include "modules/users/routes/auth.hpp"
#include "modules/users/routes/profiles.hpp"
#include "modules/users/routes/users.hpp"

namespace homigo::app {
namespace {

void add_people(http::router& routes, services& s) {
  http::add_auth_routes(routes, s.accounts);
  http::add_user_routes(routes, s.accounts.profiles);
  http::add_profile_routes(routes, s.accounts.profiles);
}

void add_postings(http::router& routes, world& real, services& s, const http::write_services& writes) {
  http::add_listing_read_routes(routes, s.catalogue);
  http::add_requirement_read_routes(routes, s.catalogue);
  http::add_posting_write_routes(routes, writes);
  http::add_photo_routes(routes, s.photos, s.catalogue, real.ids);
  http::add_payment_routes(routes, s.payments, s.catalogue, real.ids);
}

void add_matching(http::router& routes, services& s, const http::write_services& writes) {
  http::add_feed_routes(routes, s.feed);
  http::add_swipe_routes(routes, writes);
  http::add_received_swipe_routes(routes, s.matches);
  http::add_match_read_routes(routes, s.matches);
  http::add_conversation_read_routes(routes, s.conversations);
  http::add_conversation_write_routes(routes, writes);
}

void add_sandbox(http::router& routes, services& s) {
  http::add_dev_outbox_routes(routes, s.outbox);
  http::add_dev_payment_routes(routes, s.settlement);
  http::add_sandbox_webhook_route(routes, s.payments);
}

/// Who asks the node how it is does so at either port.
void add_operations(route_tables tables, http::ops_sources ops, http::metrics_sources metrics) {
  const bool is_apart = &tables.inner != &tables.open;
  http::add_health_routes(tables.open, ops.ready);
  if (is_apart) http::add_health_routes(tables.inner, ops.ready);
  http::add_metrics_route(tables.inner, std::move(metrics));
  http::add_ops_routes(tables.inner, std::move(ops.actors));
  if (is_apart) tables.inner.seal();
}

}  // namespace

void add_all_routes(route_tables tables, const configuration& settings, world& real, services& use_cases,
                    http::write_services writes, http::ws_hub& sockets, http::ops_sources ops,
                    http::metrics_sources metrics, std::function<void(const std::vector<domain::uuid>&)> pairs_ending) {
  auto& routes = tables.open;
  add_people(routes, use_cases);
  http::add_reference_route(routes, use_cases.reference);
  add_postings(routes, real, use_cases, writes);
  add_matching(routes, use_cases, writes);
  http::add_block_routes(routes, use_cases.blocks, std::move(pairs_ending));
  if (settings.all.providers.mode == config::provider_mode::sandbox) add_sandbox(routes, use_cases);
  routes.websocket("/ws", [&sockets] { return sockets.make_peer(); });
  http::add_about_route(routes);
  add_operations(tables, std::move(ops), std::move(metrics));
  http::add_openapi_route(routes);
  http::add_asyncapi_route(routes);
  routes.seal();
}

}  // namespace homigo::app
