// Two descriptions whose byte forms differ have different fingerprints: what was stored by another release is
// recognised.
#pragma once

#include <cstdint>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::codec {

/// Over kinds, names and order of everything that the binary form of this type depends on; the same on every machine.
/// Never 0.
std::int32_t fingerprint(const domain::type_descriptor& type);

}  // namespace homigo::codec
