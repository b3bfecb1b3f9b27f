#include "actors/durable_command.hpp"

#include <spdlog/spdlog.h>

#include "actors/pairs/pair_protocol.hpp"
#include "codec/json_reader.hpp"
#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::actors {

/// The payload of `end_pair`; `user_id` is whoever caused it.
struct end_pair_payload {
  domain::uuid requirement_id{};
  domain::pair_side caused_by{};
  std::optional<domain::uuid> user_id;
};
HOMIGO_DESCRIBED(end_pair_payload, requirement_id, caused_by, user_id)
HOMIGO_TABLE(end_pair_payload)

namespace {

void deliver_end_pair(const region& entities, const persistence::entity_store::waiting_command& command) {
  const auto payload = codec::read_json<end_pair_payload>(command.payload);
  if (!payload) return spdlog::error("unreadable durable command {}", domain::to_string(command.key.id));
  entities.tell(command.key,
                end_pair{payload->requirement_id, payload->caused_by, payload->user_id, command.command_id});
}

}  // namespace

void deliver(const region& entities, const persistence::entity_store::waiting_command& command) {
  if (command.command == "publish")
    entities.tell(command.key, publish_posting{command.command_id});
  else if (command.command == "expire")
    entities.tell(command.key, expire_posting{});
  else if (command.command == "end_pair")
    deliver_end_pair(entities, command);
  else
    spdlog::error("unknown durable command {} {}", command.command, domain::to_string(command.key.id));
}

}  // namespace homigo::actors
