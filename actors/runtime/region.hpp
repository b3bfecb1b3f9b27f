// The address book: gets a message to the supervisor of the shard that an entity lives in.
#pragma once

#include <array>
#include <caf/actor.hpp>

#include "actors/runtime/routed.hpp"

namespace homigo::actors {

/// Filled once before the first message, read by all threads afterwards.
class region {
 public:
  void set_supervisor(std::uint16_t shard, caf::actor supervisor) { supervisors_[shard] = std::move(supervisor); }
  void clear() { supervisors_.fill({}); }

  void send(routed message) const;

  template <class Content>
  void tell(domain::entity_key key, Content content) const {
    send({key, 0, domain::instant::max(), false, caf::make_message(std::move(content))});
  }
  template <class Content>
  void tell_if_live(domain::entity_key key, Content content) const {
    send({key, 0, domain::instant::max(), true, caf::make_message(std::move(content))});
  }

 private:
  std::array<caf::actor, domain::shard_count> supervisors_;
};

}  // namespace homigo::actors
