#include "modules/users/secrets/private_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

namespace homigo::tests::private_file_test {
namespace {

namespace fs = std::filesystem;

struct folder {
  folder() { fs::create_directory(path); }
  ~folder() { fs::remove_all(path); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{path}, fs::directory_iterator{}));
  }

  fs::path path = fs::temp_directory_path() / ("homigo_private_file_" + std::to_string(::getpid()));
  fs::path place = path / "tokens.csv";
  /// Where the file stands until it is kept.
  fs::path aside = place.string() + "." + std::to_string(::getpid());
};

std::string text_of(const fs::path& place) {
  std::ifstream in{place};
  return {std::istreambuf_iterator<char>{in}, {}};
}

mode_t mode_of(const fs::path& place) {
  struct stat facts {};
  BOOST_REQUIRE(::stat(place.c_str(), &facts) == 0);
  return facts.st_mode & 0777;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(private_file, folder)

BOOST_AUTO_TEST_CASE(what_is_kept_replaces_what_was_there_and_is_for_its_owner_alone) {
  std::ofstream{place} << "old";
  fs::permissions(place, fs::perms::all);
  {
    modules::private_file file{place};
    file.write("new ");
    file.write("text");
    BOOST_TEST(text_of(place) == "old");
    file.keep();
  }
  BOOST_TEST(text_of(place) == "new text");
  BOOST_TEST(mode_of(place) == 0600U);
  BOOST_TEST(files() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_not_kept_leaves_nothing_behind) {
  std::ofstream{place} << "old";
  { modules::private_file{place}.write("half"); }
  BOOST_TEST(text_of(place) == "old");
  BOOST_TEST(files() == 1U);
}

BOOST_AUTO_TEST_CASE(a_file_that_somebody_laid_in_the_way_is_not_written_to) {
  std::ofstream{aside} << "open to all";
  fs::permissions(aside, fs::perms::all);
  fs::create_hard_link(aside, path / "kept_by_somebody");
  modules::private_file file{place};
  file.write("secret");
  BOOST_TEST(mode_of(aside) == 0600U);
  BOOST_TEST(text_of(path / "kept_by_somebody") == "open to all");
}

BOOST_AUTO_TEST_CASE(a_folder_that_does_not_exist_is_told) {
  BOOST_CHECK_THROW(modules::private_file{path / "missing" / "tokens.csv"}, std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::private_file_test
