#include "http/ws/asyncapi_messages.hpp"

#include <algorithm>
#include <set>

#include "domain/notifications/event.hpp"
#include "http/routing/close_reason.hpp"
#include "http/routing/openapi_json.hpp"
#include "http/ws/frames.hpp"

namespace homigo::http {

using domain::type_descriptor;

std::string answer_name(std::string_view operation) { return std::string{operation} + ".answer"; }

std::string event_name(std::string_view event) { return "event." + std::string{event}; }

/// `properties` writes the members of `properties` and returns the names of those that must be there.
template <class Payload>
void message_writer::message(std::string_view name, std::string_view summary, Payload properties) {
  write_member(out_, "name", name);
  write_member(out_, "title", name);
  write_member(out_, "summary", summary);
  write_member(out_, "contentType", "application/json");
  write_object(out_, "payload", [&] {
    write_member(out_, "type", "object");
    std::vector<std::string_view> required;
    write_object(out_, "properties", [&] { required = properties(); });
    schemas_.required(required);
  });
}

void message_writer::example(std::string_view payload) {
  write_key(out_, "examples");
  out_.StartArray();
  out_.StartObject();
  write_key(out_, "payload");
  out_.RawValue(payload.data(), payload.size(), rapidjson::kObjectType);
  out_.EndObject();
  out_.EndArray();
}

void message_writer::id(bool may_be_null) {
  write_object(out_, "id", [&] {
    write_key(out_, "type");
    if (may_be_null) {
      out_.StartArray();
      write_text(out_, "string"), write_text(out_, "null");
      out_.EndArray();
    } else {
      write_text(out_, "string");
      write_key(out_, "maxLength"), out_.Uint(64);
    }
    write_member(out_, "description", "Chosen by the client and repeated in the answer.");
  });
}

void message_writer::constant(std::string_view name, std::string_view value) {
  write_object(out_, name, [&] {
    write_member(out_, "type", "string");
    write_member(out_, "const", value);
  });
}

void message_writer::flag(std::string_view name, bool value) {
  write_object(out_, name, [&] {
    write_member(out_, "type", "boolean");
    write_key(out_, "const"), out_.Bool(value);
  });
}

void message_writer::data(const type_descriptor* type, const type_descriptor* gone) {
  if (!type) return write_object(out_, "data", [&] { write_member(out_, "type", "object"); });
  write_key(out_, "data");
  if (!gone) return schemas_.value(*type, direction::answer);
  out_.StartObject();
  write_key(out_, "anyOf");
  out_.StartArray();
  schemas_.value(*type, direction::answer), schemas_.value(*gone, direction::answer);
  out_.EndArray();
  out_.EndObject();
}

void message_writer::client_message(const operation_shape& shape) {
  message(shape.name, shape.summary, [&] {
    id(false);
    constant("op", shape.name);
    if (shape.takes.empty()) return std::vector<std::string_view>{"op"};
    write_object(out_, "data", [&] {
      write_member(out_, "type", "object");
      std::vector<std::string_view> required;
      write_object(out_, "properties", [&] {
        for (const auto* type : shape.takes) schemas_.properties(*type, direction::request, required);
      });
      schemas_.required(required);
    });
    return std::vector<std::string_view>{"op", "data"};
  });
  const std::string head = R"({"id":"c1","op":")" + std::string{shape.name} + '"';
  example(shape.example.empty() ? head + "}" : head + R"(,"data":)" + std::string{shape.example} + "}");
}

void message_writer::answer(std::string_view to, const type_descriptor* answers) {
  const auto name = answer_name(to);
  message(name, "The answer to " + std::string{to}, [&] {
    id(true);
    flag("ok", true);
    data(answers);
    return std::vector<std::string_view>{"id", "ok", "data"};
  });
}

void message_writer::refusal() {
  message(refusal_name, "The answer to an operation that is refused; the connection stays open", [&] {
    id(true);
    flag("ok", false);
    write_object(out_, "error", [&] { write_member(out_, "$ref", "#/components/schemas/problem"); });
    return std::vector<std::string_view>{"id", "ok", "error"};
  });
}

void message_writer::event(const event_shape& shape) {
  const auto& kind = *std::ranges::find(domain::event::kinds, shape.event, &domain::event::kind::name);
  message(kind.name, kind.summary, [&] {
    std::vector<std::string_view> required{"event", "data"};
    if (kind.durable) {
      required.emplace_back("seq");
      write_object(out_, "seq", [&] {
        write_member(out_, "type", "integer");
        write_member(out_, "format", "int64");
        write_member(out_, "description", "Grows by one for each person, across reconnects.");
      });
    }
    constant("event", kind.name);
    data(shape.data, shape.gone);
    return required;
  });
}

void message_writer::error() {
  message(error_name, "The last frame before the connection is closed because of something the client did", [&] {
    write_object(out_, "error", [&] {
      write_member(out_, "type", "object");
      write_object(out_, "properties", [&] {
        write_object(out_, "code", [&] {
          write_member(out_, "type", "string");
          write_key(out_, "enum");
          out_.StartArray();
          std::set<std::string_view> told;
          for (const auto& reason : all_close_reasons())
            if (!reason.name.empty() && told.insert(reason.name).second) write_text(out_, reason.name);
          out_.EndArray();
        });
        write_object(out_, "detail", [&] { write_member(out_, "type", "string"); });
      });
      schemas_.required({"code", "detail"});
    });
    return std::vector<std::string_view>{"error"};
  });
}

void message_writer::messages() {
  const auto one = [this](std::string_view name, auto write) { write_object(out_, name, write); };
  one("auth", [&] {
    message("auth", "The first frame of a client that has sent no Authorization header", [&] {
      id(false);
      constant("op", "auth");
      write_object(out_, "token", [&] {
        write_member(out_, "type", "string");
        write_member(out_, "description", "An access token.");
      });
      return std::vector<std::string_view>{"op", "token"};
    });
    example(R"({"id":"c0","op":"auth","token":"Zm9yIHRoZSBleGFtcGxlIG9ubHksIG5vdGhpbmcgZWxzZQ"})");
  });
  one(answer_name("auth"), [&] { answer("auth", &domain::descriptor<greeting>()); });
  for (const auto& shape : operation_shapes()) {
    one(shape.name, [&] { client_message(shape); });
    one(answer_name(shape.name), [&] { answer(shape.name, shape.answers); });
  }
  one(refusal_name, [&] { refusal(); });
  one(error_name, [&] { error(); });
  for (const auto& shape : event_shapes()) {
    one(event_name(shape.event), [&] { event(shape); });
  }
}

}  // namespace homigo::http
