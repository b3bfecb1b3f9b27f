// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described types.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/type_descriptor.hpp"

namespace homigo::http {

using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_key(json_writer& out, std::string_view name);
void write_text(json_writer& out, std::string_view text);
/// One member whose value is a text.
void write_member(json_writer& out, std::string_view name, std::string_view text);

/// Objects and enumerations become components, named like their type; everything else stands where it is used.
class schema_writer {
public:
  explicit schema_writer(json_writer& out) : out_(out) {}

  /// The schema of a value under a rule. Components it refers to are remembered for write_components().
  void value(const domain::type_descriptor& type, const domain::field_rule& rule = {});
  /// A reference to the object with every field optional, as a merging PUT takes it.
  void changes(const domain::type_descriptor& type);
  /// The members of `components/schemas`, those included that only other components refer to.
  void components();

private:
  void reference(const std::string& name);
  std::string name_of(const domain::type_descriptor& type);
  void scalar(std::string_view type, std::string_view format = {});
  void range(const domain::field_rule& rule);
  void text(const domain::field_rule& rule);
  void list(const domain::type_descriptor& type, const domain::field_rule& rule);
  void component(const domain::type_descriptor& type, bool all_optional);
  void properties(const domain::type_descriptor& type, std::vector<std::string_view>& required);

  json_writer& out_;
  std::map<const domain::type_descriptor*, std::string> names_;
  std::set<std::string> taken_;
  std::vector<std::pair<const domain::type_descriptor*, bool>> pending_;  // true = all fields optional
  std::set<const domain::type_descriptor*> changed_;
};

}  // namespace homigo::http
