#include "http/routing/openapi.hpp"

#include <mutex>

#include "http/message/media_type.hpp"
#include "http/routing/openapi_json.hpp"
#include "http/routing/openapi_preamble.hpp"
#include "http/routing/openapi_responses.hpp"
#include "http/routing/openapi_schema.hpp"
#include "http/routing/openapi_texts.hpp"

namespace homigo::http {
namespace {

using domain::type_descriptor;

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
  explicit document(const router& routes) : routes_(routes) {}

  std::string write() {
    for (const auto& entry : routes_.all())
      for (const auto& shape : entry->note.shapes) schemas_.show_as(*entry->answers, shape.field, *shape.type);
    for (const auto& entry : routes_.all())
      if (entry->answers) schemas_.reserve(*entry->answers);
    out_.StartObject();
    write_preamble(out_, routes_.tags());
    write_object(out_, "paths", [&] { paths(); });
    write_object(out_, "components", [&] { components(); });
    out_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

private:
  void paths() {
    std::map<std::string, std::vector<const route*>> by_path;
    // OpenAPI has no words for a WebSocket: that is what AsyncAPI is for.
    for (const auto& entry : routes_.all())
      if (!entry->upgrade) by_path[shown_path(*entry)].push_back(entry.get());
    for (const auto& [path, entries] : by_path)
      write_object(out_, path, [&] {
        for (const auto* entry : entries) write_object(out_, lower(to_string(entry->verb)), [&] { operation(*entry); });
      });
  }

  void operation(const route& entry) {
    write_member(out_, "operationId", operation_id(entry));
    write_member(out_, "summary", entry.note.summary);
    write_member(out_, "description", description_of(entry));
    write_key(out_, "tags");
    out_.StartArray();
    if (const auto tag = tag_of(routes_.tags(), entry.full_path()); !tag.empty()) write_text(out_, tag);
    out_.EndArray();
    security(entry);
    write_key(out_, "parameters");
    out_.StartArray();
    parameters(entry);
    out_.EndArray();
    request_body(entry);
    responses_.responses(entry);
  }

  void security(const route& entry) {
    write_key(out_, "security");
    out_.StartArray();
    if (entry.access == access::viewer_optional) out_.StartObject(), out_.EndObject();
    if (entry.access != access::anonymous) {
      out_.StartObject();
      write_key(out_, entry.access == access::operators ? "operator" : "bearer");
      out_.StartArray(), out_.EndArray();
      out_.EndObject();
    }
    out_.EndArray();
  }

  template <class Schema>
  void parameter(std::string_view name, std::string_view where, std::string_view text, bool required, Schema schema,
                 bool is_list = false) {
    out_.StartObject();
    write_member(out_, "name", name);
    write_member(out_, "in", where);
    if (!text.empty()) write_member(out_, "description", text);
    write_key(out_, "required"), out_.Bool(required);
    if (is_list) {
      write_member(out_, "style", "form");
      write_key(out_, "explode"), out_.Bool(false);
    }
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

  void header_parameter(std::string_view name) {
    parameter(name, "header", shared_parameter_text(name), false, [&] { plain_schema(""); });
  }

  void parameters(const route& entry) {
    for (const auto& name : parameter_names(entry.path)) {
      const bool is_text = entry.path.find('{' + name + ":text}") != std::string::npos;
      parameter(name, "path", parameter_text(entry, name), true, [&] { plain_schema(is_text ? "" : "uuid"); });
    }
    if (entry.queries) query_parameters(entry, *entry.queries);
    if (entry.verb == method::post && entry.idempotent) header_parameter("Idempotency-Key");
    if (honours_if_match(entry)) header_parameter("If-Match");
    if (is_tagged(entry)) header_parameter("If-None-Match");
    header_parameter("X-Request-Id");
  }

  void query_parameters(const route& entry, const type_descriptor& type) {
    for (const auto& f : type.fields) {
      if (f.rule.is_inlined) {
        query_parameters(entry, *f.type);
        continue;
      }
      const auto* shown = f.type->kind == domain::kind::nullable ? f.type->element : f.type;
      const auto text = parameter_text(entry, f.name);
      const bool is_list = shown->kind == domain::kind::list;
      if (shown->kind == domain::kind::place)
        parameter(f.name, "query", text, f.required, [&] { plain_schema("latitude,longitude"); });
      else
        parameter(
            f.name, "query", text, f.required, [&] { schemas_.value(*shown, direction::request, f.rule); }, is_list);
    }
  }

  void request_body(const route& entry) {
    if (entry.body == body_kind::none) return;
    write_object(out_, "requestBody", [&] {
      write_key(out_, "required"), out_.Bool(must_send(entry));
      write_object(out_, "content", [&] {
        switch (entry.body) {
          case body_kind::json:
            json_body(entry, direction::request);
            break;
          case body_kind::merge:
            json_body(entry, direction::change);
            break;
          case body_kind::multipart:
            form(entry);
            break;
          case body_kind::raw:
            write_object(out_, "*/*", [&] {
              write_key(out_, "schema");
              write_raw_schema(out_, "*/*");
            });
            break;
          case body_kind::none:
            break;
        }
      });
    });
  }

  /// An empty JSON body counts as {}: it may be left out where nothing in it must be there.
  static bool must_send(const route& entry) {
    if (entry.body == body_kind::merge) return true;
    if (entry.body != body_kind::json) return true;
    for (const auto& f : entry.takes->fields)
      if (f.required) return true;
    return false;
  }

  void json_body(const route& entry, direction way) {
    const auto& type = *entry.takes;
    write_object(out_, "application/json", [&] {
      write_key(out_, "schema");
      if (entry.takes_list)
        schemas_.value(*type.fields.front().type, way, type.fields.front().rule);
      else
        schemas_.value(type, way);
      if (const auto example = entry.note.example; !example.empty()) {
        write_key(out_, "example");
        out_.RawValue(example.data(), example.size(),
                      entry.takes_list ? rapidjson::kArrayType : rapidjson::kObjectType);
      }
    });
  }

  void form(const route& entry) {
    const auto& note = entry.note;
    write_object(out_, "multipart/form-data", [&] {
      write_object(out_, "schema", [&] {
        std::vector<std::string_view> required;
        write_member(out_, "type", "object");
        write_object(out_, "properties", [&] {
          if (note.form_texts) schemas_.properties(*note.form_texts, direction::request, required);
          for (const auto& file : note.files) {
            required.push_back(file.name);
            write_object(out_, file.name, [&] {
              write_member(out_, "type", "string");
              write_member(out_, "format", "binary");
            });
          }
        });
        schemas_.required(required);
      });
      if (note.files.empty()) return;
      write_object(out_, "encoding", [&] {
        for (const auto& file : note.files)
          write_object(out_, file.name, [&] { write_member(out_, "contentType", file.media_types); });
      });
    });
  }

  void security_scheme(std::string_view name, std::string_view description) {
    write_object(out_, name, [&] {
      write_member(out_, "type", "http");
      write_member(out_, "scheme", "bearer");
      write_member(out_, "description", description);
    });
  }

  void components() {
    write_object(out_, "securitySchemes", [&] {
      security_scheme("bearer",
                      "A user's access token, obtained by signing in. It is valid for an hour after its last use.");
      security_scheme("operator", "An operator's token.");
    });
    responses_.components();
    write_object(out_, "schemas", [&] { responses_.problem_schemas(), schemas_.components(); });
  }

  const router& routes_;
  rapidjson::StringBuffer buffer_;
  json_writer out_{buffer_};
  schema_writer schemas_{out_};
  response_writer responses_{out_, schemas_};
};

}  // namespace

std::string openapi_document(const router& routes) { return document{routes}.write(); }

void add_openapi_route(router& routes) {
  struct kept {
    std::once_flag once;
    std::string text;
  };
  routes.tag(
      {"Documentation", "This document and others like it.", {"/", "/api/v1/openapi.json", "/api/v1/asyncapi.json"}});
  routes.get("/openapi.json")
      .about("Get this OpenAPI document", "Generated from the server's route table, so it lists every route there is.")
      .media_type("application/json")
      .anonymous()
      .run([&routes, document = std::make_shared<kept>()](call&) -> domain::result<rendered_json> {
        std::call_once(document->once, [&] { document->text = openapi_document(routes); });
        return rendered_json{document->text};
      });
}

}  // namespace homigo::http
