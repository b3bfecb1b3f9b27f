// homigo_demo: plays tenants and hosts against a running server, over HTTP and WebSocket, and reports how it went.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <charconv>
#include <cstdio>
#include <exception>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

#include "bench/demo/casting.hpp"
#include "bench/demo/play.hpp"
#include "bench/demo/report.hpp"
#include "bench/demo/stage.hpp"

namespace homigo::demo {
namespace {

struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct options {
  std::string url;
  std::string database;  // libpq's connection string
  std::uint64_t tenants = 2000;
  std::uint64_t seed = 1;
};

constexpr auto usage = "usage: homigo_demo --url http://HOST:PORT --database CONNINFO [--tenants N] [--seed S]\n";

std::uint64_t number(const std::string& flag, const std::string& text, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value == 0 || value > most)
    throw usage_error{flag + " takes a number from 1 to " + std::to_string(most) + "."};
  return value;
}

options parse(const std::vector<std::string>& words) {
  std::map<std::string, std::string> given;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    const bool known =
        words[i] == "--url" || words[i] == "--database" || words[i] == "--tenants" || words[i] == "--seed";
    if (!known || i + 1 == words.size()) throw usage_error{words[i] + (known ? " needs a value." : " is not known.")};
    given[words[i]] = words[i + 1];
  }
  if (given["--url"].empty() || given["--database"].empty()) throw usage_error{"--url and --database are needed."};
  options out{given["--url"], given["--database"]};
  if (given.contains("--tenants")) out.tenants = number("--tenants", given["--tenants"], 100'000);
  if (given.contains("--seed")) out.seed = number("--seed", given["--seed"], 1'000'000'000);
  return out;
}

void act(stage& play, boost::asio::io_context& io) {
  std::exception_ptr failed;
  boost::asio::co_spawn(io, perform(play), [&](std::exception_ptr e) { failed = e; });
  io.run();
  if (failed) std::rethrow_exception(failed);
}

int run(const options& wanted) {
  const auto server = load::resolve_url(wanted.url);
  pqxx::connection database{wanted.database};
  const auto adverts = live_adverts(database);
  if (adverts.empty())
    throw std::runtime_error{"There are no imported listings to play on: run ./homigo import first."};
  std::cerr << adverts.size() << " listings; engaging " << wanted.tenants << " tenants\n";
  auto people = engage(database, adverts, wanted.tenants, wanted.seed);

  boost::asio::io_context io{1};
  stage play{io.get_executor(), server, people};
  const auto began = std::chrono::steady_clock::now();
  act(play, io);
  const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);

  const auto checks = check_database(database, people);
  dismiss(database, people);
  std::cout << report(play, taken, checks) << std::flush;
  return went_well(play, checks) ? 0 : 1;
}

}  // namespace
}  // namespace homigo::demo

int main(int count, char** words) {
  using namespace homigo::demo;
  try {
    return run(parse({words + 1, words + count}));
  } catch (const usage_error& e) {
    std::cerr << e.what() << '\n' << usage;
    return 2;
  } catch (const std::exception& e) {
    std::cerr << "homigo demo: " << e.what() << '\n';
    return 1;
  }
}
