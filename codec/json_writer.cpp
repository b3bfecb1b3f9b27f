#include "codec/json_writer.hpp"

#include <rapidjson/internal/dtoa.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "domain/postings/public_place.hpp"

namespace homigo::codec {
namespace {

using domain::geo_point;
using domain::kind;
using domain::type_descriptor;

constexpr bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

void append_escape(std::string& out, char c) {
  constexpr char hex[] = "0123456789ABCDEF";
  constexpr std::string_view named = "\b\t\n\f\r\"\\";
  out += '\\';
  if (const auto at = named.find(c); at != named.npos) {
    out += "btnfr\"\\"[at];
    return;
  }
  out += "u00";
  out += hex[static_cast<unsigned char>(c) >> 4];
  out += hex[c & 15];
}

void append_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

/// Scores, money and places are hundredths: two integers are written several times as fast as the shortest digits are
/// found, and are the same digits, since a decimal reads back as the quotient that it stands for.
bool append_hundredths(std::string& out, double value) {
  constexpr double most = 1e9;
  if (!(std::abs(value) < most)) return false;
  const auto hundredths = static_cast<std::int64_t>(std::round(value * 100));
  if (static_cast<double>(hundredths) / 100 != value || (hundredths == 0 && std::signbit(value))) return false;
  if (hundredths < 0) out += '-';
  const auto size = static_cast<std::uint64_t>(std::abs(hundredths));
  append_integer(out, static_cast<std::int64_t>(size / 100));
  out.append(1, '.').append(1, static_cast<char>('0' + size / 10 % 10));
  if (size % 10 != 0) out += static_cast<char>('0' + size % 10);
  return true;
}

/// The shortest digits with a decimal point or an exponent. JSON has no NaN and no infinity.
void append_number(std::string& out, double value) {
  if (append_hundredths(out, value)) return;
  char digits[32];
  if (std::isfinite(value))
    out.append(digits, rapidjson::internal::dtoa(value, digits));
  else
    out += "null";
}

/// The shortest digits that read back as the same value, whatever the process's locale.
void append_digits(std::string& out, double value) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

class writer {
public:
  writer(std::string& out, audience who) : who_(who), out_(out) {}

  void value(const type_descriptor& type, void* at) {
    switch (type.kind) {
      case kind::boolean:
        out_ += *static_cast<bool*>(at) ? "true" : "false";
        break;
      case kind::integer:
        append_integer(out_, type.get_integer(at));
        break;
      case kind::number:
        append_number(out_, *static_cast<double*>(at));
        break;
      case kind::text:
        append_quoted(out_, *static_cast<std::string*>(at));
        break;
      case kind::id:
        plain(domain::to_string(*static_cast<domain::uuid*>(at)));
        break;
      case kind::moment:
        plain(domain::to_string(*static_cast<domain::instant*>(at)));
        break;
      case kind::day:
        plain(domain::to_string(*static_cast<domain::date*>(at)));
        break;
      case kind::enumeration:
        plain(type.names[type.get_ordinal(at)]);
        break;
      case kind::json:
        raw(static_cast<domain::raw_json*>(at)->text);
        break;
      case kind::nullable:
        nullable(type, at);
        break;
      case kind::list:
        list(type, at);
        break;
      case kind::place:
      case kind::object:
        object(type, at);
        break;
    }
  }

  void columns(const type_descriptor& type, void* at) {
    out_ += '{';
    flat_fields(type, at);
    out_ += '}';
  }

private:
  /// Text that has nothing to escape.
  void plain(std::string_view text) { out_.append(1, '"').append(text).append(1, '"'); }

  void raw(const std::string& v) { out_ += v.empty() ? std::string_view{"null"} : std::string_view{v}; }

  void nullable(const type_descriptor& type, void* at) {
    if (void* inner = type.value(at))
      value(*type.element, inner);
    else
      out_ += "null";
  }

  void list(const type_descriptor& type, void* at) {
    out_ += '[';
    for (std::size_t i = 0, n = type.size(at); i < n; ++i) {
      if (i > 0) out_ += ',';
      value(*type.element, type.item(at, i));
    }
    out_ += ']';
  }

  /// Names are identifiers. No value ends with the bracket that begins an object.
  void key(std::string_view name) {
    out_ += out_.back() == '{' ? "\"" : ",\"";
    out_.append(name).append("\":");
  }

  void object(const type_descriptor& type, void* at) {
    out_ += '{';
    members(type, at);
    out_ += '}';
  }

  void members(const type_descriptor& type, void* at) {
    for (const auto& f : type.fields) {
      if (f.rule.is_inlined) {
        members(*f.type, f.at(at));
      } else if (f.rule.is_confidential && who_ == audience::everyone) {
        if (f.type->kind == kind::place) public_point(f.name, *static_cast<geo_point*>(f.at(at)));
      } else {
        key(f.name);
        value(*f.type, f.at(at));
      }
    }
  }

  void public_point(std::string_view name, const geo_point& exact) {
    auto p = domain::public_place(exact);
    key(name);
    value(domain::descriptor<geo_point>(), &p);
  }

  void flat_fields(const type_descriptor& type, void* at) {
    for (const auto& f : type.fields) {
      if (f.type->kind == kind::object) {
        flat_fields(*f.type, f.at(at));
        continue;
      }
      key(f.rule.column_name.empty() ? f.name : f.rule.column_name);
      if (f.type->kind == kind::place)
        place(*static_cast<geo_point*>(f.at(at)));
      else
        value(*f.type, f.at(at));
    }
  }

  void place(const geo_point& p) {
    out_ += "\"SRID=4326;POINT(";
    append_digits(out_, p.longitude);
    out_ += ' ';
    append_digits(out_, p.latitude);
    out_ += ")\"";
  }

  audience who_;
  std::string& out_;
};

}  // namespace

void append_json(std::string& out, const type_descriptor& type, const void* object, audience who) {
  writer{out, who}.value(type,
                         const_cast<void*>(object));  // accessors are shared with readers; nothing is written here
}

void append_columns(std::string& out, const type_descriptor& type, const void* object) {
  writer{out, audience::owner}.columns(type, const_cast<void*>(object));
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (true) {
    const auto end = std::ranges::find_if_not(text, is_plain);
    out.append(text.begin(), end);
    if (end == text.end()) break;
    append_escape(out, *end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()) + 1);
  }
  out += '"';
}

}  // namespace homigo::codec
