// What an entity is called and where it lives: one live actor per key, one owner per shard.
#pragma once

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::domain {

enum class entity_kind : std::uint8_t { user, requirement, listing, conversation };
HOMIGO_DESCRIBED_ENUM(entity_kind, user, requirement, listing, conversation)

inline constexpr std::size_t entity_kinds = 4;
inline constexpr std::uint16_t shard_count = 256;

struct entity_key {
  entity_kind kind{};
  uuid id{};
  friend bool operator==(const entity_key&, const entity_key&) = default;
};
HOMIGO_DESCRIBED(entity_key, kind, id)

struct entity_key_hash {
  std::size_t operator()(const entity_key& key) const noexcept {
    return uuid_hash{}(key.id) ^ static_cast<std::size_t>(key.kind);
  }
};

/// FNV-1a over kind and id, folded to 8 bits. Stored on rows: it must never change.
std::uint16_t shard_of(const entity_key& key);

}  // namespace homigo::domain
