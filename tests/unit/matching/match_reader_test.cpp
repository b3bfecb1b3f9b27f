#include "modules/matching/routes/match_reader.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>
#include <future>
#include <map>
#include <stdexcept>
#include <thread>

#include "gateways/system/system_sources.hpp"
#include "http/pipeline/worker_pool.hpp"
#include "modules/matching/matches.hpp"

namespace homigo::http::match_reader_test {
namespace {

using domain::uuid;

uuid id(std::uint8_t n) {
  uuid out{};
  out.data[15] = n;
  return out;
}

/// Knows the matches of the person 1; waits in its first read until it is let go.
class slow_reads final : public persistence::match_reads {
public:
  std::promise<void> started, go;
  std::vector<std::size_t> sizes;
  bool fails_after_first = false;

  std::vector<std::optional<persistence::match_seen>> matches(std::span<const persistence::match_viewer> wanted,
                                                              domain::instant) override {
    sizes.push_back(wanted.size());
    if (sizes.size() == 1) started.set_value(), go.get_future().wait();
    if (fails_after_first && sizes.size() > 1) throw std::runtime_error{"no database"};
    std::vector<std::optional<persistence::match_seen>> out(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (wanted[i].user_id == id(1)) out[i].emplace().match.match_id = wanted[i].match_id;
    return out;
  }
  persistence::slice<persistence::match_seen> matches_of(const uuid&, const std::optional<domain::keyset>&, std::size_t,
                                                         domain::instant) override {
    throw std::logic_error{"not asked"};
  }
  std::vector<domain::received_like> likes(std::span<const uuid>, const uuid&, domain::instant) override {
    throw std::logic_error{"not asked"};
  }
  std::optional<persistence::swipe_facts> swipe_of(const uuid&) override { throw std::logic_error{"not asked"}; }
  std::optional<persistence::match_facts> match_parties(const uuid&) override { throw std::logic_error{"not asked"}; }
};

/// What each question came to: "threw", a code, or the identifier that the JSON begins with.
struct reading {
  slow_reads reads;
  gateways::system_clock clock;
  modules::matches matches{reads, clock};
  boost::asio::io_context io;
  worker_pool workers{1, 1};
  match_reader reader{workers, matches};
  std::map<std::uint8_t, std::string> came;

  void ask(std::uint8_t match, std::uint8_t person) {
    boost::asio::co_spawn(
        io, reader.one(id(match), id(person)),
        [this, match](std::exception_ptr thrown, domain::result<std::string> json) {
          came[match] = thrown ? "threw" : json ? json->substr(0, 51) : std::string{to_string(json.error().code)};
        });
    io.poll(), io.restart();
  }
  void finish() {
    reads.go.set_value();
    io.run();
  }
  static std::string json_of(std::uint8_t match) { return "{\"match_id\":\"" + domain::to_string(id(match)) + "\","; }
};

BOOST_FIXTURE_TEST_SUITE(http_match_reader, reading)

BOOST_AUTO_TEST_CASE(what_is_asked_during_a_read_is_read_together_and_each_gets_its_own) {
  ask(1, 1);
  reads.started.get_future().wait();
  for (const std::uint8_t match : {2, 3, 4}) ask(match, match == 3 ? 9 : 1);
  finish();
  BOOST_TEST(reads.sizes == (std::vector<std::size_t>{1, 3}), boost::test_tools::per_element());
  for (const std::uint8_t match : {1, 2, 4}) BOOST_TEST(came[match] == json_of(match));
  BOOST_TEST(came[3] == "not_found");
}

BOOST_AUTO_TEST_CASE(a_failed_read_fails_those_who_wait_for_it_alone) {
  reads.fails_after_first = true;
  ask(1, 1);
  reads.started.get_future().wait();
  ask(2, 1);
  finish();
  BOOST_TEST(came[1] == json_of(1));
  BOOST_TEST(came[2] == "threw");
  reads.fails_after_first = false;
  io.restart();
  ask(3, 1);
  io.run();
  BOOST_TEST(came[3] == json_of(3));
}

BOOST_AUTO_TEST_CASE(a_full_queue_of_workers_refuses_and_does_not_keep_the_next_from_asking) {
  std::promise<void> busy, gate;
  BOOST_REQUIRE(workers.submit([&] { busy.set_value(), gate.get_future().wait(); }));
  busy.get_future().wait();
  BOOST_REQUIRE(workers.submit([] {}));
  ask(1, 1);
  io.run();
  BOOST_TEST(came[1] == "overloaded");
  gate.set_value();
  reads.go.set_value();
  io.restart();
  while (came[2] != json_of(2)) {
    ask(2, 1);
    io.run();
    io.restart();
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::match_reader_test
