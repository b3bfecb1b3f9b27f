// What was wrong with an object before a merge: people may change one thing about it without mending the others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::codec {

/// Every rule that `object` breaks; dates are compared with `today` where it is given.
std::vector<domain::field_error> faults_of(const domain::type_descriptor& type, const void* object,
                                           std::optional<domain::date> today);

class old_faults {
public:
  /// Looks at `object` as it stands before the merge.
  old_faults(const domain::type_descriptor& type, const void* object, std::optional<domain::date> today);

  /// Takes out of `errors` what was so before, where the merge has left the value as it was.
  void forgive(std::vector<domain::field_error>& errors, const void* object_after) const;

private:
  struct fault {
    domain::field_error error;
    std::string value;
  };
  /// The member that `pointer` leads into, as JSON.
  std::string value_at(const std::string& pointer, const void* object) const;

  const domain::type_descriptor& type_;
  std::vector<fault> faults_;
};

}  // namespace homigo::codec
