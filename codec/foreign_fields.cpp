#include "codec/foreign_fields.hpp"

#include <rapidjson/document.h>

#include <algorithm>

#include "domain/kernel/described/validation.hpp"
#include "domain/kernel/text/folded.hpp"

namespace homigo::codec {
namespace {

using domain::field_descriptor;
using domain::field_error;
using domain::kind;
using domain::type_descriptor;
using rapidjson::Value;

std::string_view text_of(const Value& v) { return {v.GetString(), v.GetStringLength()}; }

void nearest(const type_descriptor& type, std::string_view name, std::string_view& best, std::size_t& distance) {
  for (const auto& f : type.fields) {
    if (f.rule.is_inlined) {
      nearest(*f.type, name, best, distance);
    } else if (const auto d = domain::edit_distance(domain::folded(name), domain::folded(f.name)); d < distance) {
      distance = d;
      best = f.name;
    }
  }
}

/// Nothing when none is near.
std::string_view nearest_name(const type_descriptor& type, std::string_view name) {
  std::string_view best;
  auto distance = std::max<std::size_t>(name.size() / 2, 2) + 1;
  if (name.size() <= 64) nearest(type, name, best, distance);
  return best;
}

const type_descriptor& bare(const type_descriptor& type) {
  return type.kind == kind::nullable ? bare(*type.element) : type;
}

/// Counters and marks of time go on by themselves between a GET and the PUT that sends them back.
bool is_older(std::string_view name, const Value& sent, const Value& now) {
  if (name == "revision" || name.ends_with("_count"))
    return sent.IsInt64() && now.IsInt64() && sent.GetInt64() >= 0 && sent.GetInt64() <= now.GetInt64();
  return name == "updated_at" && sent.IsString() && now.IsString() && text_of(sent) <= text_of(now);
}

class comparison {
public:
  explicit comparison(bool only_first) : only_first_(only_first) {}
  std::vector<field_error> errors;

  void object(const Value& body, const type_descriptor& takes, const type_descriptor* resource, const Value* current,
              const std::string& pointer) {
    for (const auto& [key, value] : body.GetObject()) {
      if (only_first_ && !errors.empty()) return;
      const auto name = text_of(key);
      const auto here = pointer + domain::pointer_token(name);
      const auto* now = member(current, key);
      const auto* taken = find_field(takes, name);
      const auto* shown = resource ? find_field(*resource, name) : nullptr;
      if (taken)
        value_of(value, bare(*taken->type), shown ? &bare(*shown->type) : nullptr, now, here);
      else if (!now || !(value == *now || is_older(name, value, *now)))
        errors.push_back(foreign_field(here, name, takes, resource));
    }
  }

private:
  static const Value* member(const Value* object, const Value& key) {
    if (!object || !object->IsObject()) return nullptr;
    const auto found = object->FindMember(key);
    return found == object->MemberEnd() ? nullptr : &found->value;
  }

  void value_of(const Value& value, const type_descriptor& takes, const type_descriptor* shown, const Value* now,
                const std::string& pointer) {
    if (takes.kind == kind::list && value.IsArray()) return list(value, takes, pointer);
    const bool has_fields = takes.kind == kind::object || takes.kind == kind::place;
    if (has_fields && value.IsObject())
      object(value, takes, shown && shown->kind == takes.kind ? shown : nullptr, now, pointer);
  }

  /// Items have no names to be found again by: all that is in them is to be written.
  void list(const Value& items, const type_descriptor& takes, const std::string& pointer) {
    for (rapidjson::SizeType i = 0; i < items.Size() && i < 100; ++i)
      value_of(items[i], bare(*takes.element), nullptr, nullptr, pointer + '/' + std::to_string(i));
  }

  bool only_first_;
};

constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;

std::vector<field_error> compare(std::string_view body, const type_descriptor& takes, const type_descriptor* resource,
                                 std::string_view current, bool only_first) {
  rapidjson::Document sent, now;
  sent.Parse<flags>(body.data(), body.size());
  if (sent.HasParseError() || !sent.IsObject()) return {};
  if (!current.empty()) now.Parse<flags>(current.data(), current.size());
  comparison all{only_first};
  all.object(sent, takes, resource, current.empty() || now.HasParseError() ? nullptr : &now, "");
  return std::move(all.errors);
}

}  // namespace

const field_descriptor* find_field(const type_descriptor& type, std::string_view name) {
  for (const auto& f : type.fields) {
    if (!f.rule.is_inlined) {
      if (f.name == name) return &f;
    } else if (const auto* found = find_field(*f.type, name)) {
      return found;
    }
  }
  return nullptr;
}

field_error foreign_field(std::string pointer, std::string_view name, const type_descriptor& takes,
                          const type_descriptor* resource) {
  if (resource && find_field(*resource, name))
    return {std::move(pointer), "read_only", "is set by the service and cannot be changed here"};
  std::string message = "is not known here";
  if (const auto near = nearest_name(takes, name); !near.empty())
    message.append("; did you mean ").append(near).append("?");
  return {std::move(pointer), "unknown_field", std::move(message)};
}

bool has_foreign_fields(std::string_view body, const type_descriptor& takes) {
  return !compare(body, takes, nullptr, {}, true).empty();
}

std::vector<field_error> foreign_fields(std::string_view body, const type_descriptor& takes,
                                        const type_descriptor* resource, std::string_view current) {
  auto errors = compare(body, takes, resource, current, false);
  if (errors.size() > 100) errors.resize(100);
  return errors;
}

}  // namespace homigo::codec
