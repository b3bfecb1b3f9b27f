// One line for each answer: enough to find a request again, nothing that is secret.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::http {

struct access_record {
  std::string_view route;  // the pattern, never the path, the query or a header
  unsigned status = 0;
  std::chrono::microseconds took{0};
  std::size_t bytes = 0;
  std::string_view request_id;
  std::string_view remote_address;
  std::optional<domain::uuid> user_id;
};

void log_access(const access_record& record);

}  // namespace homigo::http
