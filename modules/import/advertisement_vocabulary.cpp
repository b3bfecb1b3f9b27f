#include "modules/import/advertisement_vocabulary.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "domain/kernel/text/folded.hpp"
#include "modules/import/written_number.hpp"

namespace homigo::modules {
namespace {

using domain::folded;

/// The whole number that a text begins with, and what follows.
std::optional<int> leading_number(std::string_view text, std::string_view& rest) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return std::nullopt;
  rest = text.substr(static_cast<std::size_t>(read.ptr - text.data()));
  return value;
}

template <class Value, std::size_t N>
std::optional<Value> find_word(const std::pair<std::string_view, Value> (&words)[N], std::string_view text) {
  const auto wanted = folded(text);
  for (const auto& [word, value] : words)
    if (word == wanted) return value;
  return std::nullopt;
}

std::optional<int> storey_of(std::string_view text) {
  static const std::pair<std::string_view, int> words[] = {
      {"ground", 0}, {"groundfloor", 0}, {"g", 0}, {"upperbasement", -1}, {"basement", -1}, {"lowerbasement", -2}};
  if (const auto known = find_word(words, text)) return known;
  std::string_view rest;
  const auto number = leading_number(text, rest);
  const auto ending = folded(rest);
  const bool is_ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th" || ending == "floor" ||
                          ending.ends_with("thfloor") || ending.ends_with("stfloor") || ending.ends_with("ndfloor") ||
                          ending.ends_with("rdfloor");
  const bool is_whole = ending.empty() || rest == ".0";
  return is_whole || is_ordinal ? number : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<room_count> rooms_of(std::string_view text) {
  const auto word = folded(text);
  if (word == "1rk" || word == "rk" || word == "studio" || word == "studioapartment" || word == "1roomkitchen")
    return room_count{1, true};
  std::string_view rest;
  const auto bhk = leading_number(trimmed(text), rest);
  const auto ending = folded(rest);
  const bool understood = ending.empty() || ending == "bhk" || ending == "0" || ending == "bedroom" ||
                          ending == "bedrooms" || ending == "bhkflat" || ending == "bhkapartment" || ending == "bed";
  if (!bhk || *bhk < 1 || *bhk > 20 || !understood) return std::nullopt;
  return room_count{*bhk, false};
}

std::optional<welcome> tenants_of(std::string_view text) {
  static const std::pair<std::string_view, welcome> words[] = {{"", welcome::both},
                                                               {"any", welcome::both},
                                                               {"anyone", welcome::both},
                                                               {"all", welcome::both},
                                                               {"doesntmatter", welcome::both},
                                                               {"bachelorsfamily", welcome::both},
                                                               {"familybachelors", welcome::both},
                                                               {"bachelorfamily", welcome::both},
                                                               {"familybachelor", welcome::both},
                                                               {"familyandbachelors", welcome::both},
                                                               {"family", welcome::family},
                                                               {"families", welcome::family},
                                                               {"familyonly", welcome::family},
                                                               {"bachelor", welcome::bachelors},
                                                               {"bachelors", welcome::bachelors},
                                                               {"bachelorsonly", welcome::bachelors},
                                                               {"singlemen", welcome::bachelors},
                                                               {"singlewomen", welcome::bachelors}};
  return find_word(words, text);
}

std::optional<storeys> storeys_of(std::string_view text) {
  auto split = std::string_view::npos;
  std::size_t width = 0;
  for (const std::string_view between : {" out of ", " of ", "/"})
    if (split == text.npos && (split = text.find(between)) != text.npos) width = between.size();
  const auto floor = storey_of(trimmed(text.substr(0, split)));
  if (!floor) return std::nullopt;
  if (split == text.npos) return storeys{*floor, std::nullopt};
  const auto of = storey_of(trimmed(text.substr(split + width)));
  if (!of) return std::nullopt;
  return storeys{*floor, of};
}

std::optional<domain::furnishing> furnishing_of(std::string_view text) {
  using enum domain::furnishing;
  static const std::pair<std::string_view, domain::furnishing> words[] = {{"", unfurnished},
                                                                          {"unfurnished", unfurnished},
                                                                          {"notfurnished", unfurnished},
                                                                          {"none", unfurnished},
                                                                          {"semifurnished", semi_furnished},
                                                                          {"semi", semi_furnished},
                                                                          {"partiallyfurnished", semi_furnished},
                                                                          {"partlyfurnished", semi_furnished},
                                                                          {"furnished", fully_furnished},
                                                                          {"fullyfurnished", fully_furnished},
                                                                          {"fullfurnished", fully_furnished},
                                                                          {"full", fully_furnished}};
  return find_word(words, text);
}

bool is_area_type(std::string_view text) {
  auto word = folded(text);
  if (word.ends_with("area")) word.resize(word.size() - 4);
  for (const std::string_view known : {"", "super", "carpet", "built", "builtup", "superbuiltup", "plot"})
    if (word == known) return true;
  return false;
}

std::optional<domain::host_category> category_of(std::string_view text) {
  using enum domain::host_category;
  static const std::pair<std::string_view, domain::host_category> words[] = {
      {"", owner},        {"owner", owner},   {"landlord", owner},  {"individual", owner},  {"agent", broker},
      {"broker", broker}, {"dealer", broker}, {"builder", company}, {"developer", company}, {"company", company}};
  auto word = folded(text);
  if (word.starts_with("contact")) word.erase(0, 7);
  return find_word(words, word);
}

std::string pincode_of(std::string_view text) {
  std::string digits;
  for (const char c : text.substr(0, text.ends_with(".0") ? text.size() - 2 : text.size()))
    if (c != ' ') digits += c;
  return digits;
}

std::optional<domain::date> date_of(std::string_view text) {
  text = text.substr(0, text.find_first_of(" T"));
  if (const auto date = domain::parse_date(text)) return date;
  if (text.size() != 10) return std::nullopt;
  std::string turned{text};
  for (auto& c : turned)
    if (c == '/' || c == '.') c = '-';
  if (const auto date = domain::parse_date(turned)) return date;
  return domain::parse_date(turned.substr(6) + '-' + turned.substr(3, 2) + '-' + turned.substr(0, 2));
}

}  // namespace homigo::modules
