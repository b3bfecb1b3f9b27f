// What was called, how long each call took and what went wrong.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bench/load/histogram.hpp"

namespace homigo::load {

/// Calls of one kind. Only those that succeeded are in `latency`.
struct call_record {
  histogram latency;
  std::uint64_t errors = 0;
  std::uint64_t put_off = 0;  // told to come back later (429, 503), and tried again
};

/// Not thread-safe: each thread has its own, merged at the end.
class call_log {
public:
  void succeeded(std::string_view kind, histogram::duration taken) { of(kind).latency.record(taken); }
  void failed(std::string_view kind, std::string_view why);
  void put_off(std::string_view kind) { ++of(kind).put_off; }
  void merge(const call_log& other);

  const std::map<std::string, call_record, std::less<>>& kinds() const { return kinds_; }
  std::uint64_t errors() const;
  /// The first 20 different ones, with their kinds.
  const std::vector<std::string>& first_failures() const { return first_failures_; }

private:
  call_record& of(std::string_view kind);

  std::map<std::string, call_record, std::less<>> kinds_;
  std::vector<std::string> first_failures_;
};

}  // namespace homigo::load
