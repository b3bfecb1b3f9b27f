// CAF's inspection for every described type, over its field table: what crosses nodes needs no code of its own.
#pragma once

#include <caf/error.hpp>
#include <caf/meta/load_callback.hpp>
#include <caf/sec.hpp>
#include <concepts>

#include "codec/binary.hpp"

namespace homigo::domain {

template <class T>
concept described = requires(const T* type) {
  { descriptor_of(type) } -> std::same_as<const type_descriptor&>;
};

/// Found by CAF through argument-dependent lookup. An object travels in its binary form; a damaged one is an error of
/// the deserializer, not an object.
template <class Inspector, described T>
typename Inspector::result_type inspect(Inspector& f, T& object) {
  if constexpr (Inspector::reads_state) {
    auto octets = codec::to_binary(object);
    return f(octets);
  } else {
    std::string octets;
    return f(octets, caf::meta::load_callback([&]() -> caf::error {
               if (codec::from_binary(octets, object)) return caf::none;
               return caf::make_error(caf::sec::invalid_argument);
             }));
  }
}

}  // namespace homigo::domain

namespace homigo::actors {

using domain::inspect;

}  // namespace homigo::actors
