// Thrown when something the server stands on is away: infrastructure trouble, which the edge answers with 503.
#pragma once

#include <stdexcept>
#include <string>

#include "domain/kernel/errors/errc.hpp"

namespace homigo::domain {

/// `code` is one of the 503 codes; `what()` is for the log and never shown to a client.
struct unavailable : std::runtime_error {
  unavailable(errc why, const std::string& what) : std::runtime_error(what), code(why) {}
  errc code;
};

}  // namespace homigo::domain
