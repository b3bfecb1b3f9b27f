#include "modules/import/stock/identity.hpp"

#include <chrono>

#include "modules/import/stock/dice.hpp"

namespace homigo::stock {
namespace {

using namespace std::chrono_literals;

constexpr domain::instant first_moment{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}};
/// 128 things of a kind share a millisecond.
constexpr std::uint64_t per_millisecond = 128;

const char* role(const person_number& who) { return who.is_host ? "host" : "tenant"; }

std::string digits(std::uint64_t value, std::size_t width) {
  auto text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

domain::uuid identifier(std::uint64_t seed, thing kind, std::uint64_t number) {
  dice chance{seed, 1000 + static_cast<std::uint64_t>(kind), number};
  std::array<std::uint8_t, 10> random;
  for (std::size_t i = 0; i < random.size(); i += 5) {
    const auto bits = chance.bits();
    for (std::size_t j = 0; j < 5; ++j) random[i + j] = static_cast<std::uint8_t>(bits >> (8 * j));
  }
  // The place within the millisecond leads, so that identifiers rise.
  random[0] = static_cast<std::uint8_t>((number % per_millisecond) >> 3);
  random[1] = static_cast<std::uint8_t>(((number % per_millisecond) << 5) | (random[1] & 0x1F));
  return domain::make_uuid_v7(first_moment + std::chrono::milliseconds{number / per_millisecond}, random);
}

std::string full_name(const person_number& who) {
  return std::string{"Generated "} + role(who) + ' ' + std::to_string(who.number + 1);
}

std::string phone(const person_number& who) {
  // Twelve digits: four for the seed and the role, eight for the person.
  return "+910" + digits(who.seed % 5000 * 2 + (who.is_host ? 1 : 0), 4) + digits(who.number, 8);
}

std::string email(const person_number& who) {
  return std::string{role(who)} + '-' + std::to_string(who.seed) + '-' + std::to_string(who.number + 1) +
         "@generated.invalid";
}

}  // namespace homigo::stock
