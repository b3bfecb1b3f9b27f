// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described types.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::http {

using json_writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_key(json_writer& out, std::string_view name);
void write_text(json_writer& out, std::string_view text);
/// One member whose value is a text.
void write_member(json_writer& out, std::string_view name, std::string_view text);

/// Which way a value goes decides what must be there: of an answer every field that everyone may see; of a request what
/// has no default; of a change, which a merging PUT lays over what stands, nothing.
enum class direction : std::uint8_t { answer, request, change };

/// Objects and enumerations become components, named like their type; everything else stands where it is used. A type
/// that differs by direction and is used in more than one becomes several components.
class schema_writer {
public:
  explicit schema_writer(json_writer& out) : out_(out) {}

  /// From now on a field of this type that passes through as JSON is shown as `shape`.
  void show_as(const domain::type_descriptor& type, std::string_view field, const domain::type_descriptor& shape);
  /// Null where a field is shown as it is.
  const domain::type_descriptor* shape_of(const domain::type_descriptor& type, std::string_view field) const;
  /// Answers have their types' plain names: called for every type of an answer before anything is written.
  void reserve(const domain::type_descriptor& type);
  /// The schema of a value under a rule. Components it refers to are remembered for components().
  void value(const domain::type_descriptor& type, direction way, const domain::field_rule& rule = {});
  /// The members of `properties`; the names of those that must be there are added to `required`.
  void properties(const domain::type_descriptor& type, direction way, std::vector<std::string_view>& required);
  void required(const std::vector<std::string_view>& names);
  /// The members of `components/schemas`, those included that only other components refer to.
  void components();

private:
  using use = std::pair<const domain::type_descriptor*, direction>;

  void reference(const std::string& name);
  std::string unused(const std::string& base);
  std::string name_of(const domain::type_descriptor& type, direction way);
  bool same_both_ways(const domain::type_descriptor& type);
  void scalar(std::string_view type, std::string_view format = {});
  void range(const domain::field_rule& rule);
  void text(const domain::field_rule& rule);
  void list(const domain::type_descriptor& type, direction way, const domain::field_rule& rule);
  void field(const domain::type_descriptor& of, const domain::field_descriptor& f, direction way);
  void component(const domain::type_descriptor& type, direction way);

  json_writer& out_;
  std::map<use, std::string> names_;
  std::map<std::pair<const domain::type_descriptor*, std::string_view>, const domain::type_descriptor*> shapes_;
  std::set<std::string> taken_{"problem", "problem_code", "field_error", "field_error_code"};
  std::set<use> used_;
  std::vector<use> pending_;
};

}  // namespace homigo::http
