// HTTP load over many keep-alive connections on one thread: as fast as answers come, or at a fixed rate.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "bench/load/byte_pipe.hpp"
#include "bench/load/histogram.hpp"

namespace homigo::load {

/// Where requests come from. Called on the thread of the load.
class request_source {
public:
  virtual ~request_source() = default;
  /// The whole request; must stay until the next call. `slot` is the connection's number.
  virtual std::string_view next(std::size_t slot) = 0;
  /// Its answer came.
  virtual void answered(std::size_t slot, unsigned status, std::string_view body) {
    static_cast<void>(slot), static_cast<void>(status), static_cast<void>(body);
  }
  /// After answered(), for each success that counts.
  virtual void took(std::size_t slot, histogram::duration time) { static_cast<void>(slot), static_cast<void>(time); }
};

struct load_plan {
  std::size_t connections = 64;
  std::chrono::milliseconds warm_up{1000};
  std::chrono::milliseconds measured{5000};
  /// Requests a second; 0: every connection asks again as soon as it is answered.
  double rate = 0;
  /// Ends the load when so many were sent, whatever the time; 0: no such bound. Nothing is thrown away then.
  std::uint64_t requests = 0;
};

struct load_result {
  histogram taken;                             // of successes
  std::map<unsigned, std::uint64_t> statuses;  // 0: connection lost, or no answer at the end
  double seconds = 0;

  std::uint64_t succeeded() const { return taken.count(); }
  std::uint64_t failed() const;
  double rate() const { return seconds > 0 ? static_cast<double>(succeeded()) / seconds : 0; }
};

/// A connection whose request was put off (429, 503) rests for 100 ms, so that refusing is not what is measured.
/// What is answered during the warm-up is not counted. At a fixed rate a latency counts from the moment at which the
/// request should have been sent, whether a connection was free or not; one that never was counts until the end.
/// Throws std::system_error when the server cannot be reached.
load_result drive(const server_address& server, const load_plan& plan, request_source& source);

/// One exchange, blocking; throws std::runtime_error when it is not answered 200 within 10 s.
std::string body_of(byte_pipe& connection, std::string_view request);

/// The size of a whole answer at the beginning of `bytes`, 0 when there is more to come; gives status and body.
std::size_t parse_answer(std::string_view bytes, unsigned& status, std::string_view& body);

}  // namespace homigo::load
