// What a client is told that a JSON value should have been.
#pragma once

#include <string>
#include <string_view>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::codec {

std::string_view expected(domain::kind wanted);

/// The words that an enumeration knows.
std::string one_of(const domain::type_descriptor& enumeration);

}  // namespace homigo::codec
