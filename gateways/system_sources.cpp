#include "gateways/system_sources.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace homigo::gateways {
namespace {

/// The next greater identifier: counts in the random tail, below version and variant.
void increment(domain::uuid& id) {
  for (int i = 15; i > 8; --i)
    if (++id.data[i] != 0) return;
}

}  // namespace

domain::instant system_clock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

system_random::system_random() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
}

void system_random::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

domain::uuid time_ordered_ids::next() {
  std::array<std::uint8_t, 10> tail;
  random_.fill(tail);
  auto id = domain::make_uuid_v7(clock_.now(), tail);
  std::lock_guard lock{mutex_};
  if (!(last_ < id)) {
    id = last_;
    increment(id);
  }
  return last_ = id;
}

}  // namespace homigo::gateways
