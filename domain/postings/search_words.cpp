#include "domain/postings/search_words.hpp"

#include <algorithm>

namespace homigo::domain {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// The next word or "phrase", quotation marks and all; taken off `rest`.
std::string_view next_term(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  const auto start = std::min(rest.find_first_not_of('-'), rest.size());
  const bool is_phrase = start < rest.size() && rest[start] == '"';
  auto end = is_phrase ? rest.find('"', start + 1) : rest.find_first_of(blanks);
  if (is_phrase && end != rest.npos) ++end;
  const auto term = rest.substr(0, end);
  rest.remove_prefix(term.size());
  return term;
}

void append(std::optional<std::string>& to, std::string_view between, std::string_view term) {
  if (!to) to.emplace();
  if (!to->empty()) *to += between;
  *to += term;
}

/// As a phrase, whatever it is: `-a-b` and `-or` have no other meaning than their words.
std::string as_phrase(std::string_view term) {
  std::string phrase = "\"";
  std::ranges::copy_if(term, std::back_inserter(phrase), [](char c) { return c != '"'; });
  return phrase += '"';
}

}  // namespace

search_words parted(std::string_view question) {
  search_words out;
  while (true) {
    const auto term = next_term(question);
    if (term.empty()) return out;
    const auto word = term.substr(std::min(term.find_first_not_of('-'), term.size()));
    if (word.size() == term.size())
      append(out.wanted, " ", term);
    else if (!word.empty())
      append(out.unwanted, " or ", as_phrase(word));
  }
}

}  // namespace homigo::domain
