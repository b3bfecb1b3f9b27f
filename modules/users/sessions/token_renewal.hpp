// Looks access tokens in use up ahead, many with one statement, so that their requests need not wait for the database.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>

#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::modules {

class session_reader;
class token_cache;

class token_renewal {
public:
  /// As many tokens are read with one statement at most.
  static constexpr std::size_t statement_limit = 4096;

  token_renewal(const domain::clock& clock, token_cache& cache, session_reader& sessions)
      : clock_(clock), cache_(cache), sessions_(sessions) {}

  /// How often run() wants to be called; zero where nothing is remembered.
  std::chrono::milliseconds pace() const;
  /// Renews what is in use and would lapse before the run after next. Blocks; from one thread at a time. What it throws
  /// (domain::unavailable) leaves the tokens not yet renewed as they are, to lapse or to be tried again.
  void run();

private:
  void renew(std::span<const domain::bytes> hashes);

  const domain::clock& clock_;
  token_cache& cache_;
  session_reader& sessions_;
};

}  // namespace homigo::modules
