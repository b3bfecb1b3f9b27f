#include "app/command_line.hpp"

#include <boost/test/unit_test.hpp>
#include <iterator>
#include <sstream>

namespace homigo::app::command_line_test {
namespace {

using words = std::vector<std::string>;

command_line parsed(const std::string& text) {
  std::istringstream in{text};
  return parse_command_line({std::istream_iterator<std::string>{in}, {}});
}

/// What the user is told, or nothing.
std::string complaint(const std::string& text) {
  try {
    parsed(text);
  } catch (const usage_error& e) {
    return e.what();
  }
  return {};
}

BOOST_AUTO_TEST_SUITE(the_servers_command_line)

BOOST_AUTO_TEST_CASE(a_verb_takes_its_settings_in_any_order_and_the_last_file_counts) {
  const auto line = parsed("serve --set a.b=1 --config=first --config second --set c.d=2=3");
  BOOST_TEST(line.verb == "serve");
  BOOST_TEST(line.config.value() == "second");
  BOOST_TEST((line.overrides == words{"a.b=1", "c.d=2=3"}));
}

BOOST_AUTO_TEST_CASE(a_setting_may_be_empty_negative_or_a_list) {
  const auto line = parse_command_line({"serve", "--set", "log.file=", "--set", "a.b=-1", "--set", "[a,b]"});
  BOOST_TEST((line.overrides == words{"log.file=", "a.b=-1", "[a,b]"}));
}

BOOST_AUTO_TEST_CASE(commands_of_a_verb_stand_before_or_after_its_settings) {
  for (const std::string text : {"admin create --email a@b.in --config f", "admin --config f create --email a@b.in"}) {
    const auto line = parsed(text);
    BOOST_TEST((line.verb == "admin" && line.command == "create"));
    BOOST_TEST((line.email == "a@b.in" && line.config == "f"));
  }
  BOOST_TEST(parsed("config check").command == "check");
}

BOOST_AUTO_TEST_CASE(files_are_what_is_no_option_whatever_they_are_called) {
  const auto line = parsed("import --map a=b serve one.csv --map c=d --dry-run two.csv");
  BOOST_TEST((line.files == words{"serve", "one.csv", "two.csv"}));
  BOOST_TEST((line.renamed == words{"a=b", "c=d"}));
  BOOST_TEST((line.dry_run && !line.verbose && !line.place_by_city));
}

BOOST_AUTO_TEST_CASE(numbers_are_decimal_and_bounded) {
  BOOST_TEST(parsed("generate --listings 010 --seed 9223372036854775807").listings.value() == 10U);
  for (const std::string wrong : {"1e6", "0x10", "50000001", "-1", "ten"})
    BOOST_TEST(complaint("generate --listings=" + wrong) == "--listings takes a number from 0 to 50000000.", wrong);
}

BOOST_AUTO_TEST_CASE(what_is_unknown_is_named_with_the_nearest_known_word) {
  BOOST_TEST(complaint("srve") == "There is no verb \"srve\"; did you mean serve?");
  BOOST_TEST(complaint("frobnicate") == "There is no verb \"frobnicate\".");
  BOOST_TEST(complaint("serve --confg x") == "serve has no option --confg; did you mean --config?");
  BOOST_TEST(complaint("serve -config x") == "serve has no option -config; did you mean --config?");
  BOOST_TEST(complaint("import a.csv --dryrun") == "import has no option --dryrun; did you mean --dry-run?");
  BOOST_TEST(complaint("admin crate --email a@b.in") == "admin has no command \"crate\"; did you mean create?");
  BOOST_TEST(complaint("admin create --emial a@b.in") == "admin create has no option --emial; did you mean --email?");
}

BOOST_AUTO_TEST_CASE(an_option_of_another_verb_is_refused) {
  BOOST_TEST(complaint("serve --listings 3") == "serve has no option --listings.");
  BOOST_TEST(complaint("admin revoke --email a@b.in --role support") == "admin revoke has no option --role.");
  BOOST_TEST(complaint("--config f serve") == "homigo_server has no option --config; options come after the verb.");
  BOOST_TEST(complaint("import f --verbose=x").starts_with("A flag takes no value: --verbose"));
  BOOST_TEST(complaint("check now") == "check takes no argument \"now\".");
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_named) {
  BOOST_TEST(complaint("") == "A verb is needed: serve, check, config, migrate, import, generate, admin.");
  BOOST_TEST(complaint("config") == "config needs a command: check.");
  BOOST_TEST(complaint("serve --config") == "--config needs a value.");
  BOOST_TEST(complaint("serve --config x --set") == "--set needs a value.");
}

BOOST_AUTO_TEST_CASE(help_is_that_of_the_verb) {
  BOOST_TEST(parsed("--help").help.find("generate") != std::string::npos);
  const auto line = parsed("generate --help");
  BOOST_TEST(line.verb == "--help");
  BOOST_TEST(line.help.find("--listings N") != std::string::npos);
  BOOST_TEST(line.help.find("--email") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(behind_two_dashes_stand_no_options) {
  BOOST_TEST(parsed("import -- -x.csv").files == std::vector<std::string>{"-x.csv"}, boost::test_tools::per_element());
  BOOST_TEST(complaint("serve -- x") == "serve takes no argument \"x\".");
  BOOST_TEST(complaint("--").starts_with("A verb is needed"));
}

BOOST_AUTO_TEST_CASE(the_release_is_asked_for_without_a_verb) { BOOST_TEST(parsed("--version").verb == "--version"); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::app::command_line_test
