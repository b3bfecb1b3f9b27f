// The operations of the WebSocket as they are described to client developers; operations.cpp runs what stands here.
#pragma once

#include <string_view>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::http {

struct operation_shape {
  std::string_view name;
  std::string_view summary;
  /// Types whose fields stand beside each other in `data`; none: `data` is left out.
  std::vector<const domain::type_descriptor*> takes{};
  const domain::type_descriptor* answers = nullptr;  // null = {}
  /// `data` as JSON; identifiers stand for ones that an earlier answer gave.
  std::string_view example{};
};

std::vector<operation_shape> operation_shapes();

}  // namespace homigo::http
