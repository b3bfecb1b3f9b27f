#include "http/routing/openapi_preamble.hpp"

#include "http/routing/openapi_json.hpp"
#include "http/routing/openapi_texts.hpp"

namespace homigo::http {
namespace {

void info(json_writer& out) {
  write_member(out, "title", "Homigo");
  write_member(out, "version", "1");
  write_member(out, "description", api_description());
  write_object(out, "contact", [&] { write_member(out, "name", "Homigo"); });
  write_object(out, "license", [&] {
    write_member(out, "name", "Proprietary");
    write_member(out, "identifier", "LicenseRef-Homigo");
  });
}

void servers(json_writer& out) {
  write_key(out, "servers");
  out.StartArray();
  out.StartObject();
  write_member(out, "url", "/");
  write_member(out, "description", "The server that serves this document.");
  out.EndObject();
  out.EndArray();
}

void write_tags(json_writer& out, std::span<const route_tag> tags) {
  write_key(out, "tags");
  out.StartArray();
  for (const auto& tag : tags) {
    out.StartObject();
    write_member(out, "name", tag.name);
    write_member(out, "description", tag.description);
    out.EndObject();
  }
  out.EndArray();
}

}  // namespace

void write_preamble(json_writer& out, std::span<const route_tag> tags) {
  write_member(out, "openapi", "3.1.0");
  write_object(out, "info", [&] { info(out); });
  servers(out);
  write_tags(out, tags);
}

}  // namespace homigo::http
