// Identifiers and names of generated things, made from the seed: a second run of it finds what the first one made.
#pragma once

#include <cstdint>
#include <string>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::stock {

/// What a seed numbers, each kind from 0. The values go into identifiers: they must not change.
enum class thing : std::uint8_t { host, tenant, listing, requirement, photo };

/// Version 7. Rises with `number`; its time is no time that anything happened.
domain::uuid identifier(std::uint64_t seed, thing kind, std::uint64_t number);

/// The seed's people are numbered through, tenants and hosts apart.
struct person_number {
  std::uint64_t seed = 0;
  bool is_host = false;
  std::uint64_t number = 0;
};

std::string full_name(const person_number& who);
/// Begins +910, as no Indian number does. Two seeds have the same phones when they are equal modulo 5,000.
std::string phone(const person_number& who);
/// In .invalid, where nobody reads mail.
std::string email(const person_number& who);

}  // namespace homigo::stock
