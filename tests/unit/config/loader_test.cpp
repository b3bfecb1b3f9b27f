#include "config/loader.hpp"

#include <boost/test/unit_test.hpp>

namespace loader_test {

using namespace homigo::config;

namespace {

std::string complaint(const std::string& text) {
  settings all;
  loader from{all};
  try {
    from.read_text(text, "homigo.conf");
    from.check();
  } catch (const bad_setting& e) {
    return e.what();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(config_loader)

BOOST_AUTO_TEST_CASE(values_of_every_kind_are_read) {
  settings all;
  loader from{all};
  from.read_text(
      "# a comment\n\n environment = development\r\nproviders.mode=sandbox\ndatabase.pool_size = 16\n"
      "database.url = host=/run dbname=x\nlog.level = warn",
      "homigo.conf");
  from.check();
  BOOST_TEST((all.general.environment == environment::development));
  BOOST_TEST((all.providers.mode == provider_mode::sandbox));
  BOOST_TEST(all.database.pool_size == 16);
  BOOST_TEST(all.database.url == "host=/run dbname=x");
  BOOST_TEST((all.log.level == log_level::warn));
  BOOST_TEST(all.accounts.otp_minutes == 10);
}

BOOST_AUTO_TEST_CASE(an_override_wins) {
  settings all;
  loader from{all};
  from.read_text("accounts.otp_minutes = 5", "homigo.conf");
  from.override_with("accounts.otp_minutes=7");
  BOOST_TEST(all.accounts.otp_minutes == 7);
  BOOST_CHECK_THROW(from.override_with("accounts.otp_minutes"), bad_setting);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_told_in_one_sentence_with_its_line) {
  BOOST_TEST(complaint("\ndatabase.pool_sise = 3") ==
             "homigo.conf line 2: there is no setting \"database.pool_sise\"; did you mean \"database.pool_size\"?");
  BOOST_TEST(complaint("databse.pool_size = 3") ==
             "homigo.conf line 1: there is no section \"databse\" of settings; did you mean \"database\"?");
  BOOST_TEST(complaint("database.pool_size = many") ==
             "homigo.conf line 1: database.pool_size must be a whole number.");
  BOOST_TEST(complaint("database.pool_size = 0") ==
             "homigo.conf line 1: database.pool_size must be between 1 and 200.");
  BOOST_TEST(complaint("log.level = loud") ==
             "homigo.conf line 1: log.level must be one of trace, debug, info, warn, error.");
  BOOST_TEST(complaint("log.level") == "homigo.conf line 1: \"log.level\" is not of the form section.key = value.");
}

BOOST_AUTO_TEST_CASE(a_sandbox_is_refused_in_production) {
  BOOST_TEST(complaint("environment = production").starts_with("providers.mode = sandbox is refused"));
  BOOST_TEST(complaint("environment = development") == "");
}

BOOST_AUTO_TEST_CASE(a_setting_that_resembles_none_gets_no_suggestion) {
  BOOST_TEST(complaint("database.colour_of_the_moon = 3") ==
             "homigo.conf line 1: there is no setting \"database.colour_of_the_moon\".");
}

BOOST_AUTO_TEST_CASE(live_providers_without_a_sender_are_refused_and_each_missing_one_is_named) {
  for (const std::string where : {"production", "development"}) {
    const auto told = complaint("providers.mode = live\nenvironment = " + where);
    for (const std::string name : {"sms.provider", "email.provider", "payments.razorpay.enabled", "identity.provider"})
      BOOST_TEST(told.find(name) != std::string::npos, told);
  }
}

BOOST_AUTO_TEST_CASE(a_folder_in_the_place_of_the_file_is_told) {
  settings all;
  loader from{all};
  BOOST_CHECK_EXCEPTION(from.read_file("/tmp"), bad_setting, [](const auto& e) {
    return std::string{e.what()} == "The settings file /tmp cannot be read.";
  });
}

BOOST_AUTO_TEST_CASE(another_rooms_section_is_read_like_our_own) {
  settings all;
  database_settings second;
  loader from{all};
  from.add_section("analytics", second);
  from.override_with("analytics.pool_size = 3");
  BOOST_TEST(second.pool_size == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace loader_test
