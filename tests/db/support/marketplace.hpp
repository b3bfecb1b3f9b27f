// People, postings, likes, matches and conversations written straight into a database, and the read side over them.
#pragma once

#include <map>
#include <string>

#include "modules/conversations/conversation_reads.hpp"
#include "modules/conversations/conversations.hpp"
#include "modules/matching/match_reads.hpp"
#include "modules/matching/matches.hpp"
#include "modules/notifications/event_reads.hpp"
#include "modules/notifications/events.hpp"
#include "modules/postings/catalogue.hpp"
#include "modules/postings/posting_reads.hpp"
#include "modules/postings/posting_search.hpp"
#include "modules/safety/block_repository.hpp"
#include "modules/safety/blocks.hpp"
#include "modules/users/accounts/profile_repository.hpp"
#include "support/database.hpp"
#include "support/feed_seen.hpp"
#include "support/fixed_clock.hpp"

namespace homigo::tests {

/// Column to SQL expression, over the defaults.
using columns = std::map<std::string, std::string>;

struct marketplace {
  migrated_database database;
  fixed_clock clock;

  persistence::posting_reads posting_rows{database.pool()};
  persistence::posting_search search_rows{database.pool()};
  std::unique_ptr<persistence::match_reads> match_rows = persistence::make_match_reads(database.pool());
  persistence::conversation_reads conversation_rows{database.pool()};
  persistence::event_reads event_rows{database.pool()};
  persistence::profile_repository account_rows{database.pool()};
  persistence::block_repository block_rows{database.pool()};

  modules::catalogue catalogue{posting_rows, search_rows, clock};
  /// The feed of a node that starts now.
  feed_seen feed{database, posting_rows, clock};
  modules::matches matches{*match_rows, clock};
  modules::conversations conversations{conversation_rows};
  modules::events events{event_rows, *match_rows, conversation_rows, account_rows, clock};
  modules::blocks blocks{block_rows, clock};

  /// Active, verified by phone and e-mail. The n-th person's phone is +9198000000nn.
  domain::uuid person(const columns& changed = {});
  /// Active, valid for ten days, fitting each other: at 19.07654, 72.87765 in Mumbai, rent 20000 within 10000 to 30000.
  domain::uuid listing(const domain::uuid& host_id, const columns& changed = {});
  domain::uuid requirement(const domain::uuid& tenant_id, const columns& changed = {});
  /// A standing action of one side ("tenant" or "host") on an open pair, with its swipe.
  domain::uuid swipe(const domain::uuid& listing_id, const domain::uuid& requirement_id, const std::string& side,
                     const std::string& action = "like");
  /// With pair and conversation; the score is 80.5.
  domain::uuid match(const domain::uuid& listing_id, const domain::uuid& requirement_id, const columns& changed = {});
  domain::uuid conversation_of(const domain::uuid& match_id);
  domain::uuid message(const domain::uuid& conversation_id, const domain::uuid& sender_id, const std::string& body);
  void event(const domain::uuid& user_id, const std::string& kind, const domain::uuid& reference,
             const std::string& detail = "NULL");

  domain::uuid next_id();
  std::string insert(const std::string& table, const columns& values);
  void set(const std::string& table, const std::string& id_column, const domain::uuid& id,
           const std::string& assignments);

private:
  int people_ = 0;
  int ids_ = 0;
};

/// As an SQL literal.
std::string quoted(const domain::uuid& id);

/// The names of a failure's code; "" for success.
template <class T>
std::string code_of(const domain::result<T>& done) {
  return done ? std::string{} : std::string{domain::to_string(done.error().code)};
}

/// What must be nowhere in an answer before a match: address lines and exact places of marketplace's postings,
/// contacts.
bool reveals_something(const std::string& json);

}  // namespace homigo::tests
