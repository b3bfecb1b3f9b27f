#include "app/rotating_file.hpp"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

namespace homigo::tests::rotating_file_test {
namespace {

struct log_folder {
  log_folder() {
    char name[] = "/tmp/homigo-log.XXXXXX";
    BOOST_REQUIRE(::mkdtemp(name) != nullptr);
    folder = name;
  }
  ~log_folder() { std::filesystem::remove_all(folder); }
  std::string content(const std::string& name) const {
    std::ifstream in{folder / name};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, {}));
  }
  std::filesystem::path folder;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(rotating_file, log_folder)

BOOST_AUTO_TEST_CASE(a_full_file_is_put_aside_and_a_new_one_begun) {
  app::rotating_file file{folder / "x.log", 10, 3};
  file.append("aaaaaaaa\n");
  file.append("bbbb\n");
  BOOST_TEST(content("x.log") == "bbbb\n");
  BOOST_TEST(content("x.log.1") == "aaaaaaaa\n");
}

BOOST_AUTO_TEST_CASE(however_much_is_written_only_so_many_files_are_kept) {
  app::rotating_file file{folder / "x.log", 10, 3};
  for (int i = 0; i < 1000; ++i) file.append("line " + std::to_string(i) + "\n");
  BOOST_TEST(files() == 3U);
  BOOST_TEST(content("x.log") == "line 999\n");
  BOOST_TEST(content("x.log.2") == "line 997\n");
}

BOOST_AUTO_TEST_CASE(what_an_earlier_process_wrote_counts) {
  { app::rotating_file{folder / "x.log", 10, 2}.append("12345678\n"); }
  app::rotating_file file{folder / "x.log", 10, 2};
  file.append("next\n");
  BOOST_TEST(content("x.log") == "next\n");
  BOOST_TEST(content("x.log.1") == "12345678\n");
}

BOOST_AUTO_TEST_CASE(one_file_alone_begins_anew) {
  app::rotating_file file{folder / "x.log", 10, 1};
  file.append("aaaaaaaa\n");
  file.append("bbbb\n");
  BOOST_TEST(files() == 1U);
  BOOST_TEST(content("x.log") == "bbbb\n");
}

BOOST_AUTO_TEST_CASE(a_full_disk_throws_no_older_lines_away) {
  std::ofstream{folder / "x.log.1"} << "older\n";
  std::filesystem::create_symlink("/dev/full", folder / "x.log");
  app::rotating_file file{folder / "x.log", 10, 2};
  for (int i = 0; i < 100; ++i) file.append("12345678\n");
  BOOST_TEST(content("x.log.1") == "older\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_is_told_in_one_sentence) {
  BOOST_CHECK_EXCEPTION((app::rotating_file{folder / "none" / "x.log", 10, 2}), std::runtime_error, [&](const auto& e) {
    return std::string{e.what()} == "The log file " + (folder / "none" / "x.log").string() + " cannot be written.";
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::rotating_file_test
