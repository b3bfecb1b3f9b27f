// Scalar values on their way into fields.
#include <cmath>

#include "codec/expectation.hpp"
#include "codec/object_builder.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::codec {

using domain::kind;
using domain::type_descriptor;

namespace {

/// RapidJSON lets an escaped low surrogate through that follows no high one; in UTF-8 it begins with ED A0 to ED BF.
bool holds_surrogate(std::string_view text) {
  for (auto at = text.find('\xED'); at != text.npos; at = text.find('\xED', at + 1))
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
  return false;
}

}  // namespace

bool object_builder::is_storable(std::string_view text) {
  if (holds_surrogate(text)) return refuse("The body is not JSON: a text contains half of a surrogate pair.");
  // jsonb cannot hold it; texts of described fields are told so by validation.
  if (recorder_.active() && text.find('\0') != text.npos) return refuse("A text must not contain the character NUL.");
  return true;
}

bool object_builder::Null() {
  if (recorder_.active()) return recorder_.record([](auto& w) { return w.Null(); });
  if (skip_scalar()) return true;
  const slot at = next_slot();
  if (stack_.empty()) return refuse_root();
  if (at.type->kind == kind::nullable || at.type->kind == kind::list)
    at.type->reset(at.object);
  else if (at.field && at.field->rule.may_be_absent && at.field->restore)
    at.field->restore(stack_.back().object);
  else
    add_error("not_nullable", "must not be null");
  end_value();
  return true;
}

bool object_builder::Bool(bool value) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.Bool(value); });
  if (skip_scalar()) return true;
  const slot at = filled_slot();
  if (begins_raw(at)) return Bool(value);
  if (at.type->kind != kind::boolean) return mismatch(*at.type);
  *static_cast<bool*>(at.object) = value;
  end_value();
  return true;
}

bool object_builder::Int64(std::int64_t value) {
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.Int64(value); });
  if (skip_scalar()) return true;
  const slot at = filled_slot();
  if (begins_raw(at)) return Int64(value);
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
  if (begins_raw(at)) return Double(value);
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
  if (!is_storable({text, length})) return false;
  if (recorder_.active()) return recorder_.record([&](auto& w) { return w.String(text, length); });
  if (skip_scalar()) return true;
  const slot at = filled_slot();
  if (begins_raw(at)) return String(text, length, true);
  if (stack_.empty()) return refuse_root();
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
}  // namespace homigo::codec
