// What is refused first when the node is behind with its work.
#pragma once

#include <cstdint>

namespace homigo::http {

enum class load_class : std::uint8_t {
  probe,      // never shed nor counted as in flight: who refuses a liveness probe is killed
  essential,  // never shed by delay: acknowledgements, logins, reading what one has
  ordinary,
  swipe,
  browse,  // feed and search go first
};

}  // namespace homigo::http
