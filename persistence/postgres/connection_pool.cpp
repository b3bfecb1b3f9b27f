#include "persistence/postgres/connection_pool.hpp"

#include <utility>

#include "domain/unavailable.hpp"

namespace homigo::postgres {

connection_pool::connection_pool(pool_options options) : options_(std::move(options)) {
  options_.connection.generic_plans = options_.prepares;
}

connection_pool::lease connection_pool::acquire() {
  {
    std::unique_lock lock{mutex_};
    const auto can_go_on = [this] { return !idle_.empty() || open_ < options_.size; };
    ++waiting_;
    const bool came = freed_.wait_for(lock, options_.acquire_deadline, can_go_on);
    --waiting_;
    if (!came) throw domain::unavailable{domain::errc::overloaded, "no free database connection within the deadline"};
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(connection)};
    }
    if (!pace_.may_try(std::chrono::steady_clock::now()))
      throw domain::unavailable{domain::errc::database_unavailable, "the database could not be reached a moment ago"};
    ++open_;  // reserved before connecting, which must not hold the lock
  }
  return {*this, open()};
}

std::unique_ptr<pqxx::connection> connection_pool::open() {
  try {
    auto connection = open_connection(options_.connection);
    const std::lock_guard lock{mutex_};
    pace_.succeeded();
    return connection;
  } catch (...) {
    {
      const std::lock_guard lock{mutex_};
      pace_.failed(std::chrono::steady_clock::now());
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

void connection_pool::give_back(std::unique_ptr<pqxx::connection> connection) {
  {
    std::lock_guard lock{mutex_};
    idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

void connection_pool::forget() {
  std::vector<std::unique_ptr<pqxx::connection>> closing;
  {
    std::lock_guard lock{mutex_};
    closing.swap(idle_);
    open_ -= closing.size() + 1;
  }
  freed_.notify_all();
}

connection_pool::lease::lease(connection_pool& pool, std::unique_ptr<pqxx::connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}

connection_pool::lease::lease(lease&& other) noexcept = default;

connection_pool::lease::~lease() {
  if (connection_) pool_->give_back(std::move(connection_));
}

void connection_pool::lease::discard() {
  connection_.reset();
  pool_->forget();
}

}  // namespace homigo::postgres
