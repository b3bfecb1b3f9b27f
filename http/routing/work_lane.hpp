// Which threads a blocking handler runs on: what is dear in processor time must not stand before what is cheap.
#pragma once

#include <cstdint>

namespace homigo::http {

enum class work_lane : std::uint8_t {
  ordinary,   // the workers
  passwords,  // Argon2id: sign-up, sign-in with a password, its change
  pictures,   // decoding and shrinking photos
  probes,     // liveness, readiness, figures: they must be answered whatever the others do
};

}  // namespace homigo::http
