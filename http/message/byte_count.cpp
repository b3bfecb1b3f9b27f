#include "http/message/byte_count.hpp"

namespace homigo::http {
namespace {

constexpr std::size_t kibi = 1024, mebi = 1024 * 1024;

/// Rounded down to a tenth: nobody is promised more than is taken.
std::string tenths(std::size_t count, std::size_t unit) {
  const auto all = count * 10 / unit;
  auto text = std::to_string(all / 10);
  if (all % 10 != 0) text.append(1, '.').append(std::to_string(all % 10));
  return text;
}

}  // namespace

std::string bytes_text(std::size_t count) {
  auto text = std::to_string(count) + (count == 1 ? " byte" : " bytes");
  if (count < kibi) return text;
  const bool is_large = count >= mebi;
  return text.append(" (").append(tenths(count, is_large ? mebi : kibi)).append(is_large ? " MiB)" : " KiB)");
}

}  // namespace homigo::http
