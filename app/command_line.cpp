#include "app/command_line.hpp"

#include <charconv>
#include <limits>

namespace homigo::app {
namespace {

template <class Number>
Number parse_number(const std::string& flag, const std::string& text, Number first, Number last) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number < first || number > last)
    throw usage_error{flag + " takes a number from " + std::to_string(first) + " to " + std::to_string(last) + "."};
  return number;
}

/// Postings of one seed; its people's phones have eight digits.
constexpr std::size_t most_generated = 50'000'000;

}  // namespace

const char* const usage =
    "usage: homigo_server serve   --config FILE [--set section.key=value …]\n"
    "       homigo_server check   --config FILE\n"
    "       homigo_server config check --config FILE\n"
    "       homigo_server migrate --config FILE\n"
    "       homigo_server import  --config FILE [--place-by-city] [--map THEIRS=OURS …] [--dry-run] [--verbose]\n"
    "                             [--report FILE] FILE.csv …\n"
    "       homigo_server generate --config FILE [--listings N] [--requirements M] [--seed S] [--tokens FILE]\n"
    "       homigo_server admin create --email ADDRESS [--role ROLE] --config FILE\n"
    "       homigo_server admin token|revoke --email ADDRESS --config FILE\n"
    "       homigo_server admin validate --email ADDRESS [--role ROLE]\n"
    "       homigo_server admin list --config FILE\n"
    "       homigo_server --version\n";

command_line parse_command_line(const std::vector<std::string>& arguments) {
  if (arguments.empty()) throw usage_error{"A verb is needed."};
  command_line line;
  line.verb = arguments.front();
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const auto& word = arguments[i];
    const auto value = [&]() -> const std::string& {
      if (i + 1 == arguments.size()) throw usage_error{word + " needs a value."};
      return arguments[++i];
    };
    if (word == "--config")
      line.config = value();
    else if (word == "--set")
      line.overrides.push_back(value());
    else if (word == "--email")
      line.email = value();
    else if (word == "--role")
      line.role = value();
    else if (word == "--listings")
      line.listings = parse_number<std::size_t>(word, value(), 0, most_generated);
    else if (word == "--requirements")
      line.requirements = parse_number<std::size_t>(word, value(), 0, most_generated);
    else if (word == "--seed")
      line.seed = parse_number<std::uint64_t>(word, value(), 0, std::numeric_limits<std::int64_t>::max());
    else if (word == "--tokens")
      line.tokens = value();
    else if (word == "--place-by-city")
      line.place_by_city = true;
    else if (word == "--map")
      line.renamed.push_back(value());
    else if (word == "--dry-run")
      line.dry_run = true;
    else if (word == "--verbose")
      line.verbose = true;
    else if (word == "--report")
      line.report = value();
    else if (word.starts_with("--"))
      throw usage_error{"There is no flag " + word + "."};
    else
      line.words.push_back(word);
  }
  return line;
}

}  // namespace homigo::app
