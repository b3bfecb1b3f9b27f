#include "modules/import/advertisement_cleaning.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "domain/kernel/text/folded.hpp"

namespace homigo::modules {
namespace {

constexpr std::array<std::string_view, 10> little{"in", "at", "near", "on", "of", "the", "and", "for", "to", "with"};

bool is_little(std::string_view word) { return std::ranges::find(little, domain::folded(word)) != little.end(); }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
      end_word();
    else
      word += c;
  }
  end_word();
  return words;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// More than an abbreviation, and no small letter.
bool shouts(std::string_view text) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::ranges::count_if(text, is_upper) > 4 && std::ranges::none_of(text, small);
}

/// Abbreviations (HSR, BTM) have no vowels.
bool is_abbreviation(std::string_view word) { return word.size() <= 4 && word.find_first_of("AEIOUY") == word.npos; }

void lower_voice(std::string& word) {
  if (is_abbreviation(word)) return;
  bool begins = true;
  for (auto& c : word) {
    if (is_upper(c) && !begins) c = static_cast<char>(c + 32);
    begins = c == '-' || c == '(' || c == '/' || (begins && !is_upper(c) && (c < 'a' || c > 'z') && (c & 0x80) == 0);
  }
}

}  // namespace

std::string cleaned(std::string_view text) {
  const bool loud = shouts(text);
  std::string out, last;
  for (auto& word : words_of(text)) {
    const auto key = domain::folded(word);
    if (key == last && is_little(word)) continue;
    last = key;
    if (loud) lower_voice(word);
    out.append(out.empty() ? "" : " ").append(word);
  }
  return out;
}

std::string cleaned_place(std::string_view text) {
  auto place = cleaned(text);
  for (const std::string_view lead : {"in ", "at ", "near "})
    if (place.size() > lead.size() && domain::folded(place.substr(0, lead.size())) == domain::folded(lead) &&
        place[lead.size() - 1] == ' ')
      place.erase(0, lead.size());
  return place;
}

}  // namespace homigo::modules
