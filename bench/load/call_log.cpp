#include "bench/load/call_log.hpp"

#include <algorithm>

namespace homigo::load {
namespace {

constexpr std::size_t kept_failures = 20;

}  // namespace

call_record& call_log::of(std::string_view kind) {
  const auto found = kinds_.find(kind);
  return found != kinds_.end() ? found->second : kinds_[std::string{kind}];
}

void call_log::failed(std::string_view kind, std::string_view why) {
  ++of(kind).errors;
  auto text = std::string{kind} + ": " + std::string{why.substr(0, 400)};
  const bool is_new = std::find(first_failures_.begin(), first_failures_.end(), text) == first_failures_.end();
  if (is_new && first_failures_.size() < kept_failures) first_failures_.push_back(std::move(text));
}

void call_log::merge(const call_log& other) {
  for (const auto& [kind, record] : other.kinds_) {
    auto& mine = of(kind);
    mine.latency.merge(record.latency);
    mine.errors += record.errors;
    mine.put_off += record.put_off;
  }
  for (const auto& failure : other.first_failures_)
    if (first_failures_.size() < kept_failures) first_failures_.push_back(failure);
}

std::uint64_t call_log::errors() const {
  std::uint64_t sum = 0;
  for (const auto& [kind, record] : kinds_) sum += record.errors;
  return sum;
}

}  // namespace homigo::load
