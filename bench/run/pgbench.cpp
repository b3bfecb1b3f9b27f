#include "bench/run/pgbench.hpp"

#include <charconv>
#include <fstream>
#include <pqxx/connection>
#include <pqxx/nontransaction>
#include <pqxx/result>
#include <sstream>
#include <stdexcept>

#include "bench/run/child_process.hpp"
#include "bench/run/stage.hpp"

namespace homigo::bench {
namespace {

double number_after(const std::string& text, std::string_view words) {
  const auto at = text.find(words);
  if (at == text.npos) throw std::runtime_error{"pgbench said something unexpected: " + text};
  return std::stod(text.substr(at + words.size()));
}

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream{path}.rdbuf();
  return text.str();
}

}  // namespace

pgbench_run run_pgbench(const options& wanted, const std::string& conninfo, const std::vector<std::string>& scripts,
                        int clients, std::uint64_t seconds, const std::vector<std::string>& variables) {
  std::vector<std::string> arguments{
      "-n", "-M", "prepared", "-c", std::to_string(clients), "-j", "1", "-T", std::to_string(seconds)};
  for (const auto& script : scripts) arguments.insert(arguments.end(), {"-f", script});
  for (const auto& variable : variables) arguments.insert(arguments.end(), {"-D", variable});
  arguments.push_back(conninfo);
  const auto said = output_of(wanted.pgbench, arguments);
  return {number_after(said, "tps = "), number_after(said, "latency average = ")};
}

void prepare_baseline(const options& wanted) {
  const auto schema = text_of(wanted.folder + "/baseline/schema.sql");
  if (schema.empty()) throw std::runtime_error{wanted.folder + "/baseline/schema.sql cannot be read."};
  pqxx::connection database{wanted.baseline};
  pqxx::nontransaction work{database};
  const auto mark = "made of " + std::to_string(std::hash<std::string>{}(schema));
  if (work.exec("SELECT coalesce(obj_description(to_regclass('swipe_actions')), '')")[0][0].c_str() == mark) return;
  tell("making the baselines' tables");
  work.exec(schema);
  work.exec("COMMENT ON TABLE swipe_actions IS '" + mark + "'");
  work.exec("VACUUM ANALYZE");
}

}  // namespace homigo::bench
