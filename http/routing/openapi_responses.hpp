// The answers of a route as the OpenAPI document tells them: which statuses occur, and with which headers.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "http/routing/openapi_schema.hpp"
#include "http/routing/route.hpp"

namespace homigo::http {

/// The statuses of problems that a route can answer with.
std::vector<unsigned> problem_statuses(const route& entry);

/// True where a GET is tagged, so that If-None-Match is worth sending.
bool is_tagged(const route& entry);

bool honours_if_match(const route& entry);

/// Writes `responses`, and afterwards the components that were referred to.
class response_writer {
public:
  response_writer(json_writer& out, schema_writer& schemas) : out_(out), schemas_(schemas) {}

  /// The member `responses` of an operation.
  void responses(const route& entry);
  /// `components/headers` and `components/responses`.
  void components();
  /// The members of `components/schemas` that every problem refers to.
  void problem_schemas();

private:
  void success(const route& entry, unsigned status, std::string_view description, const domain::type_descriptor* type);
  void headers(const std::vector<std::string_view>& names);
  std::vector<std::string_view> success_headers(const route& entry, unsigned status) const;
  void problem_response(unsigned status);

  json_writer& out_;
  schema_writer& schemas_;
  std::set<unsigned> problems_;
  std::set<std::string_view> headers_;
};

}  // namespace homigo::http
