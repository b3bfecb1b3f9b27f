#include "codec/old_faults.hpp"

#include <algorithm>

#include "codec/json_writer.hpp"
#include "domain/kernel/described/validation.hpp"
#include "domain/postings/planned_dates.hpp"

namespace homigo::codec {

using domain::field_error;

std::vector<field_error> faults_of(const domain::type_descriptor& type, const void* object,
                                   std::optional<domain::date> today) {
  auto errors = domain::validate(type, object);
  if (today) domain::check_planned_dates(type, object, *today, errors);
  return errors;
}

old_faults::old_faults(const domain::type_descriptor& type, const void* object, std::optional<domain::date> today)
    : type_(type) {
  for (auto& error : faults_of(type, object, today)) {
    auto value = value_at(error.pointer, object);
    faults_.push_back({std::move(error), std::move(value)});
  }
}

std::string old_faults::value_at(const std::string& pointer, const void* object) const {
  const auto end = std::min(pointer.find('/', 1), pointer.size());
  const auto* field = pointer.empty() ? nullptr : type_.find(std::string_view{pointer}.substr(1, end - 1));
  std::string value;
  // Accessors are shared with readers; nothing is written here.
  if (field) append_json(value, *field->type, field->at(const_cast<void*>(object)), audience::owner);
  return value;
}

void old_faults::forgive(std::vector<field_error>& errors, const void* object_after) const {
  std::erase_if(errors, [&](const field_error& e) {
    return std::ranges::any_of(faults_, [&](const fault& old) {
      return old.error.pointer == e.pointer && old.error.code == e.code &&
             old.value == value_at(e.pointer, object_after);
    });
  });
}

}  // namespace homigo::codec
