// What the OpenAPI document tells of a route beyond what the server needs to know in order to serve it. Written where
// the route is registered.
#pragma once

#include <string_view>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::http {

/// A success beside the usual one.
struct further_answer {
  unsigned status = 200;
  std::string_view description;
  const domain::type_descriptor* type = nullptr;
};

/// A file in a multipart form.
struct file_part {
  std::string_view name;
  std::string_view media_types;  // "image/jpeg, image/png"
};

/// A field of the answer that passes through as JSON, and what stands in it.
struct passed_shape {
  std::string_view field;
  const domain::type_descriptor* type = nullptr;
};

/// What a parameter of the query means.
struct parameter_note {
  std::string_view name;
  std::string_view text;
};

/// All texts are literals.
struct operation_note {
  std::string_view summary;
  std::string_view description;
  std::string_view example;  // of the body, as JSON; identifiers stand for ones that an earlier answer gave
  std::vector<parameter_note> parameters;
  std::vector<further_answer> also;
  std::vector<file_part> files;
  const domain::type_descriptor* form_texts = nullptr;  // beside the files of a multipart form
  std::vector<passed_shape> shapes;
  std::string_view media_type;           // of an answer that is no described type
  std::vector<std::string_view> moving;  // fields of the resource that change without its owner
  bool tells_location = false;
  bool honours_if_match = false;
};

/// A heading of the document, and the addresses below it.
struct route_tag {
  std::string_view name;
  std::string_view description;
  std::vector<std::string_view> prefixes;  // full paths; the longest one decides
};

}  // namespace homigo::http
