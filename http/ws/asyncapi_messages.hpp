// The messages of the AsyncAPI document: what stands in each frame.
#pragma once

#include <string>
#include <vector>

#include "http/routing/openapi_schema.hpp"
#include "http/ws/event_shapes.hpp"
#include "http/ws/operation_shapes.hpp"

namespace homigo::http {

/// Writes `components/messages`, remembering the schemas that they refer to.
class message_writer {
public:
  message_writer(json_writer& out, schema_writer& schemas) : out_(out), schemas_(schemas) {}

  void messages();

private:
  template <class Payload>
  void message(std::string_view name, std::string_view summary, Payload properties);
  void example(std::string_view payload);
  void id(bool may_be_null);
  void constant(std::string_view name, std::string_view value);
  void flag(std::string_view name, bool value);
  void data(const domain::type_descriptor* type, const domain::type_descriptor* gone = nullptr);
  void client_message(const operation_shape& shape);
  void answer(std::string_view to, const domain::type_descriptor* answers);
  void refusal();
  void event(const event_shape& shape);
  void error();

  json_writer& out_;
  schema_writer& schemas_;
};

/// Names of messages, as channels and operations refer to them.
std::string answer_name(std::string_view operation);
/// An operation may have an event's name.
std::string event_name(std::string_view event);
inline constexpr std::string_view refusal_name = "refused";
inline constexpr std::string_view error_name = "error";

}  // namespace homigo::http
