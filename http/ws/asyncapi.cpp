#include "http/ws/asyncapi.hpp"

#include <algorithm>
#include <mutex>

#include "domain/notifications/event.hpp"
#include "http/routing/openapi_json.hpp"
#include "http/routing/openapi_responses.hpp"
#include "http/routing/router.hpp"
#include "http/ws/asyncapi_messages.hpp"
#include "http/ws/event_shapes.hpp"

namespace homigo::http {
namespace {

constexpr std::string_view description =
    "The WebSocket of Homigo: what a device sends and receives, in JSON text frames.\n\nSend the access token in the "
    "`Authorization` header or, from a browser, in the first frame. The greeting comes before any other answer and "
    "contains `seq`, after which live events begin. Each durable event arrives once, in order; `resume` asks for those "
    "that were missed. Close codes: 1008 not admitted, 1009 frame too large, 1012 the server is restarting "
    "(reconnect), 1013 too slow or temporarily unavailable (reconnect and resume). The REST API is described in "
    "`/api/v1/openapi.json`.";

/// `message.send` → `message_send`.
std::string key_of(std::string_view name) {
  std::string key{name};
  std::ranges::replace(key, '.', '_');
  return key;
}

class document {
public:
  std::string write(const router& routes) {
    // What passes through as JSON has the shape that the routes tell of it.
    for (const auto& entry : routes.all())
      for (const auto& shape : entry->note.shapes) schemas_.show_as(*entry->answers, shape.field, *shape.type);
    out_.StartObject();
    write_member(out_, "asyncapi", "3.0.0");
    write_object(out_, "info", [&] { info(); });
    write_member(out_, "defaultContentType", "application/json");
    write_object(out_, "servers", [&] { server(); });
    write_object(out_, "channels", [&] { write_object(out_, "socket", [&] { channel(); }); });
    write_object(out_, "operations", [&] { operations(); });
    write_object(out_, "components", [&] { components(); });
    out_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

private:
  void tag(std::string_view name, std::string_view text) {
    out_.StartObject();
    write_member(out_, "name", name);
    write_member(out_, "description", text);
    out_.EndObject();
  }

  void tags(std::string_view name, std::string_view text) {
    write_key(out_, "tags");
    out_.StartArray();
    tag(name, text);
    out_.EndArray();
  }

  void info() {
    write_member(out_, "title", "Homigo's WebSocket");
    write_member(out_, "version", "1");
    write_member(out_, "description", description);
    write_object(out_, "contact", [&] {
      write_member(out_, "name", "Homigo");
      write_member(out_, "url", "https://homigo.example");
      write_member(out_, "email", "api@homigo.example");
    });
    write_object(out_, "license", [&] {
      write_member(out_, "name", "Proprietary");
      write_member(out_, "url", "https://homigo.example/terms");
    });
    tags("WebSocket", "What a device sends and receives.");
  }

  void server() {
    write_object(out_, "here", [&] {
      write_member(out_, "host", "{host}");
      write_member(out_, "protocol", "wss");
      write_member(out_, "description", "The server that serves this document.");
      write_object(out_, "variables", [&] {
        write_object(out_, "host", [&] {
          write_member(out_, "default", "localhost:8080");
          write_member(out_, "description", "Host and port of the server.");
        });
      });
      write_key(out_, "security");
      out_.StartArray();
      reference("#/components/securitySchemes/bearer");
      out_.EndArray();
    });
  }

  void reference(std::string_view to) {
    out_.StartObject();
    write_member(out_, "$ref", to);
    out_.EndObject();
  }

  static std::vector<std::string> message_names() {
    std::vector<std::string> names{"auth", answer_name("auth")};
    for (const auto& shape : operation_shapes())
      names.emplace_back(shape.name), names.push_back(answer_name(shape.name));
    for (const auto& shape : event_shapes()) names.push_back(event_name(shape.event));
    names.emplace_back(refusal_name), names.emplace_back(error_name);
    return names;
  }

  void channel() {
    write_member(out_, "address", "/api/v1/ws");
    write_member(out_, "title", "The socket of one device");
    write_member(out_, "description", "Opened with GET and an upgrade; browsers are admitted by http.cors_origins.");
    write_object(out_, "messages", [&] {
      for (const auto& name : message_names()) {
        write_key(out_, name);
        reference("#/components/messages/" + name);
      }
    });
    write_object(out_, "bindings", [&] {
      write_object(out_, "ws", [&] {
        write_member(out_, "method", "GET");
        write_member(out_, "bindingVersion", "0.1.0");
      });
    });
  }

  void messages(std::initializer_list<std::string_view> names) {
    write_key(out_, "messages");
    out_.StartArray();
    for (const auto name : names) reference("#/channels/socket/messages/" + std::string{name});
    out_.EndArray();
  }

  void operation(std::string_view action, std::string_view name, std::string_view summary) {
    write_member(out_, "action", action);
    write_key(out_, "channel");
    reference("#/channels/socket");
    write_member(out_, "title", name);
    write_member(out_, "summary", summary);
    write_member(out_, "description", action == "send" ? "Pushed to the device." : "Sent by the device.");
    tags("WebSocket", "What a device sends and receives.");
    messages({name});
  }

  void asked(std::string_view name, std::string_view summary) {
    write_object(out_, key_of(name), [&] {
      operation("receive", name, summary);
      write_object(out_, "reply", [&] {
        write_key(out_, "channel");
        reference("#/channels/socket");
        messages({answer_name(name), name == "auth" ? error_name : refusal_name});
      });
    });
  }

  void operations() {
    asked("auth", "Authenticates the device");
    for (const auto& shape : operation_shapes()) asked(shape.name, shape.summary);
    for (const auto& shape : event_shapes()) {
      const auto kind = *std::ranges::find(domain::event::kinds, shape.event, &domain::event::kind::name);
      const auto name = event_name(shape.event);
      write_object(out_, key_of(name), [&] { operation("send", name, kind.summary); });
    }
    write_object(out_, key_of(error_name),
                 [&] { operation("send", error_name, "Tells why the connection is closed"); });
  }

  void components() {
    write_object(out_, "messages", [&] { message_writer{out_, schemas_}.messages(); });
    write_object(out_, "schemas", [&] {
      response_writer{out_, schemas_}.problem_schemas();
      schemas_.components();
    });
    write_object(out_, "securitySchemes", [&] {
      write_object(out_, "bearer", [&] {
        write_member(out_, "type", "http");
        write_member(out_, "scheme", "bearer");
        write_member(out_, "description",
                     "A person's access token, in the header of the upgrade or in the first frame.");
      });
    });
  }

  rapidjson::StringBuffer buffer_;
  json_writer out_{buffer_};
  schema_writer schemas_{out_};
};

}  // namespace

std::string asyncapi_document(const router& routes) { return document{}.write(routes); }

void add_asyncapi_route(router& routes) {
  struct kept {
    std::once_flag once;
    std::string text;
  };
  routes.get("/asyncapi.json")
      .about("Get the AsyncAPI document", "What devices send and receive over the WebSocket.")
      .media_type("application/json")
      .anonymous()
      .run([&routes, document = std::make_shared<kept>()](call&) -> domain::result<rendered_json> {
        std::call_once(document->once, [&] { document->text = asyncapi_document(routes); });
        return rendered_json{document->text};
      });
}

}  // namespace homigo::http
