// What may be said in a conversation: visits have a time that is to come, and belong to messages about visits.
#include <boost/test/unit_test.hpp>

#include "codec/json_reader.hpp"
#include "domain/conversations/chat.hpp"

namespace chat_test {

using namespace homigo;
using namespace std::chrono_literals;
using domain::message_request;

namespace {

const domain::instant noon = domain::instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}} + 12h;

std::string faults(const domain::result<void>& checked) {
  std::string all;
  if (!checked)
    for (const auto& e : checked.error().errors) all += e.pointer + ' ' + e.code + ';';
  return all;
}

std::string read(const std::string& visit, const std::string& type = "visit_request") {
  message_request wanted;
  return faults(codec::read_json(R"({"type":")" + type + R"(","body":"x","visit":)" + visit + "}",
                                 domain::descriptor<message_request>(), &wanted));
}

std::string time_of(domain::instant starts_at) {
  message_request wanted;
  wanted.visit = domain::visit_proposal{starts_at, {}, {}};
  return faults(domain::check_visit_time(wanted, noon));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chat)

BOOST_AUTO_TEST_CASE(a_visit_says_when_and_perhaps_how_long_and_what_for) {
  BOOST_TEST(read(R"({"starts_at":"2026-12-01T10:00:00.000Z"})") == "");
  BOOST_TEST(read(R"({"starts_at":"2026-12-01T10:00:00.000Z","duration_minutes":30,"note":"with my sister"})") == "");
  BOOST_TEST(read(R"({"starts_at":"2026-12-01T10:00:00.000Z","duration_minutes":null})", "visit_confirmation") == "");
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused_where_it_stands) {
  BOOST_TEST(read(R"("tomorrow")") == "/visit wrong_type;");
  BOOST_TEST(read("[1]") == "/visit wrong_type;");
  BOOST_TEST(read("{}") == "/visit/starts_at required;");
  BOOST_TEST(read("null") == "/visit required;");
  BOOST_TEST(read(R"({"starts_at":"tomorrow"})").find("/visit/starts_at ") == 0U);
  for (const auto* minutes : {"0", "-30", "481", "100000"})
    BOOST_TEST(read(R"({"starts_at":"2026-12-01T10:00:00.000Z","duration_minutes":)" + std::string{minutes} + "}") ==
               "/visit/duration_minutes out_of_range;");
  BOOST_TEST(read(R"({"starts_at":"2026-12-01T10:00:00.000Z","note":""})") == "/visit/note too_short;");
}

BOOST_AUTO_TEST_CASE(a_visit_belongs_to_messages_about_visits) {
  BOOST_TEST(read(R"({"starts_at":"2026-12-01T10:00:00.000Z"})", "text") == "/visit not_allowed;");
  BOOST_TEST(read("null", "visit_confirmation") == "/visit required;");
}

BOOST_AUTO_TEST_CASE(a_visit_is_to_come_and_not_years_away) {
  BOOST_TEST(time_of(noon - 10min) == "");
  BOOST_TEST(time_of(noon + std::chrono::days{180}) == "");
  BOOST_TEST(time_of(noon - 16min) == "/visit/starts_at in_the_past;");
  BOOST_TEST(time_of(noon + std::chrono::days{184}) == "/visit/starts_at too_far_ahead;");
  BOOST_TEST(faults(domain::check_visit_time({}, noon)) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace chat_test
