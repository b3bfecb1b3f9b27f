// What has to be true of the rows, as statements that find where it is not.
#pragma once

#include <span>
#include <string_view>

namespace homigo::postgres {

struct integrity_rule {
  /// About the rows that break it; "{}" stands for how many they are.
  std::string_view sentence;
  /// One column of text, a row for each that breaks the rule: what names it to an operator.
  std::string_view sql;
};

std::span<const integrity_rule> integrity_rules();

}  // namespace homigo::postgres
