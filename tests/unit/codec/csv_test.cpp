#include "codec/csv.hpp"

#include <boost/test/unit_test.hpp>

#include "codec/utf8.hpp"

namespace csv_test {

using homigo::codec::csv_reader;
using homigo::codec::csv_record;
using namespace std::string_view_literals;

namespace {

using texts = std::vector<std::string>;

std::vector<csv_record> all(std::string_view text, homigo::codec::csv_limits limits = {}) {
  csv_reader reader{text, limits};
  std::vector<csv_record> records;
  while (auto record = reader.next()) records.push_back(std::move(*record));
  return records;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(records_end_with_any_line_break_and_the_last_needs_none) {
  for (const auto text : {"a,b\nc,d\n"sv, "a,b\r\nc,d"sv, "a,b\rc,d\r"sv,
                          "\xEF\xBB\xBF"
                          "a,b\n\n\nc,d"sv}) {
    const auto records = all(text);
    BOOST_TEST_REQUIRE(records.size() == 2u);
    BOOST_TEST(records[0].fields == (texts{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(records[1].fields == (texts{"c", "d"}), boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(quotes_hold_commas_quotes_and_line_breaks) {
  const auto records = all("\"a,b\",\"say \"\"yes\"\"\",\"two\r\nlines\"\nnext,,\n");
  BOOST_TEST_REQUIRE(records.size() == 2u);
  BOOST_TEST(records[0].fields == (texts{"a,b", "say \"yes\"", "two\r\nlines"}), boost::test_tools::per_element());
  BOOST_TEST(records[1].line == 3u);
  BOOST_TEST(records[1].fields == (texts{"next", "", ""}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_bad_record_costs_no_other) {
  const auto records = all("a\n\"open,1\nb\n\"x\"y\nc\nd\"e\n\xFF\nf\n");
  texts good;
  std::vector<std::size_t> bad;
  for (const auto& r : records) r.trouble.empty() ? good.push_back(r.fields.at(0)) : bad.push_back(r.line);
  BOOST_TEST(good == (texts{"a", "b", "c", "f"}), boost::test_tools::per_element());
  BOOST_TEST(bad == (std::vector<std::size_t>{2, 4, 6, 7}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_unclosed_quote_at_the_end_is_told) {
  const auto records = all("a,\"b");
  BOOST_TEST_REQUIRE(records.size() == 1u);
  BOOST_TEST(!records[0].trouble.empty());
}

BOOST_AUTO_TEST_CASE(sizes_are_bounded) {
  BOOST_TEST(!all("abcde,f", {.field_bytes = 4}).at(0).trouble.empty());
  BOOST_TEST(!all("\"abcde\",f", {.field_bytes = 4}).at(0).trouble.empty());
  BOOST_TEST(all("abcd,f", {.field_bytes = 4}).at(0).trouble.empty());
  BOOST_TEST(!all("a,b,c", {.fields = 2}).at(0).trouble.empty());
}

BOOST_AUTO_TEST_CASE(nothing_comes_of_nothing) {
  BOOST_TEST(all("").empty());
  BOOST_TEST(all("\r\n\r\n").empty());
}

BOOST_AUTO_TEST_CASE(utf8_is_checked_strictly) {
  for (const auto good : {""sv, "नमस्ते"sv, "\xF0\x9F\x8F\xA0"sv, "a\0b"sv}) BOOST_TEST(homigo::codec::is_utf8(good));
  for (const auto bad : {"\xC0\x80"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "\xE0\x80\x80"sv, "\xC3"sv, "\x80"sv})
    BOOST_TEST(!homigo::codec::is_utf8(bad));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace csv_test
