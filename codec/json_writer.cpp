#include "codec/json_writer.hpp"

#include <rapidjson/writer.h>

#include <charconv>
#include <cmath>

#include "domain/time.hpp"
#include "domain/uuid.hpp"

namespace homigo::codec {
namespace {

using domain::geo_point;
using domain::kind;
using domain::type_descriptor;

/// RapidJSON's output stream concept over a std::string.
struct string_stream {
  using Ch = char;
  std::string& out;
  void Put(char c) { out += c; }
  void Flush() {}
};

/// The shortest digits that read back as the same value, whatever the process's locale.
void append_digits(std::string& out, double value) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

class writer {
public:
  explicit writer(std::string& out, audience who = audience::owner) : who_(who), stream_{out}, json_{stream_} {}

  void value(const type_descriptor& type, void* at) {
    switch (type.kind) {
      case kind::boolean:
        json_.Bool(*static_cast<bool*>(at));
        break;
      case kind::integer:
        json_.Int64(type.get_integer(at));
        break;
      case kind::number:
        number(*static_cast<double*>(at));
        break;
      case kind::text:
        text(*static_cast<std::string*>(at));
        break;
      case kind::id:
        text(domain::to_string(*static_cast<domain::uuid*>(at)));
        break;
      case kind::moment:
        text(domain::to_string(*static_cast<domain::instant*>(at)));
        break;
      case kind::day:
        text(domain::to_string(*static_cast<domain::date*>(at)));
        break;
      case kind::enumeration:
        text(type.names[type.get_ordinal(at)]);
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
    json_.StartObject();
    flat_fields(type, at);
    json_.EndObject();
  }

private:
  void text(std::string_view v) { json_.String(v.data(), static_cast<rapidjson::SizeType>(v.size())); }

  /// JSON has no NaN and no infinity; RapidJSON would write nothing at all.
  void number(double v) {
    if (std::isfinite(v))
      json_.Double(v);
    else
      json_.Null();
  }

  void raw(const std::string& v) {
    if (v.empty())
      json_.Null();
    else
      json_.RawValue(v.data(), v.size(), rapidjson::kObjectType);
  }

  void nullable(const type_descriptor& type, void* at) {
    if (void* inner = type.value(at))
      value(*type.element, inner);
    else
      json_.Null();
  }

  void list(const type_descriptor& type, void* at) {
    json_.StartArray();
    for (std::size_t i = 0, n = type.size(at); i < n; ++i) value(*type.element, type.item(at, i));
    json_.EndArray();
  }

  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

  void object(const type_descriptor& type, void* at) {
    json_.StartObject();
    members(type, at);
    json_.EndObject();
  }

  void members(const type_descriptor& type, void* at) {
    for (const auto& f : type.fields) {
      if (f.rule.is_inlined) {
        members(*f.type, f.at(at));
      } else if (f.rule.is_confidential && who_ == audience::everyone) {
        if (f.type->kind == kind::place) rounded(f.name, *static_cast<geo_point*>(f.at(at)));
      } else {
        key(f.name);
        value(*f.type, f.at(at));
      }
    }
  }

  void rounded(std::string_view name, geo_point p) {
    p = {std::round(p.latitude * 100) / 100, std::round(p.longitude * 100) / 100};
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
    std::string ewkt = "SRID=4326;POINT(";
    append_digits(ewkt, p.longitude);
    ewkt += ' ';
    append_digits(ewkt, p.latitude);
    text(ewkt += ')');
  }

  audience who_;
  string_stream stream_;
  rapidjson::Writer<string_stream> json_;
};

}  // namespace

void append_json(std::string& out, const type_descriptor& type, const void* object, audience who) {
  writer{out, who}.value(type,
                         const_cast<void*>(object));  // accessors are shared with readers; nothing is written here
}

void append_columns(std::string& out, const type_descriptor& type, const void* object) {
  writer{out}.columns(type, const_cast<void*>(object));
}

void append_quoted(std::string& out, std::string_view text) {
  string_stream stream{out};
  rapidjson::Writer<string_stream> json{stream};
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

}  // namespace homigo::codec
