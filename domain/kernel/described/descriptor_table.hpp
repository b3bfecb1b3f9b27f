// Expands a described type into its table. Only the .cpp that holds HOMIGO_TABLE(type) includes this.
#pragma once

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain::detail {

template <class T>
const type_descriptor& lookup();

// --- A description that forgets a member does not compile -------------------------------------------------------

struct anything {
  template <class T>
  operator T() const;
};

/// True when T is an aggregate of exactly these members in this order: one more initialiser must not fit.
/// (std::nullopt asks for an optional, which `anything` would match ambiguously.)
template <class T, class... Members>
constexpr bool is_aggregate_of = requires {
  T{std::declval<Members>()...};
}
&&!requires { T{std::declval<Members>()..., anything{}}; }
&&!requires { T{std::declval<Members>()..., std::nullopt}; };

// --- Kinds --------------------------------------------------------------------------------------------------------

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_list : std::false_type {};
template <class T>
struct is_list<std::vector<T>> : std::true_type {};

template <class T>
type_descriptor integer_table() {
  type_descriptor t{.kind = kind::integer, .name = {}};
  t.get_integer = [](const void* p) { return static_cast<std::int64_t>(*static_cast<const T*>(p)); };
  t.set_integer = [](void* p, std::int64_t v) {
    if (!std::in_range<T>(v)) return false;
    *static_cast<T*>(p) = static_cast<T>(v);
    return true;
  };
  return t;
}

template <class T>
type_descriptor nullable_table() {
  type_descriptor t{.kind = kind::nullable, .name = {}};
  t.element = &lookup<typename T::value_type>();
  t.value = [](void* p) -> void* {
    auto& o = *static_cast<T*>(p);
    return o ? static_cast<void*>(&*o) : nullptr;
  };
  t.emplace = [](void* p) -> void* { return &static_cast<T*>(p)->emplace(); };
  t.reset = [](void* p) { static_cast<T*>(p)->reset(); };
  return t;
}

template <class T>
type_descriptor list_table() {
  type_descriptor t{.kind = kind::list, .name = {}};
  t.element = &lookup<typename T::value_type>();
  t.emplace = [](void* p) -> void* { return &static_cast<T*>(p)->emplace_back(); };
  t.reset = [](void* p) { static_cast<T*>(p)->clear(); };
  t.size = [](const void* p) { return static_cast<const T*>(p)->size(); };
  t.item = [](void* p, std::size_t i) -> void* { return &(*static_cast<T*>(p))[i]; };
  return t;
}

template <class T>
const type_descriptor& lookup() {
  if constexpr (std::is_same_v<T, bool>) {
    static const type_descriptor t{.kind = kind::boolean, .name = {}};
    return t;
  } else if constexpr (std::is_integral_v<T>) {
    static const type_descriptor t = integer_table<T>();
    return t;
  } else if constexpr (std::is_same_v<T, double>) {
    static const type_descriptor t{.kind = kind::number, .name = {}};
    return t;
  } else if constexpr (std::is_same_v<T, std::string>) {
    static const type_descriptor t{.kind = kind::text, .name = {}};
    return t;
  } else if constexpr (std::is_same_v<T, uuid>) {
    static const type_descriptor t{.kind = kind::id, .name = {}};
    return t;
  } else if constexpr (std::is_same_v<T, instant>) {
    static const type_descriptor t{.kind = kind::moment, .name = {}};
    return t;
  } else if constexpr (std::is_same_v<T, date>) {
    static const type_descriptor t{.kind = kind::day, .name = {}};
    return t;
  } else if constexpr (std::is_same_v<T, raw_json>) {
    static const type_descriptor t{.kind = kind::json, .name = {}};
    return t;
  } else if constexpr (is_optional<T>::value) {
    static const type_descriptor t = nullable_table<T>();
    return t;
  } else if constexpr (is_list<T>::value) {
    static const type_descriptor t = list_table<T>();
    return t;
  } else {
    return descriptor_of(static_cast<const T*>(nullptr));
  }
}

// --- Enumerations -------------------------------------------------------------------------------------------------

/// `_1bhk` and `double_` stand for `1bhk` and `double`, which C++ does not allow.
constexpr std::string_view without_underscore(std::string_view name) {
  if (name.starts_with('_')) name.remove_prefix(1);
  if (name.ends_with('_')) name.remove_suffix(1);
  return name;
}

template <class E>
const type_descriptor& enumeration_table(std::string_view name) {
  using list = boost::describe::describe_enumerators<E>;
  static const auto names = [] {
    std::array<std::string_view, boost::mp11::mp_size<list>::value> all{};
    std::size_t i = 0;
    boost::mp11::mp_for_each<list>([&](auto d) { all[i++] = without_underscore(d.name); });
    return all;
  }();
  static const auto values = [] {
    std::array<E, boost::mp11::mp_size<list>::value> all{};
    std::size_t i = 0;
    boost::mp11::mp_for_each<list>([&](auto d) { all[i++] = d.value; });
    return all;
  }();
  static const type_descriptor table = [&] {
    type_descriptor t{.kind = kind::enumeration, .name = name};
    t.names = names;
    t.get_ordinal = [](const void* p) {
      const E value = *static_cast<const E*>(p);
      for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] == value) return i;
      return std::size_t{0};
    };
    t.set_ordinal = [](void* p, std::size_t i) { *static_cast<E*>(p) = values[i]; };
    return t;
  }();
  return table;
}

