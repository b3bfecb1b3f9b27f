#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>

#include "gateways/system/system_sources.hpp"
#include "modules/users/secrets/password_hasher.hpp"
#include "modules/users/secrets/server_secrets.hpp"
#include "modules/users/secrets/token.hpp"
#include "modules/users/sign_in/sign_in_ticket.hpp"

namespace secrets_test {

using namespace homigo;
using namespace homigo::modules;
namespace fs = std::filesystem;

namespace {

struct world {
  gateways::system_random random;
  server_secrets secrets{secret_key{1}};
  fs::path folder = fs::temp_directory_path() / ("homigo_secrets_test_" + std::to_string(::getpid()));
  ~world() { fs::remove_all(folder); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account_secrets, world)

BOOST_AUTO_TEST_CASE(a_sealed_message_opens_with_its_key_only) {
  auto box = secrets.seal_message("123456", random);
  BOOST_TEST(secrets.unseal_message(box).value() == "123456");
  BOOST_TEST(!server_secrets{secret_key{2}}.unseal_message(box).has_value());
  box.back() ^= 1;
  BOOST_TEST(!secrets.unseal_message(box).has_value());
  BOOST_TEST(!secrets.unseal_message({}).has_value());
}

BOOST_AUTO_TEST_CASE(the_same_message_is_sealed_differently_each_time) {
  BOOST_TEST((secrets.seal_message("123456", random) != secrets.seal_message("123456", random)));
}

BOOST_AUTO_TEST_CASE(tickets_open_until_they_expire_and_are_no_messages) {
  const domain::instant now{std::chrono::hours{1}};
  const sign_in_ticket ticket{sign_in_ticket::subject::account, domain::uuid{}, now + std::chrono::minutes{10}};
  const auto text = sealed(ticket, secrets, random);
  BOOST_TEST(text.size() == 87U);
  BOOST_TEST((opened(text, secrets, now)->what == sign_in_ticket::subject::account));
  BOOST_TEST(!opened(text, secrets, ticket.expires_at).has_value());
  BOOST_TEST(!opened(text, server_secrets{secret_key{2}}, now).has_value());
  BOOST_TEST(!opened("no ticket", secrets, now).has_value());
}

BOOST_AUTO_TEST_CASE(a_persons_token_is_no_operators_however_it_begins) {
  BOOST_TEST(is_operator_token(make_operator_token(random)));
  BOOST_TEST(!is_operator_token("op_" + make_token(random).substr(3)));
  BOOST_TEST(!is_operator_token("op_"));
}

BOOST_AUTO_TEST_CASE(purposes_of_a_keyed_hash_do_not_mix) {
  BOOST_TEST((secrets.keyed_hash("a", "bc") == secrets.keyed_hash("a", "bc")));
  BOOST_TEST((secrets.keyed_hash("a", "bc") != secrets.keyed_hash("ab", "c")));
  BOOST_TEST((secrets.keyed_hash("a", "b") != server_secrets{secret_key{2}}.keyed_hash("a", "b")));
}

BOOST_AUTO_TEST_CASE(the_key_file_is_made_once_and_for_its_owner_alone) {
  const auto file = folder / "server.key";
  const auto made = load_or_make_key(file, random);
  BOOST_TEST((load_or_make_key(file, random) == made));
  struct stat status {};
  BOOST_REQUIRE(::stat(file.c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777) == 0600u);
}

BOOST_AUTO_TEST_CASE(a_damaged_key_file_is_refused) {
  fs::create_directories(folder);
  std::ofstream{folder / "server.key"} << "short";
  BOOST_CHECK_THROW(load_or_make_key(folder / "server.key", random), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(tokens_are_long_texts_fit_for_a_header_and_never_alike) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto token = make_token(random);
    BOOST_TEST(token.size() == 43);
    BOOST_TEST(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
               token.npos);
    BOOST_TEST(seen.insert(token).second);
  }
}

BOOST_AUTO_TEST_CASE(a_password_matches_its_hash_and_nobodys_hash_matches_nothing) {
  config::accounts_settings cheap;
  cheap.password_memory_kib = 8;
  cheap.password_passes = 1;
  metrics::registry metrics;
  password_hasher hasher{cheap, metrics};
  const auto hash = hasher.hash("correct horse");
  BOOST_TEST(hash.starts_with("$argon2id$"));
  BOOST_TEST(hasher.verify(hash, "correct horse"));
  BOOST_TEST(!hasher.verify(hash, "wrong horse"));
  BOOST_TEST(!hasher.verify({}, "nobody's password"));
  BOOST_TEST(metrics.text().find("\nhomigo_password_hashes_total 4\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(octets_drawn_ahead_come_once_in_pieces_of_every_size) {
  gateways::random_ahead ahead;
  std::set<std::vector<std::uint8_t>> seen;
  for (std::size_t size = 10; size < 700; size += 3) {
    std::vector<std::uint8_t> piece(size);
    ahead.fill(piece);
    piece.resize(10);
    BOOST_TEST(seen.insert(piece).second);
  }
}

BOOST_AUTO_TEST_CASE(identifiers_grow_within_one_millisecond) {
  struct : domain::clock {
    domain::instant now() const override { return domain::instant{std::chrono::milliseconds{1'790'000'000'000}}; }
  } stopped;
  gateways::time_ordered_ids ids{stopped, random};
  auto last = ids.next();
  for (int i = 0; i < 1000; ++i) {
    const auto next = ids.next();
    BOOST_TEST((last < next));
    last = next;
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace secrets_test
