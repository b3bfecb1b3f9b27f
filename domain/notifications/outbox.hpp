// What GET /dev/outbox answers in a sandbox.
#pragma once

#include <string>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct outbox_item {
  std::string channel;
  std::string recipient;
  std::string template_;
  std::string subject;
  std::string body;
  raw_json variables;
  instant created_at{};
};
HOMIGO_DESCRIBED(outbox_item, channel, recipient, template_, subject, body, variables, created_at)

struct outbox_page {
  std::vector<outbox_item> items;
};
HOMIGO_DESCRIBED(outbox_page, items)

struct outbox_query {
  std::string recipient;
  std::int32_t limit = 20;
};
HOMIGO_DESCRIBED(outbox_query, recipient, limit)
constexpr auto rules_of(const outbox_query*) {
  return rules(field("recipient").length(1, 254), field("limit").range(1, 100).defaulted());
}

}  // namespace homigo::domain
