// The verb `check`.
#include <iostream>

#include "app/configuration.hpp"
#include "app/verbs.hpp"
#include "persistence/postgres/schema/integrity.hpp"

namespace homigo::app {

int check(const command_line& line) {
  const auto settings = load_configuration(line);
  const auto found = postgres::integrity_findings(
      {settings.all.database.url, "homigo check", std::chrono::milliseconds{0}}, settings.all.sql.folder);
  for (const auto& sentence : found) std::cout << sentence << '\n';
  std::cout << (found.empty() ? "Nothing contradicts anything: the database is whole.\n" : "");
  return found.empty() ? 0 : 1;
}

}  // namespace homigo::app