// --- Structs ------------------------------------------------------------------------------------------------------

template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public>;

template <auto Pointer>
struct accessor;
template <class T, class M, M T::*Pointer>
struct accessor<Pointer> {
  using member = M;
  static void* at(void* object) { return &(static_cast<T*>(object)->*Pointer); }
  static void restore(void* object) { static_cast<T*>(object)->*Pointer = T{}.*Pointer; }
};

template <class T, class List>
struct description;
template <class T, template <class...> class List, class... D>
struct description<T, List<D...>> {
  static constexpr bool is_complete = is_aggregate_of<T, typename accessor<D::pointer>::member...>;
};

template <class T>
constexpr auto declared_rules() {
  if constexpr (requires { rules_of(static_cast<const T*>(nullptr)); })
    return rules_of(static_cast<const T*>(nullptr));
  else
    return std::array<field_rule, 0>{};
}

template <class T>
constexpr bool rules_name_members() {
  for (const auto& rule : declared_rules<T>()) {
    bool known = false;
    boost::mp11::mp_for_each<members_of<T>>([&](auto d) { known = known || rule.name == d.name; });
    if (!known) return false;
  }
  return true;
}

template <class T>
field_rule rule_for(std::string_view name) {
  for (const auto& rule : declared_rules<T>())
    if (rule.name == name) return rule;
  return field(name);
}

template <class T>
const type_descriptor& object_table(std::string_view name) {
  using list = members_of<T>;
  static_assert(description<T, list>::is_complete, "the description forgets a member or names them in another order");
  static_assert(rules_name_members<T>(), "a rule names no member");
  static const auto fields = [] {
    std::array<field_descriptor, boost::mp11::mp_size<list>::value> all{};
    std::size_t i = 0;
    boost::mp11::mp_for_each<list>([&](auto d) {
      using access = accessor<decltype(d)::pointer>;
      using member = typename access::member;
      const auto rule = rule_for<T>(d.name);
      const bool required = !is_optional<member>::value && !is_list<member>::value && !rule.may_be_absent;
      all[i++] = {without_underscore(d.name), &lookup<member>(), &access::at, rule, required, &access::restore};
    });
    return all;
  }();
  static const type_descriptor table = [&] {
    type_descriptor t{.kind = kind::object, .name = name};
    t.fields = fields;
    if constexpr (requires(const T& v, std::vector<field_error>& e) { cross_checks(v, e); })
      t.cross_check = [](const void* p, std::vector<field_error>& errors) {
        cross_checks(*static_cast<const T*>(p), errors);
      };
    return t;
  }();
  return table;
}

}  // namespace homigo::domain::detail

#define HOMIGO_TABLE(type)                                              \
  const ::homigo::domain::type_descriptor& descriptor_of(const type*) { \
    return ::homigo::domain::detail::object_table<type>(#type);         \
  }

#define HOMIGO_TABLE_ENUM(type)                                         \
  const ::homigo::domain::type_descriptor& descriptor_of(const type*) { \
    return ::homigo::domain::detail::enumeration_table<type>(#type);    \
  }
