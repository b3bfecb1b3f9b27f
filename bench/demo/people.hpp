// The people of the demo, and what they have seen so far.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "bench/demo/dice.hpp"
#include "bench/load/condition.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::load {
class device;
}

namespace homigo::demo {

struct person {
  domain::uuid user_id{};
  std::string token;
  dice chance;
  std::shared_ptr<load::device> device;
  /// By the conversations that came with them.
  std::unordered_set<domain::uuid, domain::uuid_hash> matches_heard;
};

struct talk;

struct tenant {
  person who;
  domain::requirement_content wish;
  domain::uuid requirement_id{};
  std::vector<talk*> talks;
};

struct host {
  person who;
  std::vector<domain::uuid> listings;
  std::uint64_t likes_heard = 0;
};

/// What one of the two has heard in a conversation.
struct hearing {
  person& who;
  std::vector<std::int64_t> sequences;  // of messages, in the order in which they came
  std::int64_t read_up_to = 0;          // as this person told the server
};

/// One matched pair's conversation.
struct talk {
  talk(boost::asio::any_io_executor executor, const domain::uuid& id, person& a_tenant, person& a_host)
      : conversation_id(id), tenant_side{a_tenant, {}, 0}, host_side{a_host, {}, 0}, heard(std::move(executor)) {}

  const domain::uuid conversation_id;
  hearing tenant_side;
  hearing host_side;
  load::condition heard;
  std::chrono::steady_clock::time_point said_at{};
};

/// Everybody. Their addresses stay the same while the play runs.
struct cast {
  std::vector<tenant> tenants;
  std::vector<host> hosts;
  std::vector<domain::uuid> sessions;  // made for this run, ended after it
};

}  // namespace homigo::demo
