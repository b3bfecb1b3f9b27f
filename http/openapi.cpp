#include "http/openapi.hpp"

#include <mutex>

#include "http/media_type.hpp"
#include "http/openapi_schema.hpp"

namespace homigo::http {
namespace {

using domain::type_descriptor;

/// Calls `write` between the braces of an object member.
template <class Write>
void object(json_writer& out, std::string_view name, Write write) {
  write_key(out, name);
  out.StartObject();
  write();
  out.EndObject();
}

/// OpenAPI knows `{name}` only.
std::string shown_path(const route& entry) {
  auto path = entry.full_path();
  for (auto at = path.find(":text}"); at != std::string::npos; at = path.find(":text}")) path.erase(at, 5);
  return path;
}

std::string operation_id(const route& entry) {
  auto id = lower(to_string(entry.verb));
  for (const char c : shown_path(entry).substr(entry.at_root ? 0 : std::string_view{"/api/v1"}.size()))
    if (c != '{' && c != '}') id += c == '/' || c == '-' || c == '.' ? '_' : c;
  return id;
}

class document {
public:
  std::string write(const router& routes) {
    out_.StartObject();
    write_member(out_, "openapi", "3.1.0");
    object(out_, "info", [&] {
      write_member(out_, "title", "Homigo");
      write_member(out_, "version", "1");
    });
    object(out_, "paths", [&] { paths(routes); });
    object(out_, "components", [&] { components(); });
    out_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

private:
  void paths(const router& routes) {
    std::map<std::string, std::vector<const route*>> by_path;
    for (const auto& entry : routes.all()) by_path[shown_path(*entry)].push_back(entry.get());
    for (const auto& [path, entries] : by_path)
      object(out_, path, [&] {
        for (const auto* entry : entries) object(out_, lower(to_string(entry->verb)), [&] { operation(*entry); });
      });
  }

  void operation(const route& entry) {
    write_member(out_, "operationId", operation_id(entry));
    if (!entry.summary.empty()) write_member(out_, "summary", entry.summary);
    security(entry);
    write_key(out_, "parameters");
    out_.StartArray();
    parameters(entry);
    out_.EndArray();
    request_body(entry);
    object(out_, "responses", [&] { responses(entry); });
  }

  void security(const route& entry) {
    write_key(out_, "security");
    out_.StartArray();
    if (entry.access == access::viewer_optional) out_.StartObject(), out_.EndObject();
    if (entry.access != access::anonymous) {
      out_.StartObject();
      write_key(out_, "bearer");
      out_.StartArray(), out_.EndArray();
      out_.EndObject();
    }
    out_.EndArray();
    if (entry.access == access::operators) write_member(out_, "description", "Operators only.");
  }

  template <class Schema>
  void parameter(std::string_view name, std::string_view where, bool required, Schema schema) {
    out_.StartObject();
    write_member(out_, "name", name);
    write_member(out_, "in", where);
    write_key(out_, "required"), out_.Bool(required);
    write_key(out_, "schema");
    schema();
    out_.EndObject();
  }

  void plain_schema(std::string_view format) {
    out_.StartObject();
    write_member(out_, "type", "string");
    if (!format.empty()) write_member(out_, "format", format);
    out_.EndObject();
  }

  void parameters(const route& entry) {
    for (const auto& name : parameter_names(entry.path)) {
      const bool is_text = entry.path.find('{' + name + ":text}") != std::string::npos;
      parameter(name, "path", true, [&] { plain_schema(is_text ? "" : "uuid"); });
    }
    if (entry.queries) query_parameters(*entry.queries);
    if (entry.verb == method::post && entry.idempotent)
      parameter("Idempotency-Key", "header", false, [&] { plain_schema(""); });
  }

  void query_parameters(const type_descriptor& type) {
    for (const auto& f : type.fields) {
      if (f.rule.is_inlined) {
        query_parameters(*f.type);
        continue;
      }
      const auto* shown = f.type->kind == domain::kind::nullable ? f.type->element : f.type;
      if (shown->kind == domain::kind::place)
        parameter(f.name, "query", f.required, [&] { plain_schema("latitude,longitude"); });
      else
        parameter(f.name, "query", f.required, [&] { schemas_.value(*shown, f.rule); });
    }
  }

  template <class Schema>
  void content(std::string_view media_type, Schema schema) {
    object(out_, "content", [&] {
      object(out_, media_type, [&] {
        write_key(out_, "schema");
        schema();
      });
    });
  }

  void empty_schema(std::string_view type) {
    out_.StartObject();
    if (!type.empty()) write_member(out_, "type", type);
    out_.EndObject();
  }

  void request_body(const route& entry) {
    if (entry.body == body_kind::none) return;
    object(out_, "requestBody", [&] {
      switch (entry.body) {
        case body_kind::json:
          content("application/json", [&] { schemas_.value(*entry.takes); });
          break;
        case body_kind::merge:
          content("application/json", [&] { schemas_.changes(*entry.takes); });
          break;
        case body_kind::multipart:
          content("multipart/form-data", [&] { empty_schema("object"); });
          break;
        case body_kind::raw:
          content("*/*", [&] { empty_schema(""); });
          break;
        case body_kind::none:
          break;
      }
    });
  }

  void responses(const route& entry) {
    object(out_, std::to_string(entry.status), [&] {
      write_member(out_, "description", "Done");
      if (entry.answers) content("application/json", [&] { schemas_.value(*entry.answers); });
    });
    object(out_, "default", [&] { write_member(out_, "$ref", "#/components/responses/problem"); });
  }

  void components() {
    object(out_, "securitySchemes", [&] {
      object(out_, "bearer", [&] {
        write_member(out_, "type", "http");
        write_member(out_, "scheme", "bearer");
      });
    });
    object(out_, "responses", [&] {
      object(out_, "problem", [&] {
        write_member(out_, "description", "RFC 9457 problem document");
        content("application/problem+json", [&] { problem_schema(); });
      });
    });
    object(out_, "schemas", [&] { schemas_.components(); });
  }

  void problem_schema() {
    out_.StartObject();
    write_member(out_, "type", "object");
    object(out_, "properties", [&] {
      for (const auto* name : {"type", "title", "detail", "code", "request_id"})
        object(out_, name, [&] { write_member(out_, "type", "string"); });
      object(out_, "status", [&] { write_member(out_, "type", "integer"); });
      object(out_, "errors", [&] {
        write_member(out_, "type", "array");
        object(out_, "items", [&] {
          write_member(out_, "type", "object");
          object(out_, "properties", [&] {
            for (const auto* name : {"pointer", "code", "message"})
              object(out_, name, [&] { write_member(out_, "type", "string"); });
          });
        });
      });
    });
    out_.EndObject();
  }

  rapidjson::StringBuffer buffer_;
  json_writer out_{buffer_};
  schema_writer schemas_{out_};
};

}  // namespace

std::string openapi_document(const router& routes) { return document{}.write(routes); }

void add_openapi_route(router& routes) {
  struct kept {
    std::once_flag once;
    std::string text;
  };
  routes.get("/openapi.json")
      .summary("This document")
      .anonymous()
      .run([&routes, document = std::make_shared<kept>()](call&) -> domain::result<rendered_json> {
        std::call_once(document->once, [&] { document->text = openapi_document(routes); });
        return rendered_json{document->text};
      });
}

}  // namespace homigo::http
