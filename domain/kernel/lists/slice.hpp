// One page of a list as a repository gives it.
#pragma once

#include <optional>
#include <vector>

#include "domain/kernel/lists/keyset.hpp"

namespace homigo::persistence {

/// `next` is where the list goes on; absent at its end.
template <class Row, class Position = domain::keyset>
struct slice {
  std::vector<Row> rows;
  std::optional<Position> next;
};

}  // namespace homigo::persistence
