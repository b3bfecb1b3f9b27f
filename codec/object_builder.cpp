#include "codec/object_builder.hpp"

#include <algorithm>
#include <cmath>

#include "domain/time.hpp"
#include "domain/uuid.hpp"
#include "domain/validation.hpp"

namespace homigo::codec {

using domain::kind;
using domain::type_descriptor;

namespace {

constexpr std::size_t max_depth = 32;

std::string_view expected(kind wanted) {
  switch (wanted) {
    case kind::boolean: return "must be true or false";
    case kind::integer: return "must be a whole number";
    case kind::number: return "must be a number";
    case kind::text: return "must be a text";
    case kind::id: return "must be a UUID";
    case kind::moment: return "must be a time like 2026-11-22T10:15:30.123Z";
    case kind::day: return "must be a date like 2026-12-01";
    case kind::place: return "must be an object with latitude and longitude";
    case kind::json: return "must be JSON";
    case kind::enumeration: return "must be one of the listed words";
    case kind::nullable: return "may be null";
    case kind::list: return "must be a list";
    case kind::object: return "must be an object";
  }
  return "";
}

std::string one_of(const type_descriptor& type) {
  std::string message = "must be one of ";
  for (const auto name : type.names) message.append(name == type.names.front() ? "" : ", ").append(name);
  return message;
}

bool has_fields(const type_descriptor& type) { return type.kind == kind::object || type.kind == kind::place; }

}  // namespace

object_builder::object_builder(const type_descriptor& type, void* object, read_mode mode)
    : root_(type), root_object_(object), mode_(mode) {}

// --- Where values go ------------------------------------------------------------------------------------------------

object_builder::slot object_builder::next_slot() {
  if (stack_.empty()) return {&root_, root_object_, mode_ == read_mode::create};
  frame& top = stack_.back();
  if (top.type->kind != kind::list) return pending_;
  path_.resize(top.path_length);
  path_ += '/' + std::to_string(top.type->size(top.object));
  return {top.type->element, top.type->emplace(top.object), true};
}

object_builder::slot object_builder::filled_slot() {
  slot at = next_slot();
  while (at.type && at.type->kind == kind::nullable) {
    void* value = at.type->value(at.object);
    at = {at.type->element, value ? value : at.type->emplace(at.object), at.fresh || !value};
  }
  return at;
}

void object_builder::end_value() {
  if (!stack_.empty()) path_.resize(stack_.back().path_length);
}

void object_builder::add_error(std::string code, std::string message) {
  // A list of a million wrong items must not make a million errors.
  if (errors_.size() < 100) errors_.push_back({path_, std::move(code), std::move(message)});
}

bool object_builder::mismatch(const type_descriptor& type) {
  if (stack_.empty()) return refuse("The body must be a JSON object.");
  add_error("wrong_type", type.kind == kind::enumeration ? one_of(type) : std::string{expected(type.kind)});
  end_value();
  return true;
}

bool object_builder::refuse(std::string why) {
  refusal_ = std::move(why);
  return false;
}

bool object_builder::skip_scalar() {
  if (skipping_ > 0) return true;
  if (stack_.empty() || pending_.type || stack_.back().type->kind == kind::list) return false;
  end_value();
  return true;
}

// --- Scalars --------------------------------------------------------------------------------------------------------

bool object_builder::Null() {
  if (recorder_.active()) return recorder_.record([](auto& w) { return w.Null(); });
  if (skip_scalar()) return true;
  const slot at = next_slot();
  if (stack_.empty()) return refuse("The body must be a JSON object.");
  if (at.type->kind == kind::nullable || at.type->kind == kind::list)
    at.type->reset(at.object);
  else
    add_error("not_nullable", "must not be null");
  end_value();
  return true;
}

bool object_builder::Bool(bool value) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.Bool(value); });
  if (skip_scalar()) return true;
  const slot at = filled_slot();
  if (at.type->kind != kind::boolean) return mismatch(*at.type);
  *static_cast<bool*>(at.object) = value;
  end_value();
  return true;
}

bool object_builder::Int64(std::int64_t value) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.Int64(value); });
  if (skip_scalar()) return true;
  const slot at = filled_slot();
  if (at.type->kind == kind::number) {
    *static_cast<double*>(at.object) = static_cast<double>(value);
  } else if (at.type->kind != kind::integer) {
    return mismatch(*at.type);
  } else if (!at.type->set_integer(at.object, value)) {
    add_error("out_of_range", "is too large or too small");
  }
  end_value();
  return true;
}

bool object_builder::Uint64(std::uint64_t value) {
  if (std::in_range<std::int64_t>(value)) return Int64(static_cast<std::int64_t>(value));
  return Double(static_cast<double>(value));
}

bool object_builder::Double(double value) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.Double(value); });
  if (skip_scalar()) return true;
  return set_number(value);
}

bool object_builder::set_number(double value) {
  const slot at = filled_slot();
  if (at.type->kind == kind::number) {
    *static_cast<double*>(at.object) = value;
  } else if (at.type->kind != kind::integer || value != std::floor(value)) {
    return mismatch(*at.type);
  } else if (std::abs(value) > 9e15 || !at.type->set_integer(at.object, static_cast<std::int64_t>(value))) {
    add_error("out_of_range", "is too large or too small");
  }
  end_value();
  return true;
}

