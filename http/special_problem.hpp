// Problems that one route alone knows, with a member of their own (RFC 9457, extension members).
#pragma once

#include <string_view>

#include "http/message.hpp"

namespace homigo::http {

struct special_problem {
  unsigned status = 0;
  std::string_view code;
  std::string_view title;
  std::string_view detail;
  std::string_view member;
  std::string_view value;
};

response problem(const special_problem& why, std::string_view request_id);

}  // namespace homigo::http
