// A type is described once, beside its declaration; everything that walks its fields goes over the table made from
// that.
//
//   struct point_of_sale { std::string name; std::int64_t price = 0; };
//   HOMIGO_DESCRIBED(point_of_sale, name, price)
//   constexpr auto rules_of(const point_of_sale*) { return rules(field("name").length(1, 80), field("price").range(0,
//   1e9)); }
//
// and, in one .cpp: HOMIGO_TABLE(point_of_sale). Beside rules_of, an optional
// `void cross_checks(const T&, std::vector<field_error>&)` holds what concerns several fields.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace homigo::domain {

struct type_descriptor;
struct field_error;

/// Texts with a form; described/pattern.cpp holds the check and the regular expression shown in OpenAPI.
enum class pattern : std::uint8_t { none, phone, email, pincode, six_digits, no_control, identifier };

/// The constraints of one field. Ranges are inclusive; lengths count code points of texts and items of lists.
struct field_rule {
  std::string_view name;
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::uint32_t min_length = 0;
  std::uint32_t max_length = 10'000;
  pattern form = pattern::none;
  bool may_be_absent = false;
  bool is_inlined = false;
  bool is_confidential = false;
  std::string_view column_name;

  constexpr field_rule range(double from, double to) const {
    field_rule r = *this;
    r.minimum = from, r.maximum = to;
    return r;
  }
  constexpr field_rule length(std::uint32_t from, std::uint32_t to) const {
    field_rule r = *this;
    r.min_length = from, r.max_length = to;
    return r;
  }
  constexpr field_rule matching(pattern wanted) const {
    field_rule r = *this;
    r.form = wanted;
    return r;
  }
  /// Absent keeps the struct's default. An std::optional field may always be absent.
  constexpr field_rule defaulted() const {
    field_rule r = *this;
    r.may_be_absent = true;
    return r;
  }
  /// The SQL column, where it is not named like the field. Groups have none: their fields are columns.
  constexpr field_rule column(std::string_view sql_name) const {
    field_rule r = *this;
    r.column_name = sql_name;
    return r;
  }
  /// The fields of this group stand beside the others in JSON, as if they were the outer struct's own (answers only).
  constexpr field_rule inlined() const {
    field_rule r = *this;
    r.is_inlined = true;
    return r;
  }
  /// Shown to the owner and to a match only: others get no such field, and of a place a point rounded to 0.01 degrees.
  constexpr field_rule confidential() const {
    field_rule r = *this;
    r.is_confidential = true;
    return r;
  }
};

constexpr field_rule field(std::string_view name) {
  field_rule r;
  r.name = name;
  return r;
}

template <class... Rules>
constexpr std::array<field_rule, sizeof...(Rules)> rules(Rules... each) {
  return {each...};
}

/// JSON that passes through unread (validated as JSON at the edge).
struct raw_json {
  std::string text;
  bool operator==(const raw_json&) const = default;
};

/// WGS 84 degrees.
struct geo_point {
  double latitude = 0;
  double longitude = 0;
  bool operator==(const geo_point&) const = default;
};
/// Its kind is `place`: an object with two fields in JSON, one geography column in SQL.
const type_descriptor& descriptor_of(const geo_point*);

}  // namespace homigo::domain

#define HOMIGO_DESCRIBED(type, ...)              \
  BOOST_DESCRIBE_STRUCT(type, (), (__VA_ARGS__)) \
  const ::homigo::domain::type_descriptor& descriptor_of(const type*);

/// For enumerations: their names on the wire are the enumerators' names, without an underscore at either end
/// (`_1bhk` and `double_` stand for names that C++ does not allow).
#define HOMIGO_DESCRIBED_ENUM(type, ...) \
  BOOST_DESCRIBE_ENUM(type, __VA_ARGS__) \
  const ::homigo::domain::type_descriptor& descriptor_of(const type*);
