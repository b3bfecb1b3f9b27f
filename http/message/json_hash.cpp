#include "http/message/json_hash.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <vector>

namespace homigo::http {
namespace {

using rapidjson::Value;

/// Bodies that are nested deeper are refused by their readers.
constexpr int max_depth = 64;

std::string_view text_of(const Value& v) { return {v.GetString(), v.GetStringLength()}; }

/// `1`, `1.0` and `1e0` are one number; whole ones beyond a double's precision keep all their digits.
std::string canonical_number(const Value& v) {
  if (v.IsInt64()) return std::to_string(v.GetInt64());
  if (v.IsUint64()) return std::to_string(v.GetUint64());
  const double number = v.GetDouble();
  if (number == std::floor(number) && std::abs(number) < 9e15) return std::to_string(static_cast<std::int64_t>(number));
  char digits[32];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  return {digits, end};
}

/// One letter for the kind of value, then its content.
class value_hasher {
public:
  explicit value_hasher(content_hash& hash) : hash_(hash) {}

  void add(const Value& v, int depth = 0) {
    if (depth > max_depth) return;
    if (v.IsObject()) return object(v, depth);
    if (v.IsArray()) return list(v, depth);
    if (v.IsString()) return token('s', text_of(v));
    if (v.IsNumber()) return token('#', canonical_number(v));
    token(v.IsNull() ? 'n' : v.IsTrue() ? 't' : 'f');
  }

private:
  void token(char kind, std::string_view content = {}) {
    hash_.add({&kind, 1});
    hash_.add_piece(content);
  }

  void object(const Value& v, int depth) {
    std::vector<const Value::Member*> members;
    for (const auto& m : v.GetObject()) members.push_back(&m);
    std::ranges::stable_sort(members, {}, [](const Value::Member* m) { return text_of(m->name); });
    token('{');
    for (const auto* m : members) {
      token('k', text_of(m->name));
      add(m->value, depth + 1);
    }
    token('}');
  }

  void list(const Value& v, int depth) {
    token('[');
    for (const auto& item : v.GetArray()) add(item, depth + 1);
    token(']');
  }

  content_hash& hash_;
};

}  // namespace

void hash_json(content_hash& hash, std::string_view json) {
  constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;
  if (json.empty()) json = "{}";
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  rapidjson::Document value;
  value.Parse<flags>(json.data(), json.size());
  if (value.HasParseError())
    hash.add_piece(json);
  else
    value_hasher{hash}.add(value);
}

}  // namespace homigo::http
