// What database.url may be: libpq's strings and URIs, everywhere alike; and what is said when it is wrong.
#include "persistence/postgres/client/conninfo.hpp"

#include <boost/test/unit_test.hpp>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include "domain/kernel/errors/unavailable.hpp"
#include "persistence/postgres/client/binary_connection.hpp"
#include "support/database.hpp"

namespace conninfo_test {

using namespace homigo;
using namespace homigo::tests;

namespace {

/// The same database as a URI: the socket's folder goes into a parameter.
std::string uri_of(const empty_database& database) {
  const auto all = database.conninfo();
  const auto value = [&](const std::string& key) {
    const auto at = all.find(key + "=");
    return at == std::string::npos ? std::string{}
                                   : all.substr(at + key.size() + 1, all.find(' ', at) - at - key.size() - 1);
  };
  return "postgresql:///" + database.name() + "?host=" + value("host") + "&port=" + value("port") +
         "&user=" + value("user");
}

std::string database_reached_by(const std::string& url) {
  const auto connection = postgres::open_connection({url, "homigo test"});
  return pqxx::nontransaction{*connection}.exec("SELECT current_database()")[0][0].c_str();
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(conninfo, empty_database)

BOOST_AUTO_TEST_CASE(a_string_and_a_uri_and_a_database_name_that_is_one_lead_to_the_same_database) {
  BOOST_TEST(database_reached_by(conninfo()) == name());
  BOOST_TEST(database_reached_by(uri_of(*this)) == name());
  BOOST_TEST(database_reached_by("dbname='" + uri_of(*this) + "'") == name());
}

BOOST_AUTO_TEST_CASE(the_feeds_binary_connection_takes_a_uri_too) {
  postgres::binary_connection connection{{uri_of(*this), "homigo test"}, "1MB"};
  std::int64_t number = 0;
  connection.query("SELECT 7::bigint WHERE $1 <> ''", "x", [&](postgres::binary_row row) { number = row.integer(); });
  BOOST_TEST(number == 7);
}

BOOST_AUTO_TEST_CASE(time_outs_are_added_unless_the_setting_names_its_own) {
  const auto plain = postgres::complete_conninfo("dbname=x", "homigo");
  BOOST_TEST(holds(plain, "connect_timeout='2'"));
  BOOST_TEST(holds(plain, "application_name='homigo'"));
  const auto own =
      postgres::complete_conninfo("postgresql://u@h/x?connect_timeout=9&application_name=theirs", "homigo");
  BOOST_TEST(holds(own, "connect_timeout='9'"));
  BOOST_TEST(holds(own, "application_name='homigo'"));
  BOOST_TEST(holds(own, "host='h'"));
}

BOOST_AUTO_TEST_CASE(odd_characters_survive) {
  const auto all = postgres::complete_conninfo("postgresql://u:p%27%5C%20w@h/x", "homigo");
  BOOST_TEST(holds(all, R"(password='p\'\\ w')"));
}

BOOST_AUTO_TEST_CASE(what_libpq_cannot_read_is_told_without_quoting_it) {
  for (const std::string url :
       {"postgresql://app:secret@[::1/x", "hostsecret", "mysql://app:secret@h/x?a=b", "secrets=1 dbname=x",
        "postgresql://app:secret@h:99999/x", "postgresql://app:secret@h/x?secret=1", "password='secret"}) {
    const auto fault = postgres::conninfo_fault(url);
    BOOST_REQUIRE_MESSAGE(fault, url);
    BOOST_TEST(fault->starts_with("database.url "), *fault);
    BOOST_TEST(!holds(*fault, "secret"), *fault);
  }
  for (const std::string url :
       {"dbname=homigo", "postgresql://u@h1:5432,h2:5433/x", "host=/run port=5432", "postgres:///x"})
    BOOST_TEST(!postgres::conninfo_fault(url), url);
}

BOOST_AUTO_TEST_CASE(a_database_that_does_not_answer_is_told_in_one_line_without_the_password) {
  for (const std::string url : {"postgresql://app:secret@127.0.0.1:1/x", "host=/nonexistent dbname=x password=secret",
                                "postgresql://app:secret@no.such.host.invalid/x"})
    BOOST_CHECK_EXCEPTION(postgres::open_connection({url, "homigo test"}), domain::unavailable, [&](const auto& e) {
      const std::string told = e.what();
      BOOST_TEST_MESSAGE(told);
      return told.starts_with("the database x at ") && !holds(told, "secret") && !holds(told, "\n") &&
             !holds(told, "connection to server");
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace conninfo_test
