#include "codec/fingerprint.hpp"

namespace homigo::codec {
namespace {

/// FNV-1a, over pieces that end with a zero byte each.
class hasher {
public:
  void add(std::string_view piece) {
    for (const char c : piece) add(static_cast<std::uint8_t>(c));
    add(std::uint8_t{0});
  }
  void add(std::uint8_t byte) { sum_ = (sum_ ^ byte) * 16777619U; }
  std::uint32_t sum() const { return sum_; }

private:
  std::uint32_t sum_ = 2166136261U;
};

void walk(hasher& hash, const domain::type_descriptor& type) {
  hash.add(static_cast<std::uint8_t>(type.kind));
  for (const auto& name : type.names) hash.add(name);
  if (type.element) walk(hash, *type.element);
  for (const auto& field : type.fields) {
    hash.add(field.name);
    walk(hash, *field.type);
  }
  hash.add(std::uint8_t{0xFF});  // the end of this type
}

}  // namespace

std::int32_t fingerprint(const domain::type_descriptor& type) {
  hasher hash;
  walk(hash, type);
  return static_cast<std::int32_t>(hash.sum() >> 1U | 1U);
}

}  // namespace homigo::codec
