// Gives what came from outside its one form, before anything is checked, compared or stored.
#pragma once

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::domain {

/// Texts as `domain::normalised` has them (secrets stay as they came), then each object's own `canonicalise`.
void normalise(const type_descriptor& type, void* object);

template <class T>
void normalise(T& object) {
  normalise(descriptor<T>(), &object);
}

}  // namespace homigo::domain
