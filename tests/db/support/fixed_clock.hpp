// Time as a test sets it.
#pragma once

#include <chrono>

#include "domain/kernel/time/time.hpp"

namespace homigo::tests {

class fixed_clock final : public domain::clock {
public:
  domain::instant now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }

private:
  domain::instant now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
};

}  // namespace homigo::tests
