#include "app/buffered_sink.hpp"

#include <unistd.h>

namespace homigo::app {
namespace {

constexpr std::size_t long_enough = 65'536;

}  // namespace

buffered_sink::buffered_sink(int descriptor) : descriptor_(descriptor), at_once_(::isatty(descriptor) == 1) {
  held_.reserve(long_enough + 4096);
}

buffered_sink::buffered_sink(std::unique_ptr<rotating_file> file)
    : file_(std::move(file)), descriptor_(-1), at_once_(false) {
  held_.reserve(long_enough + 4096);
}

buffered_sink::~buffered_sink() { write_out(); }

void buffered_sink::sink_it_(const spdlog::details::log_msg& message) {
  line_.clear();
  formatter_->format(message, line_);
  held_.append(line_.data(), line_.size());
  if (at_once_ || message.level >= spdlog::level::warn || held_.size() >= long_enough) write_out();
}

/// Where nobody reads any more the lines are given up, as every log does.
void buffered_sink::write_out() {
  if (held_.empty()) return;
  if (file_)
    file_->append(held_);
  else
    write_fully(descriptor_, held_);
  held_.clear();
}

}  // namespace homigo::app
