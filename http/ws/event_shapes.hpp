// Which type the `data` of each event has.
#pragma once

#include <span>
#include <string_view>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::http {

struct event_shape {
  std::string_view event;
  const domain::type_descriptor* data = nullptr;  // null = {}
  const domain::type_descriptor* gone = nullptr;  // instead, when what the event is about may no longer be seen
};

/// Of the events that this release sends.
std::span<const event_shape> event_shapes();

}  // namespace homigo::http
