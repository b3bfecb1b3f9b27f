#include "codec/json_reader.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <stdexcept>

#include "codec/object_builder.hpp"
#include "codec/old_faults.hpp"
#include "codec/utf8.hpp"
#include "domain/normalisation.hpp"
#include "domain/validation.hpp"

namespace homigo::codec {
namespace {

using domain::errc;
using domain::failure;
using domain::field_error;

/// For text whose encoding has been checked, which is cheaper for all of it at once.
constexpr unsigned parse_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;
/// Says where the encoding is wrong.
constexpr unsigned checking_flags = parse_flags | rapidjson::kParseValidateEncodingFlag;

bool names(std::string_view message, std::string_view field) {
  for (auto at = message.find(field); !field.empty() && at != message.npos; at = message.find(field, at + 1)) {
    const auto end = at + field.size();
    if ((at == 0 || message[at - 1] == ' ') && (end == message.size() || message[end] == ' ')) return true;
  }
  return false;
}

/// A comparison with a field that could not be read (its name ends the pointer, and stands in the message), or among
/// items of which one could not.
bool compares_unread(const field_error& e, const field_error& unread) {
  const std::string_view pointer = unread.pointer;
  if (e.code == "not_unique") return pointer.starts_with(e.pointer + "/");
  const auto parent = e.pointer.substr(0, e.pointer.rfind('/') + 1);
  return e.code == "inconsistent" && pointer.starts_with(parent) && names(e.message, pointer.substr(parent.size()));
}

/// A field that could not be read is not also told to be out of range.
void add_unless_reported(std::vector<field_error>& errors, std::vector<field_error> more) {
  const auto reported = errors.size();
  for (auto& e : more) {
    const auto same = [&](const field_error& r) {
      return e.pointer == r.pointer || e.pointer.starts_with(r.pointer + "/") || compares_unread(e, r);
    };
    if (std::none_of(errors.begin(), errors.begin() + static_cast<std::ptrdiff_t>(reported), same))
      errors.push_back(std::move(e));
  }
}

failure malformed(std::string detail) { return {errc::malformed_request, std::move(detail)}; }

domain::result<void> parse(std::string_view json, object_builder& builder) {
  if (json.empty()) json = "{}";
  // RapidJSON takes it for the end of the text and would ignore the rest.
  if (json.find('\0') != json.npos) return malformed("The body is not JSON: it holds the byte 0.");
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

}  // namespace

domain::result<void> read_json(std::string_view json, const domain::type_descriptor& type, void* object,
                               const read_options& options) {
  std::optional<old_faults> before;
  if (options.mode == read_mode::merge) before.emplace(type, object, options.today);
  object_builder builder{type, object, options};
  if (auto parsed = parse(json, builder); !parsed) return parsed;
  auto errors = builder.take_errors();
  domain::normalise(type, object);
  auto broken_rules = faults_of(type, object, options.today);
  if (before) before->forgive(broken_rules, object);
  add_unless_reported(errors, std::move(broken_rules));
  if (!errors.empty()) return failure{errc::invalid_fields, "Some fields are not valid.", std::move(errors)};
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
