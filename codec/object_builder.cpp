#include "codec/object_builder.hpp"

#include <algorithm>

#include "codec/expectation.hpp"
#include "codec/foreign_fields.hpp"
#include "domain/kernel/described/validation.hpp"

namespace homigo::codec {

using domain::kind;
using domain::type_descriptor;

namespace {

constexpr std::size_t max_depth = 32;

bool has_fields(const type_descriptor& type) { return type.kind == kind::object || type.kind == kind::place; }

}  // namespace

object_builder::object_builder(const type_descriptor& type, void* object, const read_options& options)
    : root_(type), root_object_(object), options_(options) {}

// --- Where values go ------------------------------------------------------------------------------------------------

object_builder::slot object_builder::next_slot() {
  if (stack_.empty()) return {&root_, root_object_, options_.mode == read_mode::create};
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
  if (stack_.empty()) return refuse_root();
  if (type.kind == kind::enumeration)
    add_error("not_allowed", one_of(type));
  else
    add_error("wrong_type", std::string{expected(type.kind)});
  end_value();
  return true;
}

bool object_builder::refuse(std::string why) {
  refusal_ = std::move(why);
  return false;
}

bool object_builder::refuse_root() {
  return refuse(root_.kind == kind::list ? "The body must be a JSON list." : "The body must be a JSON object.");
}

bool object_builder::skip_scalar() {
  if (skipping_ > 0) return true;
  if (stack_.empty() || pending_.type || stack_.back().type->kind == kind::list) return false;
  end_value();
  return true;
}

bool object_builder::begins_raw(const slot& at) {
  if (at.type->kind != kind::json) return false;
  recorder_.begin(static_cast<domain::raw_json*>(at.object));
  return true;
}

bool object_builder::open_raw() {
  return stack_.size() + recorder_.depth() < max_depth || refuse("The body is nested too deeply.");
}

// --- Objects and lists ----------------------------------------------------------------------------------------------

bool object_builder::StartObject() {
  if (recorder_.active()) return open_raw() && recorder_.record([](auto& w) { return w.StartObject(); });
  if (stack_.size() >= max_depth || skipping_ >= max_depth) return refuse("The body is nested too deeply.");
  if (skipping_ > 0 || (!stack_.empty() && !pending_.type && stack_.back().type->kind != kind::list)) {
    ++skipping_;
    return true;
  }
  const slot at = filled_slot();
  if (begins_raw(at)) return StartObject();
  if (!has_fields(*at.type)) {
    if (stack_.empty()) return refuse_root();
    add_error("wrong_type", std::string{expected(at.type->kind)});
    ++skipping_;
    return true;
  }
  stack_.push_back({at.type, at.object, path_.size(), at.fresh});
  return true;
}

bool object_builder::Key(const char* text, rapidjson::SizeType length, bool) {
  if (!is_storable({text, length})) return false;
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.Key(text, length); });
  if (skipping_ > 0) return true;
  frame& top = stack_.back();
  path_.resize(top.path_length);
  const std::string_view name{text, length};
  domain::append_pointer_token(path_, name);
  const auto* field = top.type->find(name);
  if (!field) {
    if (std::ranges::find(top.unknown, name) != top.unknown.end())
      return refuse("The key " + path_ + " appears twice.");
    if (top.unknown.size() >= 200) return refuse("The body has too many unknown fields.");
    top.unknown.emplace_back(name);
    const bool is_beside = stack_.size() == 1 && options_.beside && options_.beside->find(name);
    if (options_.unknown == unknown_fields::refused && !is_beside && errors_.size() < 100)
      errors_.push_back(foreign_field(path_, name, *top.type, stack_.size() == 1 ? options_.resource : nullptr));
    pending_ = {};
    return true;
  }
  const auto index = static_cast<std::size_t>(field - top.type->fields.data());
  if (top.seen[index]) return refuse("The key " + path_ + " appears twice.");
  top.seen[index] = true;
  pending_ = {field->type, field->at(top.object), top.fresh, field};
  return true;
}

void object_builder::check_required(const frame& top) {
  if (!top.fresh) return;
  for (std::size_t i = 0; i < top.type->fields.size(); ++i) {
    const auto& f = top.type->fields[i];
    if (!f.required || top.seen[i]) continue;
    path_.resize(top.path_length);
    domain::append_pointer_token(path_, f.name);
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
  if (recorder_.active()) return open_raw() && recorder_.record([](auto& w) { return w.StartArray(); });
  if (stack_.size() >= max_depth || skipping_ >= max_depth) return refuse("The body is nested too deeply.");
  if (skipping_ > 0 || (!stack_.empty() && !pending_.type && stack_.back().type->kind != kind::list)) {
    ++skipping_;
    return true;
  }
  const slot at = filled_slot();
  if (begins_raw(at)) return StartArray();
  if (at.type->kind != kind::list) {
    if (stack_.empty()) return refuse_root();
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
