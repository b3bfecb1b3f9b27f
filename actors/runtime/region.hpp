// The address book: gets a message to the supervisor of the shard that an entity lives in.
#pragma once

#include <array>
#include <caf/actor.hpp>

#include "actors/runtime/device_directory.hpp"
#include "actors/runtime/envelope.hpp"

namespace homigo::actors {

/// Filled once before the first message, read by all threads afterwards.
class region {
public:
  void set_supervisor(std::uint16_t shard, caf::actor supervisor) { supervisors_[shard] = std::move(supervisor); }
  const caf::actor& supervisor_of(std::uint16_t shard) const { return supervisors_[shard]; }
  void clear() { supervisors_.fill({}); }

  void send(envelope message) const;

  /// Thread-safe by itself.
  device_directory& devices() const { return devices_; }

  /// A plain module has changed rows of this entity: what is sent after this call meets an activation that knows them.
  void reread(const domain::entity_key& key) const;

  template <class Command>
  void tell(domain::entity_key key, Command command, request_context from = {}) const {
    send(to_entity(key, std::move(command), from));
  }
  template <class Command>
  void tell_if_live(domain::entity_key key, Command command) const {
    auto message = to_entity(key, std::move(command));
    message.only_if_live = true;
    send(std::move(message));
  }

private:
  std::array<caf::actor, domain::shard_count> supervisors_;
  mutable device_directory devices_;
};

}  // namespace homigo::actors
