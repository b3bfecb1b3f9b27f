#include "domain/postings/normalisation.hpp"

#include <string_view>

#include "domain/kernel/described/pattern.hpp"
#include "domain/kernel/described/text.hpp"
#include "domain/postings/amenity.hpp"
#include "domain/postings/city.hpp"
#include "domain/postings/search.hpp"

namespace homigo::domain {
namespace {

/// Kept as they came, to the last blank, whatever body they stand in.
bool is_secret(std::string_view name) {
  return name == "password" || name.ends_with("_password") || name.ends_with("_token");
}

void name_city(void* object) {
  auto& city = static_cast<address*>(object)->city;
  city = canonical_city(city);
}

/// A list that is too long is left as it came, for validation to say so.
void name_each(std::vector<std::string>& amenities, std::size_t most) {
  if (amenities.size() <= most) canonicalise_amenities(amenities);
}

void name_amenities(void* object) { name_each(static_cast<listing_content*>(object)->amenities, 60); }

/// Asked for as it is stored.
void name_what_is_sought(void* object) {
  auto& search = *static_cast<listing_search*>(object);
  name_each(search.amenities, 30);
  if (search.city) search.city = canonical_city(*search.city);
}

/// The types whose words come from a vocabulary.
struct vocabulary_user {
  const type_descriptor* type;
  void (*canonicalise)(void*);
};

void canonicalise(const type_descriptor& type, void* object) {
  static const vocabulary_user users[] = {{&descriptor<address>(), name_city},
                                          {&descriptor<listing_content>(), name_amenities},
                                          {&descriptor<listing_search>(), name_what_is_sought}};
  for (const auto& user : users)
    if (user.type == &type) user.canonicalise(object);
}

void normalise_value(const type_descriptor& type, void* at, text_layout layout) {
  switch (type.kind) {
    case kind::text: {
      auto& text = *static_cast<std::string*>(at);
      text = normalised(text, layout);
      break;
    }
    case kind::nullable:
      if (void* inner = type.value(at)) normalise_value(*type.element, inner, layout);
      break;
    case kind::list:
      // Texts in lists are names and tags.
      for (std::size_t i = 0; i < type.size(at); ++i)
        normalise_value(*type.element, type.item(at, i), text_layout::one_line);
      break;
    case kind::object:
      normalise(type, at);
      break;
    default:
      break;
  }
}

}  // namespace

void normalise(const type_descriptor& type, void* object) {
  for (const auto& f : type.fields)
    if (!is_secret(f.name)) normalise_value(*f.type, f.at(object), layout_of(f.rule.form));
  canonicalise(type, object);
}

}  // namespace homigo::domain
