#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <limits>

#include "config/nearest_name.hpp"

namespace homigo::app {
namespace {

using words = std::vector<std::string>;

/// Postings of one seed; its people's phones have eight digits.
constexpr std::size_t most_generated = 50'000'000;

/// Decimal alone: CLI11 would take 010 for eight.
template <class Number>
Number parse_number(const std::string& option, const std::string& text, Number last) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number > last)
    throw usage_error{option + " takes a number from 0 to " + std::to_string(last) + "."};
  return number;
}

template <class Number>
void add_number(CLI::App& verb, const std::string& option, std::optional<Number>& to, Number last,
                const std::string& help) {
  const auto set = [&to, option, last](const std::string& text) { to = parse_number<Number>(option, text, last); };
  verb.add_option_function<std::string>(option, set, help)->type_name("N")->take_last();
}

void add_text(CLI::App& verb, const std::string& option, std::optional<std::string>& to, const char* type,
              const std::string& help) {
  verb.add_option(option, to, help)->type_name(type)->take_last();
}

/// One value at each mention, so that what follows it is not taken for another.
void add_repeated(CLI::App& verb, const std::string& option, std::vector<std::string>& to, const char* type,
                  const std::string& help) {
  verb.add_option(option, to, help)->type_name(type)->allow_extra_args(false);
}

CLI::App& add_verb(CLI::App& to, const std::string& name, const std::string& help, command_line& line) {
  auto& verb = *to.add_subcommand(name, help);
  add_text(verb, "--config", line.config, "FILE", "The file of settings");
  add_repeated(verb, "--set", line.overrides, "KEY=VALUE", "A setting that wins over the file; may be repeated");
  return verb;
}

void add_import(CLI::App& app, command_line& line) {
  auto& verb = add_verb(app, "import", "Load listings from CSV files", line);
  verb.add_option("FILE", line.files, "CSV files");
  verb.add_flag("--place-by-city", line.place_by_city, "Place rows without coordinates in the middle of their city");
  add_repeated(verb, "--map", line.renamed, "THEIRS=OURS", "Their name of a column of ours; may be repeated");
  verb.add_flag("--dry-run", line.dry_run, "Report only");
  verb.add_flag("--verbose", line.verbose, "Tell each refused row");
  add_text(verb, "--report", line.report, "FILE", "Where each refused row is told");
}

void add_generate(CLI::App& app, command_line& line) {
  auto& verb = add_verb(app, "generate", "Add synthetic stock, the same for the same seed", line);
  add_number(verb, "--listings", line.listings, most_generated, "How many listings there shall be");
  add_number(verb, "--requirements", line.requirements, most_generated, "How many requirements there shall be");
  add_number<std::uint64_t>(verb, "--seed", line.seed, std::numeric_limits<std::int64_t>::max(), "1 unless told");
  add_text(verb, "--tokens", line.tokens, "FILE", "Gets access tokens of its people");
}

void add_admin(CLI::App& app, command_line& line) {
  auto& verb = add_verb(app, "admin", "Operators: who is in office, and their tokens", line);
  const auto add = [&](const char* name, const char* help) -> CLI::App& { return add_verb(verb, name, help, line); };
  const auto email = [&](CLI::App& command) { add_text(command, "--email", line.email, "ADDRESS", "Whose"); };
  const auto role = [&](CLI::App& command) {
    add_text(command, "--role", line.role, "ROLE", "super_admin (unless told), moderator, support or finance");
  };
  auto& create = add("create", "Make an operator and print the token, once");
  email(create), role(create);
  email(add("token", "Print a new token, which ends the one before"));
  email(add("revoke", "End an operator's token and office"));
  auto& validate = add("validate", "Whether create would take them");
  email(validate), role(validate);
  add("list", "Who is in office");
}

void describe(CLI::App& app, command_line& line) {
  app.allow_extras();            // they are told in our own words
  app.require_subcommand(0, 1);  // a file may be called as a verb is
  app.add_flag_callback(
      "--version", [&line] { line.verb = "--version"; }, "Which release this is");
  add_verb(app, "serve", "Serve HTTP and WebSocket until SIGTERM", line);
  add_verb(app, "check", "Tell rows that contradict each other; exit code 1 when there are some", line);
  add_verb(add_verb(app, "config", "The settings", line), "check", "Judge them without starting anything", line);
  add_verb(app, "migrate", "Bring the schema up to date", line);
  add_import(app, line);
  add_generate(app, line);
  add_admin(app, line);
}

