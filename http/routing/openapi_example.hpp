// Examples of answers for the OpenAPI document, made from the same descriptions as their schemas, so that they fit.
#pragma once

#include "http/routing/openapi_schema.hpp"

namespace homigo::http {

/// Writes a value such as an answer may hold: each optional field is there, each list as few items as it may have, one
/// at least. `schemas` knows what is shown in place of JSON that passes through.
class example_writer {
public:
  example_writer(json_writer& out, const schema_writer& schemas) : out_(out), schemas_(schemas) {}

  void value(const domain::type_descriptor& type, const domain::field_rule& rule = {});

private:
  void items(const domain::type_descriptor& type, const domain::field_rule& rule);
  void fields(const domain::type_descriptor& type);

  json_writer& out_;
  const schema_writer& schemas_;
};

}  // namespace homigo::http
