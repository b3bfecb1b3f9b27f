// What routes that change entities stand on: the bridge to the actors, and the workers that read results back.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>

#include "domain/kernel/ids/uuid.hpp"
#include "http/pipeline/ask.hpp"
#include "http/pipeline/worker_pool.hpp"
#include "http/routing/rate_limiter.hpp"

namespace homigo::http {

struct entity_services {
  asker& entities;
  worker_pool& workers;
  domain::id_source& ids;
  /// The same buckets as of the routes' limits.
  rate_limiter& limits;
};

/// Runs what blocks on a worker and gives its result; overloaded when the workers' queue is full.
template <class Work>
auto on_worker(worker_pool& workers, Work work) -> boost::asio::awaitable<std::invoke_result_t<Work&>> {
  std::optional<std::invoke_result_t<Work&>> out;
  if (!co_await workers.perform([&] { out.emplace(work()); })) co_return domain::refusal(domain::errc::overloaded);
  co_return std::move(*out);
}

}  // namespace homigo::http
