#include "persistence/postgres/client/reconnect_pace.hpp"

#include <algorithm>

namespace homigo::postgres {

void reconnect_pace::failed(moment now) {
  next_ = now + std::chrono::milliseconds{
                    std::uniform_int_distribution<std::int64_t>{wait_.count() / 2, wait_.count()}(chance_)};
  wait_ = std::min(longest, 2 * wait_);
}

void reconnect_pace::succeeded() {
  wait_ = first;
  next_ = {};
}

}  // namespace homigo::postgres
