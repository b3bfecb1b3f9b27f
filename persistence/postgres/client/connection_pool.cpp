#include "persistence/postgres/client/connection_pool.hpp"

#include <algorithm>
#include <utility>

#include "domain/kernel/errors/unavailable.hpp"
#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::postgres {

using steady = std::chrono::steady_clock;

connection_pool::connection_pool(pool_options options) : options_(std::move(options)) {
  options_.connection.generic_plans = options_.prepares;
}

connection_pool::lease connection_pool::acquire() {
  {
    std::unique_lock lock{mutex_};
    const auto can_go_on = [this] { return !idle_.empty() || open_ < options_.size; };
    ++waiting_;
    const auto until = std::min(steady::now() + options_.acquire_deadline, domain::work_deadline::current());
    const bool came = freed_.wait_until(lock, until, can_go_on);
    --waiting_;
    if (!came || domain::work_deadline::has_passed())
      throw domain::unavailable{domain::errc::overloaded, "no free database connection within the deadline"};
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(connection)};
    }
    reserve();
  }
  return {*this, {open(), {}}};
}

/// Before connecting, which must not hold the lock. @pre the lock is held
void connection_pool::reserve() {
  if (!pace_.may_try(steady::now()) || (pace_.is_failing() && connecting_ > 0))
    throw domain::unavailable{domain::errc::database_unavailable, "the database could not be reached a moment ago"};
  ++open_;
  ++connecting_;
}

std::unique_ptr<pqxx::connection> connection_pool::open() {
  try {
    auto connection = open_connection(options_.connection);
    const std::lock_guard lock{mutex_};
    --connecting_;
    pace_.succeeded();
    return connection;
  } catch (...) {
    {
      const std::lock_guard lock{mutex_};
      --connecting_;
      // Who had no time left says nothing about the database.
      if (!domain::work_deadline::has_passed()) pace_.failed(steady::now());
    }
    forget();
    throw;
  }
}

std::size_t connection_pool::open_connections() const {
  std::lock_guard lock{mutex_};
  return open_;
}

connection_pool::figures connection_pool::usage() const {
  std::lock_guard lock{mutex_};
  return {options_.size, idle_.size(), open_ - idle_.size(), waiting_};
}

void connection_pool::give_back(pooled_connection connection) {
  {
    std::lock_guard lock{mutex_};
    idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

void connection_pool::forget() {
  std::vector<pooled_connection> closing;
  {
    std::lock_guard lock{mutex_};
    closing.swap(idle_);
    open_ -= closing.size() + 1;
  }
  freed_.notify_all();
}

connection_pool::lease::lease(connection_pool& pool, pooled_connection connection)
    : pool_(&pool), connection_(std::move(connection)) {}

connection_pool::lease::lease(lease&& other) noexcept = default;

connection_pool::lease::~lease() {
  if (connection_.open) pool_->give_back(std::move(connection_));
}

void connection_pool::lease::discard() {
  connection_.open.reset();
  pool_->forget();
}

}  // namespace homigo::postgres
