#include "app/services.hpp"

#include <filesystem>

namespace homigo::app {
namespace {

namespace fs = std::filesystem;

modules::secret_key key_file(const configuration& settings, world& real, const char* name) {
  return modules::load_or_make_key(fs::path{settings.all.data.folder} / "secrets" / name, real.random);
}

/// No provider is reached in sandbox mode; live gateways are not part of this release.
std::vector<gateways::payment_gateway*> gateways_of(const configuration& settings, gateways::payment_gateway& sandbox) {
  if (settings.all.providers.mode == config::provider_mode::sandbox) return {&sandbox};
  return {};
}

}  // namespace

modules::server_secrets secrets_of(const configuration& settings, world& real) {
  return modules::server_secrets{key_file(settings, real, "master.key")};
}

std::unique_ptr<gateways::photo_store> photo_store_of(const configuration& settings) {
  return gateways::make_file_photo_store(fs::path{settings.all.data.folder} / "photos");
}

services::services(const configuration& settings, world& real, storage& stored, modules::live_feed& feed_memory,
                   modules::feed_follower& follower, entity_news news)
    : secrets(secrets_of(settings, real)),
      hasher(settings.all.accounts),
      accounts(modules::account_context{real.clock, real.ids, real.random, settings.all.accounts, secrets, hasher,
                                        stored.accounts, stored.limits, stored.sessions, stored.profiles,
                                        stored.operators}),
      housekeeping(accounts.context),
      outbox(stored.deliveries, secrets),
      operators(stored.operators, real.ids, real.random),
      catalogue(stored.postings, stored.search, real.clock),
      feed(feed_memory, follower, stored.feed, stored.postings, real.clock),
      card_filling(feed_memory, follower, stored.postings),
      matches(stored.matches, real.clock),
      conversations(stored.conversations),
      events(stored.events, stored.matches, stored.conversations, stored.profiles, real.clock),
      blocks(stored.blocks, real.clock,
             {[&follower](const auto& blocker, const auto& blocked) { follower.blocked(blocker, blocked); },
              [&follower](const auto& blocker, const auto& blocked) { follower.unblocked(blocker, blocked); }}),
      pairs(stored.matches, stored.postings, real.clock),
      photo_files(photo_store_of(settings)),
      photos(stored.photos, *photo_files, real.clock, std::move(news.rows_changed)),
      sandbox_gateway(key_file(settings, real, "sandbox_webhook.key")),
      payments(stored.payments, gateways_of(settings, sandbox_gateway), real.clock, real.ids, std::move(news.settled)),
      settlement(payments, sandbox_gateway, stored.payments, real.clock, real.ids),
      reference(stored.business, real.clock) {}

}  // namespace homigo::app
