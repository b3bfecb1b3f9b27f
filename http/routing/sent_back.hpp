// A PUT may send a resource back as GET showed it: what it cannot change is ignored if unchanged, and refused if not,
// but for what moves by itself.
#pragma once

#include <string_view>
#include <vector>

#include "http/routing/call.hpp"

namespace homigo::http {

/// Whether the body of a merging route has fields that its type does not take.
bool has_foreign_fields(const call& c);

/// Errors for those that do not say what the resource says at present; `shown` is its JSON for its owner.
std::vector<domain::field_error> foreign_fields(const call& c, std::string_view shown);

/// Lays the JSON body over `object`: absent = unchanged, null = cleared. All errors at once, those of foreign_fields()
/// among them.
domain::result<void> lay_over(const call& c, const domain::type_descriptor& type, void* object, std::string_view shown);

template <class T>
domain::result<void> lay_over(const call& c, T& object, std::string_view shown) {
  return lay_over(c, domain::descriptor<T>(), &object, shown);
}

}  // namespace homigo::http
