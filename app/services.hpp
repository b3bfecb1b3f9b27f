// The use cases, made once on storage and gateways.
#pragma once

#include <functional>
#include <memory>

#include "app/configuration.hpp"
#include "app/storage.hpp"
#include "gateways/payments/sandbox_payment_gateway.hpp"
#include "gateways/photos/photo_store.hpp"
#include "gateways/system/system_sources.hpp"
#include "modules/conversations/conversations.hpp"
#include "modules/feed/card_filling.hpp"
#include "modules/feed/feed_pages.hpp"
#include "modules/matching/matches.hpp"
#include "modules/matching/pair_lookup.hpp"
#include "modules/notifications/events.hpp"
#include "modules/notifications/outbox.hpp"
#include "modules/payments/payments.hpp"
#include "modules/payments/sandbox_settlement.hpp"
#include "modules/postings/catalogue.hpp"
#include "modules/postings/photos.hpp"
#include "modules/reference/reference_book.hpp"
#include "modules/safety/blocks.hpp"
#include "modules/users/account_housekeeping.hpp"
#include "modules/users/accounts.hpp"
#include "modules/users/operators.hpp"
#include "modules/users/password_hasher.hpp"
#include "modules/users/server_secrets.hpp"

namespace homigo::app {

/// Clock, identifiers and randomness of the real world.
struct world {
  gateways::system_clock clock;
  gateways::system_random random;
  gateways::random_ahead for_ids;
  gateways::time_ordered_ids ids{clock, for_ids};
};

/// What outlives every process in the data folder, made there when it is missing.
modules::server_secrets secrets_of(const configuration& settings, world& real);
std::unique_ptr<gateways::photo_store> photo_store_of(const configuration& settings);

struct services {
  /// Called on worker threads, after the commit.
  struct entity_news {
    modules::settlement_effects settled;
    std::function<void(const domain::entity_key&)> rows_changed;
  };
  services(const configuration& settings, world& real, storage& stored, modules::live_feed& feed_memory,
           modules::feed_follower& follower, entity_news news);

  modules::server_secrets secrets;
  modules::password_hasher hasher;
  modules::accounts accounts;
  modules::account_housekeeping housekeeping;
  modules::outbox outbox;
  modules::operators operators;
  modules::catalogue catalogue;
  modules::feed_pages feed;
  modules::card_filling card_filling;
  modules::matches matches;
  modules::conversations conversations;
  modules::events events;
  modules::blocks blocks;
  modules::pair_lookup pairs;
  std::unique_ptr<gateways::photo_store> photo_files;
  modules::photos photos;
  gateways::sandbox_payment_gateway sandbox_gateway;
  modules::payments payments;
  modules::sandbox_settlement settlement;
  modules::reference_book reference;
};

}  // namespace homigo::app
