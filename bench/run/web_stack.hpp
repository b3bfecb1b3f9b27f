// The rival over HTTP: bench/web on the baselines' database, running, with the people of that database.
#pragma once

#include "bench/run/stage.hpp"

namespace homigo::bench {

class web_stack {
public:
  /// Starts it and waits until it is ready.
  explicit web_stack(const options& wanted);

  stage& on() { return stage_; }
  /// Rows that its calls have left: swipes, or messages. What it acknowledged must be among them.
  std::int64_t rows_of(const std::string& table) const;

private:
  const options& wanted_;
  const load::server_address address_;
  child_process process_;
  stage stage_;
};

}  // namespace homigo::bench
