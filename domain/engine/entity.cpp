#include "domain/engine/entity.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

std::uint16_t shard_of(const entity_key& key) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto mix = [&](std::uint8_t byte) { hash = (hash ^ byte) * 0x100000001b3ULL; };
  mix(static_cast<std::uint8_t>(key.kind));
  for (const auto byte : key.id) mix(byte);
  hash ^= hash >> 32;
  hash ^= hash >> 16;
  hash ^= hash >> 8;
  return static_cast<std::uint16_t>(hash & 0xFF);
}

HOMIGO_TABLE_ENUM(entity_kind)
HOMIGO_TABLE(entity_key)

}  // namespace homigo::domain
