#include "codec/expectation.hpp"

namespace homigo::codec {

using domain::kind;

std::string_view expected(kind wanted) {
  switch (wanted) {
    case kind::boolean:
      return "must be true or false";
    case kind::integer:
      return "must be a whole number";
    case kind::number:
      return "must be a number";
    case kind::text:
      return "must be text";
    case kind::id:
      return "must be a UUID";
    case kind::moment:
      return "must be a time like 2026-11-22T10:15:30.123Z";
    case kind::day:
      return "must be a date like 2026-12-01";
    case kind::place:
      return "must be an object with latitude and longitude";
    case kind::json:
      return "must be JSON";
    case kind::enumeration:
      return "must be one of the allowed values";
    case kind::nullable:
      return "may be null";
    case kind::list:
      return "must be a list";
    case kind::object:
      return "must be an object";
  }
  return "";
}

std::string one_of(const domain::type_descriptor& type) {
  std::string message = "must be one of ";
  for (const auto name : type.names) message.append(name == type.names.front() ? "" : ", ").append(name);
  return message;
}

}  // namespace homigo::codec
