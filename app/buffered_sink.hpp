// Writes log lines to standard output or a file many at a time, so that a request does not cost a system call for its
// line.
#pragma once

#include <spdlog/sinks/base_sink.h>

#include <memory>
#include <mutex>
#include <string>

#include "app/rotating_file.hpp"

namespace homigo::app {

/// What is held back is written when it is long, with the first warning or error, at flush(), and at the end; at once
/// where standard output is a terminal. A process that is killed loses what it held back.
class buffered_sink final : public spdlog::sinks::base_sink<std::mutex> {
public:
  explicit buffered_sink(int descriptor);
  explicit buffered_sink(std::unique_ptr<rotating_file> file);
  ~buffered_sink() override;

protected:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override { write_out(); }

private:
  void write_out();

  const std::unique_ptr<rotating_file> file_;  // or none: then the descriptor
  const int descriptor_;
  const bool at_once_;
  spdlog::memory_buf_t line_;
  std::string held_;
};

}  // namespace homigo::app
