#include "domain/users/common_passwords.hpp"

#include <unordered_set>

namespace homigo::domain {
namespace {

constexpr std::string_view words[] = {
#include "common_passwords.inc"
};

}  // namespace

bool is_common_password(std::string_view word) {
  static const std::unordered_set<std::string_view> known{std::begin(words), std::end(words)};
  return known.contains(word);
}

}  // namespace homigo::domain
