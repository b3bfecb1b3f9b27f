#include "http/routing/openapi_example.hpp"

#include <algorithm>
#include <array>

namespace homigo::http {
namespace {

using domain::field_rule;
using domain::kind;
using domain::type_descriptor;

struct sample_text {
  std::string_view field;
  std::string_view text;
};

/// What people would see in fields of these names; others say "text".
constexpr auto sample_texts = std::to_array<sample_text>({
    {"access_token", "Zm9ybWFsLXRva2VuLW9mLWEtcGVyc29u"},
    {"amenities", "lift"},
    {"body", "Is Saturday at 11 all right?"},
    {"business_name", "Sea View Homes"},
    {"city", "Mumbai"},
    {"company", "Tata Consultancy Services"},
    {"configuration", "2 BHK"},
    {"currency", "INR"},
    {"description", "Quiet street, ten minutes from the metro."},
    {"email", "asha@example.in"},
    {"full_name", "Asha Rao"},
    {"line1", "12, Hill Road"},
    {"locality", "Bandra West"},
    {"name", "Asha Rao"},
    {"next_cursor", "AAECAwQFBgcICQ"},
    {"phone", "+919812345678"},
    {"pincode", "400050"},
    {"preferred_localities", "Bandra West"},
    {"reasons", "Within your budget"},
    {"refresh_token", "cmVmcmVzaC10b2tlbi1vZi1hLXBlcnNvbg"},
    {"state", "Maharashtra"},
    {"title", "Sunny two-bedroom flat"},
    {"token_type", "Bearer"},
});

struct sample_number {
  std::string_view field;
  double number;
};

/// Others say 1.
constexpr auto sample_numbers = std::to_array<sample_number>({
    {"amount", 500},
    {"budget_max", 45'000},
    {"budget_min", 25'000},
    {"compatibility_score", 86.5},
    {"deposit", 105'000},
    {"distance_m", 1200},
    {"expires_in", 3600},
    {"latitude", 19.08},
    {"longitude", 72.88},
    {"rent_monthly", 35'000},
    {"rentable_area_sqft", 650},
    {"score", 86.5},
    {"total_area_sqft", 720},
});

double number_of(const field_rule& rule) {
  const auto* found = std::ranges::find(sample_numbers, rule.name, &sample_number::field);
  return std::clamp(found == sample_numbers.end() ? 1.0 : found->number, rule.minimum, rule.maximum);
}

/// What lives, where something can be active.
std::string_view enumerator_of(const type_descriptor& type) {
  const auto ordinal = type.ordinal_of("active");
  return type.names[ordinal == type_descriptor::npos ? 0 : ordinal];
}

std::string_view sample_of(std::string_view field) {
  const auto* found = std::ranges::find(sample_texts, field, &sample_text::field);
  return found == sample_texts.end() ? std::string_view{"text"} : found->text;
}

/// Of what others are shown a confidential field is not part; a place is, rounded.
bool is_shown(const domain::field_descriptor& f) { return !f.rule.is_confidential || f.type->kind == kind::place; }

}  // namespace

void example_writer::value(const type_descriptor& type, const field_rule& rule) {
  switch (type.kind) {
    case kind::boolean:
      return void(out_.Bool(true));
    case kind::integer:
      return void(out_.Int64(static_cast<std::int64_t>(number_of(rule))));
    case kind::number:
      return void(out_.Double(number_of(rule)));
    case kind::text:
      return write_text(out_, sample_of(rule.name));
    case kind::id:
      return write_text(out_, "0198c0de-0000-7000-8000-000000000001");
    case kind::moment:
      return write_text(out_, "2026-12-01T09:30:00.000Z");
    case kind::day:
      return write_text(out_, "2026-12-01");
    case kind::json:
      return void((out_.StartObject(), out_.EndObject()));
    case kind::enumeration:
      return write_text(out_, enumerator_of(type));
    case kind::nullable:
      return value(*type.element, rule);
    case kind::list:
      return items(*type.element, rule);
    case kind::place:
    case kind::object:
      out_.StartObject();
      fields(type);
      return void(out_.EndObject());
  }
}

/// As many as there must be, one at least; enumerators in their order, since such lists are rankings.
void example_writer::items(const type_descriptor& type, const field_rule& rule) {
  out_.StartArray();
  for (std::size_t i = 0; i < std::max<std::size_t>(rule.min_length, 1); ++i) {
    if (type.kind == kind::enumeration && rule.min_length > 1)
      write_text(out_, type.names[i % type.names.size()]);
    else
      value(type, domain::field(rule.name));
  }
  out_.EndArray();
}

void example_writer::fields(const type_descriptor& type) {
  for (const auto& f : type.fields) {
    if (f.rule.is_inlined) {
      fields(*f.type);
      continue;
    }
    if (!is_shown(f)) continue;
    write_key(out_, f.name);
    const auto* shape = schemas_.shape_of(type, f.name);
    auto rule = f.rule;
    rule.name = f.name;
    value(shape ? *shape : *f.type, rule);
  }
}

}  // namespace homigo::http