std::string meant(const std::string& nearest) {
  return nearest.empty() ? std::string{"."} : "; did you mean " + nearest + "?";
}

std::vector<std::string> verbs_of(const CLI::App& at) {
  std::vector<std::string> names;
  for (const auto* verb : at.get_subcommands([](const CLI::App*) { return true; })) names.push_back(verb->get_name());
  return names;
}

std::vector<std::string> options_of(const CLI::App& at) {
  std::vector<std::string> names;
  for (const auto* option : at.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// `path` is "" or the words up to here.
std::string complaint_about(const std::string& word, const CLI::App& at, const std::string& path) {
  const auto who = path.empty() ? at.get_name() : path;
  if (word.starts_with('-')) {
    const auto name = word.substr(0, word.find('='));
    const auto nearest = config::nearest_name(name, options_of(at));
    const bool is_early = path.empty() && nearest.empty();
    return who + " has no option " + name + (is_early ? "; options come after the verb." : meant(nearest));
  }
  const auto known = verbs_of(at);
  if (known.empty()) return who + " takes no argument \"" + word + "\".";
  const auto what = path.empty() ? std::string{"There is no verb \""} : path + " has no command \"";
  return what + word + '"' + meant(config::nearest_name(word, known));
}

void refuse_unknown(const CLI::App& at, const std::string& path) {
  if (const auto rest = at.remaining(); !rest.empty()) throw usage_error{complaint_about(rest.front(), at, path)};
  for (const auto* verb : at.get_subcommands())
    refuse_unknown(*verb, (path.empty() ? "" : path + ' ') + verb->get_name());
}

/// CLI11's own sentences differ from release to release.
std::string complaint_about(const CLI::ParseError& e) {
  const std::string text = e.what();
  if (e.get_name() == "ArgumentMismatch") return text.substr(0, text.find(':')) + " needs a value.";
  if (e.get_name() == "ConversionError")
    return "A flag takes no value: " + text.substr(std::min(text.find("--"), text.size())) + '.';
  return text + '.';
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

/// Those behind "--", which only says that no options follow.
void take_operands(const words& operands, const CLI::App& verb, command_line& line) {
  if (verb.get_name() == "import") return void(line.files.insert(line.files.end(), operands.begin(), operands.end()));
  if (!operands.empty()) throw usage_error{verb.get_name() + " takes no argument \"" + operands.front() + "\"."};
}

}  // namespace

command_line parse_command_line(const std::vector<std::string>& arguments) {
  const auto dashes = std::ranges::find(arguments, "--");
  const words operands{dashes == arguments.end() ? dashes : dashes + 1, arguments.end()};
  command_line line;
  CLI::App app{"Homigo's server. VERB --help tells more of one verb.", "homigo_server"};
  describe(app, line);
  try {
    app.parse(words{std::reverse_iterator{dashes}, arguments.rend()});  // as CLI11 wants them: the last one first
  } catch (const CLI::CallForHelp&) {
    line.verb = "--help";
    line.help = app.help();
    return line;
  } catch (const CLI::ParseError& e) {
    refuse_unknown(app, {});
    throw usage_error{complaint_about(e)};
  }
  refuse_unknown(app, {});
  const auto verbs = app.get_subcommands();
  if (verbs.empty() && line.verb.empty()) throw usage_error{"A verb is needed: " + joined(verbs_of(app)) + "."};
  if (verbs.empty()) return line;
  line.verb = verbs.front()->get_name();
  take_operands(operands, *verbs.front(), line);
  const auto commands = verbs.front()->get_subcommands();
  if (!commands.empty())
    line.command = commands.front()->get_name();
  else if (const auto known = verbs_of(*verbs.front()); !known.empty())
    throw usage_error{line.verb + " needs a command: " + joined(known) + "."};
  return line;
}

}  // namespace homigo::app
