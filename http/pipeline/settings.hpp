// What the edge can be told by configuration, with units in the names.
#pragma once

#include <cstdint>
#include <string>

#include "domain/kernel/described/described.hpp"

namespace homigo::http {

struct settings {
  std::string address = "127.0.0.1";  // 0.0.0.0 = every interface
  std::int32_t port = 8080;
  std::string private_address = "127.0.0.1";
  std::int32_t private_port = 0;  // for figures and operators alone; 0 = none, they are on `port`
  std::int32_t io_threads = 2;
  std::int32_t worker_threads = 8;
  std::int32_t worker_queue_limit = 2000;   // jobs
  std::int32_t password_threads = 2;        // hash passwords, at low priority
  std::int32_t password_queue_limit = 128;  // jobs; half of the free places for one address
  std::int32_t picture_threads = 2;         // shrink photos, at low priority
  std::int32_t picture_queue_limit = 64;    // the same
  std::int32_t shed_browse_after_ms = 250;  // delay of the worker queue
  std::int32_t shed_swipes_after_ms = 750;
  std::int32_t shed_ordinary_after_ms = 3000;
  std::int32_t max_requests_in_flight = 4000;
  std::int32_t max_connections = 20'000;
  std::int32_t max_connections_per_address = 1000;
  std::int32_t header_limit_bytes = 16'384;
  std::int32_t body_limit_bytes = 262'144;
  std::int32_t header_timeout_ms = 10'000;
  std::int32_t body_timeout_ms = 60'000;
  std::int32_t write_timeout_ms = 60'000;
  std::int32_t idle_timeout_ms = 75'000;
  std::int32_t compress_above_bytes = 1024;
  std::int32_t rate_limit_entries = 100'000;
  std::string cors_origins;          // pages that a browser may let in: a list of origins, or * for all; none
  bool trust_forwarded_for = false;  // the last X-Forwarded-For entry of a trusted proxy is the client
  std::string trusted_proxies = "127.0.0.0/8, ::1";  // addresses and networks, separated by commas
  std::int32_t ws_auth_timeout_ms = 5000;
  std::int32_t ws_idle_timeout_ms = 60'000;  // pings go out at half of it
  std::int32_t ws_close_timeout_ms = 5000;
  std::int32_t ws_max_message_bytes = 65'536;
  std::int32_t ws_queue_bytes = 1'048'576;
  std::int32_t ws_queue_frames = 1000;
  std::int32_t ws_frames_per_second = 50;  // more are read later, not refused
  std::int32_t ws_frames_burst = 200;
  bool ws_deflate = false;  // permessage-deflate, window 10, level 1: 20 KB more a socket
};
HOMIGO_DESCRIBED(settings, address, port, private_address, private_port, io_threads, worker_threads, worker_queue_limit,
                 password_threads, password_queue_limit, picture_threads, picture_queue_limit, shed_browse_after_ms,
                 shed_swipes_after_ms, shed_ordinary_after_ms, max_requests_in_flight, max_connections,
                 max_connections_per_address, header_limit_bytes, body_limit_bytes, header_timeout_ms, body_timeout_ms,
                 write_timeout_ms, idle_timeout_ms, compress_above_bytes, rate_limit_entries, cors_origins,
                 trust_forwarded_for, trusted_proxies, ws_auth_timeout_ms, ws_idle_timeout_ms, ws_close_timeout_ms,
                 ws_max_message_bytes, ws_queue_bytes, ws_queue_frames, ws_frames_per_second, ws_frames_burst,
                 ws_deflate)
constexpr auto rules_of(const settings*) {
  using domain::field;
  return domain::rules(field("port").range(0, 65'535), field("private_port").range(0, 65'535),
                       field("io_threads").range(1, 64), field("worker_threads").range(1, 256),
                       field("worker_queue_limit").range(1, 1e6), field("password_threads").range(1, 64),
                       field("password_queue_limit").range(1, 1e5), field("picture_threads").range(1, 64),
                       field("picture_queue_limit").range(1, 1e4), field("trusted_proxies").length(0, 4000),
                       field("shed_browse_after_ms").range(1, 600'000), field("shed_swipes_after_ms").range(1, 600'000),
                       field("shed_ordinary_after_ms").range(1, 600'000), field("max_requests_in_flight").range(1, 1e6),
                       field("compress_above_bytes").range(0, 1e8), field("ws_auth_timeout_ms").range(1, 600'000),
                       field("ws_idle_timeout_ms").range(1, 3'600'000), field("ws_close_timeout_ms").range(1, 600'000),
                       field("max_connections").range(1, 1e6), field("max_connections_per_address").range(1, 1e6),
                       field("header_limit_bytes").range(1024, 1e6), field("body_limit_bytes").range(1024, 1e8),
                       field("header_timeout_ms").range(1, 600'000), field("body_timeout_ms").range(1, 600'000),
                       field("write_timeout_ms").range(1, 600'000), field("idle_timeout_ms").range(1, 3'600'000),
                       field("rate_limit_entries").range(1, 1e7), field("ws_max_message_bytes").range(1024, 1e6),
                       field("ws_queue_bytes").range(65'536, 1e8), field("ws_queue_frames").range(1, 1e6),
                       field("ws_frames_per_second").range(1, 1e6), field("ws_frames_burst").range(1, 1e6));
}

}  // namespace homigo::http
