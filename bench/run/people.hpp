// The people of the stock with their tokens, as `generate --tokens` wrote them.
#pragma once

#include <string>
#include <vector>

namespace homigo::bench {

struct person {
  std::string user_id;
  std::string token;
  std::vector<std::string> postings;
};

struct people {
  std::vector<person> hosts;
  std::vector<person> tenants;
};

/// Throws std::runtime_error when the file cannot be read or holds nobody of either role.
people read_people(const std::string& token_file);

}  // namespace homigo::bench
