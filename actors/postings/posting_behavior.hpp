// The handlers that listings and requirements share.
#pragma once

#include "actors/postings/posting_commands.hpp"

namespace homigo::actors {

/// With `more` handlers, of what the kind alone understands. Each keeps the one pointer that leads to all the others.
template <class Behavior, class... More>
Behavior posting_behavior(posting_state& state, More... more) {
  return {[&state](passivate) { state.queue->passivate(); },
          [&state](const request_context& from, edit_posting& c) { take<edit>(state, from, c); },
          [&state](const request_context& from, publish_posting& c) { take<publication>(state, from, c); },
          [&state](const request_context& from, expire_posting& c) { take<expiry>(state, from, c); },
          [&state](const request_context& from, const look_at_pairs& c) { answer_pairs(state, from, c); },
          std::move(more)...};
}

}  // namespace homigo::actors
