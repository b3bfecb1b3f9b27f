// Small pieces of writing that the parts of the OpenAPI document share.
#pragma once

#include <string_view>

#include "http/routing/openapi_schema.hpp"

namespace homigo::http {

/// Calls `write` between the braces of an object member.
template <class Write>
void write_object(json_writer& out, std::string_view name, Write write) {
  write_key(out, name);
  out.StartObject();
  write();
  out.EndObject();
}

/// `content` with one media type, whose schema `schema` writes as a value.
template <class Schema>
void write_content(json_writer& out, std::string_view media_type, Schema schema) {
  write_object(out, "content", [&] {
    write_object(out, media_type, [&] {
      write_key(out, "schema");
      schema();
    });
  });
}

/// The schema of bytes that the document says nothing more about.
inline void write_raw_schema(json_writer& out, std::string_view media_type) {
  out.StartObject();
  const bool is_text = media_type.starts_with("text/");
  write_member(out, "type", media_type == "application/json" ? "object" : "string");
  if (!is_text && media_type != "application/json") write_member(out, "format", "binary");
  out.EndObject();
}

}  // namespace homigo::http
