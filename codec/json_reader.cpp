#include "codec/json_reader.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <stdexcept>

#include "codec/object_builder.hpp"
#include "codec/old_faults.hpp"
#include "codec/utf8.hpp"
#include "domain/kernel/described/field_errors.hpp"
#include "domain/postings/normalisation.hpp"

namespace homigo::codec {
namespace {

using domain::errc;
using domain::failure;
using domain::field_error;

/// For text whose encoding has been checked, which is cheaper for all of it at once.
constexpr unsigned parse_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;
/// Says where the encoding is wrong.
constexpr unsigned checking_flags = parse_flags | rapidjson::kParseValidateEncodingFlag;

failure malformed(std::string detail) { return {errc::malformed_request, std::move(detail)}; }

domain::result<void> parse(std::string_view json, object_builder& builder) {
  if (json.empty()) json = "{}";
  // RapidJSON takes it for the end of the text and would ignore the rest.
  if (json.find('\0') != json.npos) return malformed("The body is not JSON: it contains a zero byte.");
  // Not RapidJSON's encoded stream, which skips a byte order mark and any beginning of one.
  rapidjson::MemoryStream stream{json.data(), json.size()};
  rapidjson::Reader reader;
  const auto parsed =
      is_utf8(json) ? reader.Parse<parse_flags>(stream, builder) : reader.Parse<checking_flags>(stream, builder);
  if (!builder.refusal().empty()) return malformed(builder.refusal());
  if (parsed.IsError())
    return malformed(std::string{"The body is not JSON: "} + rapidjson::GetParseError_En(parsed.Code()) + " (at byte " +
                     std::to_string(parsed.Offset()) + ")");
  return {};
}

object_builder builder_of(const domain::type_descriptor& type, void* object, const read_options& options) {
  if (!options.bare_list) return {type, object, options};
  const auto& list = type.fields.front();
  return {*list.type, list.at(object), options};
}

/// Pointers as the client knows them: it sent no field around its list.
void point_into_list(std::vector<field_error>& errors, std::string_view field) {
  for (auto& e : errors) e.pointer.erase(0, 1 + field.size());
}

}  // namespace

domain::result<void> read_json(std::string_view json, const domain::type_descriptor& type, void* object,
                               const read_options& options) {
  std::optional<old_faults> before;
  if (options.mode == read_mode::merge) before.emplace(type, object, options.today);
  auto builder = builder_of(type, object, options);
  if (auto parsed = parse(json, builder); !parsed) return parsed;
  auto errors = builder.take_errors();
  domain::normalise(type, object);
  auto broken_rules = faults_of(type, object, options.today);
  if (options.bare_list) point_into_list(broken_rules, type.fields.front().name);
  if (before) before->forgive(broken_rules, object);
  domain::add_unless_told(errors, std::move(broken_rules));
  if (!errors.empty()) return domain::invalid_fields(std::move(errors));
  return {};
}

void read_trusted_json(std::string_view json, const domain::type_descriptor& type, void* object) {
  object_builder builder{type, object, read_mode::merge};
  auto parsed = parse(json, builder);
  auto errors = builder.take_errors();
  if (parsed && errors.empty()) return;
  throw std::runtime_error("unreadable " + std::string{type.name} + " of our own: " +
                           (parsed ? errors.front().pointer + " " + errors.front().message : parsed.error().detail));
}

}  // namespace homigo::codec
