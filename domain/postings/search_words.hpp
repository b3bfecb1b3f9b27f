// A question in free text, parted into what shall be there and what must not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homigo::domain {

/// Both are words and "phrases" with `or` between them, as websearch_to_tsquery() reads them; what would be empty is
/// absent.
struct search_words {
  std::optional<std::string> wanted;
  std::optional<std::string> unwanted;
};

/// `-word` and `-"a phrase"` are unwanted, each for itself: a listing goes that holds any of them. The database's own
/// negation would not do, since a text is asked for in two dictionaries and needs to lack a word in one of them only.
search_words parted(std::string_view question);

}  // namespace homigo::domain
