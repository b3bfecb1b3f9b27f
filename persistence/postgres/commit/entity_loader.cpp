#include "persistence/postgres/commit/entity_loader.hpp"

#include <spdlog/spdlog.h>

#include <unordered_set>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/kernel/errors/unavailable.hpp"
#include "domain/kernel/threads/work_deadline.hpp"
#include "persistence/postgres/commit/entity_rows.hpp"

namespace homigo::postgres {
namespace {

using persistence::stored_entity;

constexpr std::size_t round_size = 64;
constexpr std::size_t waiting_limit = 20'000;
constexpr std::chrono::seconds time_to_read_the_rest{2};

}  // namespace

entity_loader::entity_loader(connection_pool& reads, std::size_t threads) : database_(reads) {
  threads_.start("entity loader", threads, [this](const std::stop_token& stop) { run(stop); });
}

void entity_loader::load(domain::entity_key key, done_function done) {
  {
    const std::lock_guard lock{mutex_};
    if (!threads_.is_stopping() && waiting_.size() < waiting_limit) {
      waiting_.push_back({key, std::move(done)});
      more_.notify_one();
      return;
    }
  }
  done(std::nullopt);
}

void entity_loader::run(const std::stop_token& stop) {
  const domain::work_deadline limit{stop, time_to_read_the_rest};
  for (auto wanted = next_round(stop); !wanted.empty(); wanted = next_round(stop)) read(std::move(wanted));
}

entity_loader::round entity_loader::next_round(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  more_.wait(lock, stop, [this] { return !waiting_.empty(); });
  round taken;
  std::unordered_set<domain::uuid, domain::uuid_hash> known;
  // The second load of an entity wants later rows than the first: it waits for another round.
  while (!waiting_.empty() && taken.size() < round_size && known.insert(waiting_.front().key.id).second) {
    taken.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return taken;
}

void entity_loader::read(round wanted) {
  std::vector<domain::entity_key> keys;
  for (const auto& each : wanted) keys.push_back(each.key);
  std::vector<stored_entity> loaded;
  try {
    loaded = database_.read([&](transaction& t) { return load_entities(t, keys); });
  } catch (const domain::unavailable& e) {
    spdlog::error("{} entities cannot be loaded: {}", wanted.size(), e.what());
    for (const auto& each : wanted) answer(each, std::nullopt);
    return;
  } catch (const std::exception& e) {
    if (wanted.size() > 1) return read_each(std::move(wanted));
    spdlog::error("{} {} cannot be loaded: {}", domain::wire_name(keys[0].kind), domain::to_string(keys[0].id),
                  e.what());
    return answer(wanted[0], std::nullopt);
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) answer(wanted[i], std::move(loaded[i]));
}

/// Rows that cannot be read keep nothing away but their own entity.
void entity_loader::read_each(round wanted) {
  for (auto& each : wanted) {
    round alone;
    alone.push_back(std::move(each));
    read(std::move(alone));
  }
}

void entity_loader::answer(const request& to, std::optional<stored_entity> entity) {
  try {
    to.done(std::move(entity));
  } catch (const std::exception& e) {
    spdlog::error("a loaded entity could not be handed over: {}", e.what());
  }
}

}  // namespace homigo::postgres
