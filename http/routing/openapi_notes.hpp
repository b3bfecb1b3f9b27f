// What the OpenAPI document tells of a route beyond what the route table needs to know in order to serve it.
#pragma once

#include <string_view>
#include <vector>

#include "domain/kernel/type_descriptor.hpp"

namespace homigo::http {

struct route;

/// A success beside the usual one.
struct further_answer {
  unsigned status = 200;
  std::string_view description;
  const domain::type_descriptor* type = nullptr;  // null = no content
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

struct operation_note {
  std::string_view route;  // "POST /api/v1/swipe"
  std::string_view summary;
  std::string_view description;
  std::vector<further_answer> also{};
  std::vector<file_part> files{};
  const domain::type_descriptor* texts = nullptr;  // of a multipart form
  std::vector<passed_shape> shapes{};
  std::string_view raw_media_type{};  // of an answer that is no described type
  bool tells_location = false;
  bool honours_if_match = false;
};

/// The note on a route; one without a word when there is none.
const operation_note& note_of(const route& entry);

}  // namespace homigo::http