bool object_builder::String(const char* text, rapidjson::SizeType length, bool) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.String(text, length); });
  if (skip_scalar()) return true;
  const slot at = filled_slot();
  if (at.type->kind == kind::json) {
    recorder_.begin(static_cast<domain::raw_json*>(at.object));
    end_value();
    return recorder_.record([&](auto& w) { return w.String(text, length); });
  }
  if (stack_.empty()) return refuse("The body must be a JSON object.");
  set_text(*at.type, at.object, {text, length});
  end_value();
  return true;
}

void object_builder::set_text(const type_descriptor& type, void* object, std::string_view text) {
  const auto store = [&](auto parsed, auto* out) {
    if (parsed)
      *out = *parsed;
    else
      add_error("invalid_format", std::string{expected(type.kind)});
  };
  if (type.kind == kind::text) {
    static_cast<std::string*>(object)->assign(text);
  } else if (type.kind == kind::id) {
    store(domain::parse_uuid(text), static_cast<domain::uuid*>(object));
  } else if (type.kind == kind::moment) {
    store(domain::parse_instant(text), static_cast<domain::instant*>(object));
  } else if (type.kind == kind::day) {
    store(domain::parse_date(text), static_cast<domain::date*>(object));
  } else if (type.kind == kind::enumeration) {
    if (const auto ordinal = type.ordinal_of(text); ordinal != type_descriptor::npos)
      type.set_ordinal(object, ordinal);
    else
      add_error("not_allowed", one_of(type));
  } else {
    add_error("wrong_type", std::string{expected(type.kind)});
  }
}

// --- Objects and lists ----------------------------------------------------------------------------------------------

bool object_builder::StartObject() {
  if (recorder_.active()) return recorder_.record([](auto& w) { return w.StartObject(); });
  if (stack_.size() >= max_depth || skipping_ >= max_depth) return refuse("The body is nested too deeply.");
  if (skipping_ > 0 || (!stack_.empty() && !pending_.type && stack_.back().type->kind != kind::list)) {
    ++skipping_;
    return true;
  }
  const slot at = filled_slot();
  if (at.type->kind == kind::json) {
    recorder_.begin(static_cast<domain::raw_json*>(at.object));
    return recorder_.record([](auto& w) { return w.StartObject(); });
  }
  if (!has_fields(*at.type)) {
    add_error("wrong_type", std::string{expected(at.type->kind)});
    ++skipping_;
    return true;
  }
  stack_.push_back({at.type, at.object, path_.size(), at.fresh});
  return true;
}

bool object_builder::Key(const char* text, rapidjson::SizeType length, bool) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.Key(text, length); });
  if (skipping_ > 0) return true;
  frame& top = stack_.back();
  path_.resize(top.path_length);
  const std::string_view name{text, length};
  path_ += domain::pointer_token(name);
  const auto* field = top.type->find(name);
  if (!field) {
    if (std::ranges::find(top.unknown, name) != top.unknown.end()) return refuse("The key " + path_ + " stands twice.");
    if (top.unknown.size() >= 200) return refuse("The body has too many unknown fields.");
    top.unknown.emplace_back(name);
    pending_ = {};
    return true;
  }
  const auto index = static_cast<std::size_t>(field - top.type->fields.data());
  if (top.seen[index]) return refuse("The key " + path_ + " stands twice.");
  top.seen[index] = true;
  pending_ = {field->type, field->at(top.object), top.fresh};
  return true;
}

void object_builder::check_required(const frame& top) {
  if (!top.fresh) return;
  for (std::size_t i = 0; i < top.type->fields.size(); ++i) {
    const auto& f = top.type->fields[i];
    if (!f.required || top.seen[i]) continue;
    path_.resize(top.path_length);
    path_ += domain::pointer_token(f.name);
    add_error("required", "is required");
  }
}

bool object_builder::EndObject(rapidjson::SizeType count) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.EndObject(count); });
  if (skipping_ > 0) {
    if (--skipping_ == 0) end_value();
    return true;
  }
  check_required(stack_.back());
  stack_.pop_back();
  end_value();
  return true;
}

bool object_builder::StartArray() {
  if (recorder_.active()) return recorder_.record([](auto& w) { return w.StartArray(); });
  if (stack_.size() >= max_depth || skipping_ >= max_depth) return refuse("The body is nested too deeply.");
  if (skipping_ > 0 || (!stack_.empty() && !pending_.type && stack_.back().type->kind != kind::list)) {
    ++skipping_;
    return true;
  }
  const slot at = filled_slot();
  if (at.type->kind == kind::json) {
    recorder_.begin(static_cast<domain::raw_json*>(at.object));
    return recorder_.record([](auto& w) { return w.StartArray(); });
  }
  if (at.type->kind != kind::list) {
    if (stack_.empty()) return refuse("The body must be a JSON object.");
    add_error("wrong_type", std::string{expected(at.type->kind)});
    ++skipping_;
    return true;
  }
  at.type->reset(at.object);
  stack_.push_back({at.type, at.object, path_.size(), at.fresh});
  return true;
}

bool object_builder::EndArray(rapidjson::SizeType count) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.EndArray(count); });
  if (skipping_ > 0) {
    if (--skipping_ == 0) end_value();
    return true;
  }
  stack_.pop_back();
  end_value();
  return true;
}

}  // namespace homigo::codec
