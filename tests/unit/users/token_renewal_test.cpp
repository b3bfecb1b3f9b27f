#include "modules/users/sessions/token_renewal.hpp"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <map>
#include <stdexcept>

#include "domain/kernel/errors/unavailable.hpp"
#include "modules/users/caches/token_cache.hpp"
#include "modules/users/secrets/token.hpp"
#include "modules/users/sessions/session_reader.hpp"

namespace token_renewal_test {

using namespace homigo;
using namespace homigo::modules;
using namespace std::chrono_literals;

namespace {

/// A table of sessions in good standing; what is erased from it was revoked, or its account suspended.
class session_table final : public persistence::session_repository {
public:
  std::optional<persistence::live_session> find(const domain::bytes& access_hash, domain::instant now) override {
    const auto found = rows.find(access_hash);
    if (found == rows.end() || found->second.access_expires_at <= now) return std::nullopt;
    return found->second;
  }

  std::vector<persistence::live_session> find_all(std::span<const domain::bytes> access_hashes,
                                                  domain::instant now) override {
    reads.push_back(access_hashes.size());
    std::vector<persistence::live_session> out;
    for (const auto& hash : access_hashes)
      if (auto session = find(hash, now)) out.push_back(std::move(*session));
    if (meanwhile) meanwhile();
    return out;
  }

  domain::token_fault fault_of(const domain::bytes&, domain::instant) override { return domain::token_fault::unknown; }

  void extend(std::span<const domain::uuid> session_ids, domain::instant access_expires_at,
              domain::instant now) override {
    extensions.push_back(session_ids.size());
    for (auto& [hash, session] : rows) {
      if (std::ranges::find(session_ids, session.who.session_id) == session_ids.end()) continue;
      session.access_expires_at = access_expires_at;
      session.last_used_at = now;
    }
  }

  void add(const domain::uuid&, const persistence::new_session&) override { throw std::logic_error("not asked for"); }
  persistence::rotation rotate(const domain::bytes&, const persistence::successor&, domain::instant) override {
    throw std::logic_error("not asked for");
  }
  void revoke(const domain::uuid&, persistence::revocation, domain::instant) override {}
  void revoke_all(const domain::uuid&, persistence::revocation, domain::instant) override {}
  void erase_expired(domain::instant) override {}

  std::map<domain::bytes, persistence::live_session> rows;
  std::vector<std::size_t> reads;       // tokens in each statement
  std::vector<std::size_t> extensions;  // sessions in each statement
  std::function<void()> meanwhile;      // after the rows were read, before they are handed over
};

struct by_hand final : domain::clock {
  domain::instant now() const override { return at; }
  domain::instant at{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
};

struct one_node {
  by_hand clock;
  session_table table;
  token_cache cache{5s, 1'000'000};
  session_reader reader{table, 1h};
  token_renewal renewal{clock, cache, reader};

  static domain::bytes hash(int number) { return token_hash(std::to_string(number)); }

  static domain::principal person(int number) {
    domain::principal who;
    who.user_id.data[14] = who.session_id.data[14] = static_cast<std::uint8_t>(number >> 8);
    who.user_id.data[15] = who.session_id.data[15] = static_cast<std::uint8_t>(number);
    return who;
  }

