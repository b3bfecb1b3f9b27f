#include "app/logging.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include "app/buffered_sink.hpp"
#include "codec/json_writer.hpp"
#include "http/server/access_log_limit.hpp"

namespace homigo::app {
namespace {

constexpr std::chrono::seconds longest_held{1};

spdlog::level::level_enum level_of(config::log_level level) {
  switch (level) {
    case config::log_level::trace:
      return spdlog::level::trace;
    case config::log_level::debug:
      return spdlog::level::debug;
    case config::log_level::info:
      return spdlog::level::info;
    case config::log_level::warn:
      return spdlog::level::warn;
    case config::log_level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

/// The message as a JSON string, whatever characters it has.
class quoted_message final : public spdlog::custom_flag_formatter {
public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    std::string text;
    codec::append_quoted(text, {message.payload.data(), message.payload.size()});
    out.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<quoted_message>(); }
};

std::unique_ptr<spdlog::formatter> json_lines() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  formatter->add_flag<quoted_message>('*').set_pattern(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","thread":%t,"message":%*})");
  return formatter;
}

std::shared_ptr<buffered_sink> sink_of(const config::log_settings& settings) {
  if (settings.file.empty()) return std::make_shared<buffered_sink>(STDOUT_FILENO);
  constexpr std::uint64_t megabyte = 1 << 20;
  return std::make_shared<buffered_sink>(std::make_unique<rotating_file>(
      settings.file, static_cast<std::uint64_t>(settings.file_megabytes) * megabyte, settings.files));
}

}  // namespace

void start_logging(const config::log_settings& settings) {
  auto logger = std::make_shared<spdlog::logger>("homigo", sink_of(settings));
  http::limit_access_log(settings.requests_per_second);
  if (settings.format == config::log_format::json)
    logger->set_formatter(json_lines());
  else
    logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %-5l %v");
  logger->set_level(level_of(settings.level));
  spdlog::set_default_logger(std::move(logger));
  spdlog::flush_every(longest_held);
}

}  // namespace homigo::app
