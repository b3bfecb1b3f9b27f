#include "gateways/system/system_sources.hpp"

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

/// What was handed out is wiped.
class octets_ahead {
public:
  void take(std::span<std::uint8_t> out) {
    if (left_ < out.size()) {
      randombytes_buf(octets_.data(), octets_.size());
      left_ = octets_.size();
    }
    left_ -= out.size();
    std::copy_n(octets_.begin() + static_cast<std::ptrdiff_t>(left_), out.size(), out.begin());
    sodium_memzero(octets_.data() + left_, out.size());
  }
  static constexpr std::size_t at_most = 640;

private:
  std::array<std::uint8_t, at_most> octets_;
  std::size_t left_ = 0;
};

}  // namespace

domain::instant system_clock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

system_random::system_random() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be started");
}

void system_random::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

void random_ahead::fill(std::span<std::uint8_t> out) {
  thread_local octets_ahead mine;
  if (out.size() > octets_ahead::at_most) return system_random::fill(out);
  mine.take(out);
}

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