  /// As the first request does.
  void look_up(int number) {
    const auto read = cache.begin_read();
    const auto session = reader.find(hash(number), clock.at).value();
    cache.remember(hash(number), session.who, session.access_expires_at, clock.at, read);
  }
  void sign_in(int number) {
    table.rows[hash(number)] = {hash(number), person(number), clock.at + 1h, clock.at};
    look_up(number);
  }
  bool use(int number) { return cache.find(hash(number), clock.at).has_value(); }
  void run_after(std::chrono::milliseconds time) {
    clock.at += time;
    renewal.run();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_renewals, one_node)

BOOST_AUTO_TEST_CASE(a_token_in_use_is_renewed_by_one_statement_before_it_lapses) {
  sign_in(1);
  sign_in(2);
  BOOST_TEST((renewal.pace() == 1s));
  for (int second = 1; second <= 12; ++second) {
    BOOST_TEST_REQUIRE(use(1));
    BOOST_TEST_REQUIRE(use(2));
    run_after(renewal.pace());
  }
  BOOST_TEST((table.reads == std::vector<std::size_t>{2, 2, 2, 2}));
  BOOST_TEST(table.extensions.empty());
}

BOOST_AUTO_TEST_CASE(an_idle_token_is_not_read_and_lapses) {
  sign_in(1);
  sign_in(2);
  clock.at += 1s;
  BOOST_TEST(use(1));
  for (int second = 2; second <= 5; ++second) run_after(1s);
  BOOST_TEST(use(1));
  BOOST_TEST(!use(2));
  for (int second = 6; second <= 10; ++second) run_after(1s);
  BOOST_TEST((table.reads == std::vector<std::size_t>{1, 1}));
}

BOOST_AUTO_TEST_CASE(a_token_lapses_five_seconds_after_the_database_was_read_and_not_after_its_answer) {
  sign_in(1);
  BOOST_TEST(use(1));
  table.meanwhile = [this] { clock.at += 2s; };
  run_after(4s);
  clock.at += 3s - 1ms;
  BOOST_TEST(use(1));
  clock.at += 1ms;
  BOOST_TEST(!use(1));
}

BOOST_AUTO_TEST_CASE(what_was_revoked_in_the_database_stops_at_the_renewal_and_others_go_on) {
  sign_in(1);
  sign_in(2);
  BOOST_TEST((use(1) && use(2)));
  table.rows.erase(hash(1));
  run_after(3s);
  BOOST_TEST(!use(1));
  BOOST_TEST(use(2));
}

BOOST_AUTO_TEST_CASE(a_token_at_its_end_is_not_renewed_beyond_it) {
  sign_in(1);
  BOOST_TEST(use(1));
  table.rows[hash(1)].access_expires_at = clock.at + 6s;
  run_after(4s);
  clock.at += 2s - 1ms;
  BOOST_TEST(use(1));
  clock.at += 1ms;
  BOOST_TEST(!use(1));
}

BOOST_AUTO_TEST_CASE(a_sign_out_during_the_reading_wins_and_holds_up_no_other) {
  sign_in(1);
  sign_in(2);
  BOOST_TEST((use(1) && use(2)));
  table.meanwhile = [this] { cache.forget_session(person(1).session_id); };
  run_after(4s);
  clock.at += 2s;
  BOOST_TEST(!use(1));
  BOOST_TEST(use(2));
}

BOOST_AUTO_TEST_CASE(what_a_request_has_read_meanwhile_is_newer_than_the_batch) {
  sign_in(1);
  sign_in(2);
  BOOST_TEST((use(1) && use(2)));
  const auto second = table.rows.extract(hash(2));
  table.meanwhile = [&] {
    table.rows[second.key()] = second.mapped();
    table.rows[hash(1)].who.user_type = domain::user_type::host;
    look_up(1);
    look_up(2);
  };
  run_after(4s);
  BOOST_TEST((cache.find(hash(1), clock.at)->user_type == domain::user_type::host));
  BOOST_TEST(use(2));
}

BOOST_AUTO_TEST_CASE(more_than_one_statement_takes_goes_on_with_the_next) {
  constexpr int people = token_renewal::statement_limit + 10;
  for (int i = 0; i < people; ++i) {
    sign_in(i);
    BOOST_TEST_REQUIRE(use(i));
  }
  run_after(4s);
  BOOST_TEST((table.reads == std::vector<std::size_t>{token_renewal::statement_limit, 10}));
  clock.at += 2s;
  for (int i = 0; i < people; ++i) BOOST_TEST_REQUIRE(use(i));
}

BOOST_AUTO_TEST_CASE(ends_slide_once_a_minute_with_one_statement_for_all) {
  sign_in(1);
  sign_in(2);
  for (int second = 1; second <= 130; ++second) {
    BOOST_TEST_REQUIRE((use(1) && use(2)));
    run_after(1s);
  }
  BOOST_TEST((table.extensions == std::vector<std::size_t>{2, 2}));
  BOOST_TEST((table.rows[hash(1)].access_expires_at == table.rows[hash(1)].last_used_at + 1h));
}

BOOST_AUTO_TEST_CASE(an_end_that_slides_holds_for_the_renewed_token) {
  sign_in(1);
  BOOST_TEST(use(1));
  table.rows[hash(1)].access_expires_at = clock.at + 5s;
  table.rows[hash(1)].last_used_at = clock.at - 1min;
  run_after(4s);
  clock.at += 3s;
  BOOST_TEST(use(1));
}

BOOST_AUTO_TEST_CASE(a_failing_database_leaves_tokens_to_lapse_and_the_next_run_tries_again) {
  sign_in(1);
  sign_in(2);
  BOOST_TEST(use(1));
  table.meanwhile = [] { throw domain::unavailable{domain::errc::database_unavailable, "away"}; };
  BOOST_CHECK_THROW(run_after(3s), domain::unavailable);
  table.meanwhile = {};
  run_after(1s);
  clock.at += 1s;
  BOOST_TEST(use(1));
  BOOST_TEST(!use(2));
  table.meanwhile = [] { throw domain::unavailable{domain::errc::database_unavailable, "away"}; };
  BOOST_CHECK_THROW(run_after(3s), domain::unavailable);
  clock.at += 1s;
  BOOST_TEST(!use(1));
}

BOOST_AUTO_TEST_CASE(tokens_of_operators_are_left_to_their_own_look_up) {
  auto who = person(1);
  who.is_operator = true;
  cache.remember(hash(1), who, domain::instant::max(), clock.at, cache.begin_read());
  BOOST_TEST(use(1));
  run_after(4s);
  BOOST_TEST(use(1));
  BOOST_TEST(table.reads.empty());
  run_after(1s);
  BOOST_TEST(!use(1));
}

BOOST_AUTO_TEST_CASE(without_a_cache_there_is_nothing_to_renew) {
  token_cache none{0s, 1000};
  token_renewal idle{clock, none, reader};
  BOOST_TEST((idle.pace() == 0ms));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace token_renewal_test
