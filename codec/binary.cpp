#include "codec/binary.hpp"

#include <cstring>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::codec {
namespace {

using domain::kind;
using domain::type_descriptor;

template <class T>
void put(std::string& out, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

void put_text(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

void write(std::string& out, const type_descriptor& type, void* at) {
  switch (type.kind) {
    case kind::boolean:
      out += static_cast<char>(*static_cast<bool*>(at));
      break;
    case kind::integer:
      put(out, type.get_integer(at));
      break;
    case kind::number:
      put(out, *static_cast<double*>(at));
      break;
    case kind::text:
      put_text(out, *static_cast<std::string*>(at));
      break;
    case kind::json:
      put_text(out, static_cast<domain::raw_json*>(at)->text);
      break;
    case kind::id:
      out.append(reinterpret_cast<const char*>(static_cast<domain::uuid*>(at)->data), 16);
      break;
    case kind::moment:
      put(out, std::int64_t{static_cast<domain::instant*>(at)->time_since_epoch().count()});
      break;
    case kind::day:
      put(out, static_cast<std::int32_t>(static_cast<domain::date*>(at)->time_since_epoch().count()));
      break;
    case kind::enumeration:
      out += static_cast<char>(type.get_ordinal(at));
      break;
    case kind::nullable: {
      void* inner = type.value(at);
      out += static_cast<char>(inner != nullptr);
      if (inner) write(out, *type.element, inner);
      break;
    }
    case kind::list: {
      const auto n = type.size(at);
      put(out, static_cast<std::uint32_t>(n));
      for (std::size_t i = 0; i < n; ++i) write(out, *type.element, type.item(at, i));
      break;
    }
    case kind::place:
    case kind::object:
      for (const auto& f : type.fields) write(out, *f.type, f.at(at));
      break;
  }
}

class reader {
public:
  explicit reader(std::string_view bytes) : rest_(bytes) {}
  bool at_end() const { return rest_.empty(); }

  bool value(const type_descriptor& type, void* at) {
    switch (type.kind) {
      case kind::boolean:
        return byte_below(2, [&](std::uint8_t b) { *static_cast<bool*>(at) = b != 0; });
      case kind::integer: {
        std::int64_t v;
        return get(v) && type.set_integer(at, v);
      }
      case kind::number:
        return get(*static_cast<double*>(at));
      case kind::text:
        return text(*static_cast<std::string*>(at));
      case kind::json:
        return text(static_cast<domain::raw_json*>(at)->text);
      case kind::id:
        return get(static_cast<domain::uuid*>(at)->data);
      case kind::moment: {
        std::int64_t ms;
        if (!get(ms)) return false;
        auto& value = *static_cast<domain::instant*>(at);
        value = domain::instant{std::chrono::milliseconds{ms}};
        return in_range(value);
      }
      case kind::day: {
        std::int32_t days;
        if (!get(days)) return false;
        auto& value = *static_cast<domain::date*>(at);
        value = domain::date{std::chrono::days{days}};
        return in_range(value);
      }
      case kind::enumeration:
        return byte_below(type.names.size(), [&](std::uint8_t b) { type.set_ordinal(at, b); });
      case kind::nullable:
        return nullable(type, at);
      case kind::list:
        return list(type, at);
      case kind::place:
      case kind::object:
        for (const auto& f : type.fields)
          if (!value(*f.type, f.at(at))) return false;
        return true;
    }
    return false;
  }

private:
  template <class T>
  bool get(T& out) {
    if (rest_.size() < sizeof out) return false;
    std::memcpy(&out, rest_.data(), sizeof out);
    rest_.remove_prefix(sizeof out);
    return true;
  }

  /// Damaged times must not reach calendar arithmetic, which overflows far from our years.
  template <class Time>
  static bool in_range(Time& value) {
    if (domain::is_writable(value)) return true;
    value = {};
    return false;
  }

  template <class F>
  bool byte_below(std::size_t limit, F&& use) {
    std::uint8_t b;
    if (!get(b) || b >= limit) return false;
    use(b);
    return true;
  }

  bool text(std::string& out) {
    std::uint32_t size;
    if (!get(size) || rest_.size() < size) return false;
    out.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return true;
  }

  bool nullable(const type_descriptor& type, void* at) {
    bool present = false;
    if (!byte_below(2, [&](std::uint8_t b) { present = b != 0; })) return false;
    type.reset(at);
    return !present || value(*type.element, type.emplace(at));
  }

  bool list(const type_descriptor& type, void* at) {
    std::uint32_t n;
    // Every item takes at least a byte: a damaged count cannot make us allocate the world.
    if (!get(n) || n > rest_.size()) return false;
    type.reset(at);
    for (std::uint32_t i = 0; i < n; ++i)
      if (!value(*type.element, type.emplace(at))) return false;
    return true;
  }

  std::string_view rest_;
};

}  // namespace

void append_binary(std::string& out, const type_descriptor& type, const void* object) {
  write(out, type, const_cast<void*>(object));  // accessors are shared with readers; nothing is written here
}

bool read_binary(std::string_view bytes, const type_descriptor& type, void* object) {
  reader in{bytes};
  return in.value(type, object) && in.at_end();
}

}  // namespace homigo::codec
