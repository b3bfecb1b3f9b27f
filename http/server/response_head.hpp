// The status line and headers of an answer as bytes.
#pragma once

#include <string>

#include "domain/kernel/time/time.hpp"
#include "http/message/message.hpp"

namespace homigo::http {

struct head_facts {
  bool keep_alive = true;
  bool http_1_0 = false;
  std::string_view request_id;
  domain::instant now{};
};

/// Appends everything up to the empty line. Header values with a line break are a programming error and are left out.
void append_head(std::string& out, const response& answer, const head_facts& facts);

}  // namespace homigo::http
