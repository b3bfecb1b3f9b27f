// The verb `admin`.
#include <iostream>
#include <stdexcept>

#include "app/configuration.hpp"
#include "app/storage.hpp"
#include "app/verbs.hpp"
#include "app/world.hpp"
#include "domain/kernel/access/operator_permission.hpp"
#include "domain/kernel/described/type_descriptor.hpp"
#include "modules/users/operators/operator_repository.hpp"
#include "modules/users/operators/operators.hpp"

namespace homigo::app {
namespace {

/// A refusal in one sentence: a wrong value is a mistake in the command line.
[[noreturn]] void refuse(const domain::failure& why) {
  if (why.errors.empty()) throw std::runtime_error{why.detail};
  throw usage_error{"--email " + why.errors.front().message + "."};
}

void tell(const std::vector<persistence::operator_repository::in_office>& all) {
  for (const auto& each : all) std::cout << each.email << "  " << each.role << "  since " << each.since << '\n';
  if (all.empty()) std::cout << "There is no operator.\n";
}

void tell(const domain::result<std::string>& token) {
  if (!token) refuse(token.error());
  std::cout << *token << '\n';
}

domain::operator_role role_of(const command_line& line) {
  domain::operator_role role = domain::operator_role::super_admin;
  if (!line.role) return role;
  const auto& known = domain::descriptor<domain::operator_role>();
  const auto ordinal = known.ordinal_of(*line.role);
  if (ordinal == domain::type_descriptor::npos)
    throw usage_error{"--role is one of super_admin, moderator, support and finance."};
  known.set_ordinal(&role, ordinal);
  return role;
}

int with_database(const command_line& line, const std::string& command) {
  const auto settings = load_configuration(line);
  world real;
  storage stored{settings.all.database, real.ids.next()};
  persistence::operator_repository rows{stored.pool};
  modules::operators operators{rows, real.ids, real.random};
  if (command == "list") {
    tell(operators.all());
  } else if (command == "revoke") {
    if (const auto done = operators.revoke(*line.email); !done) refuse(done.error());
    std::cout << *line.email << " is no operator any more.\n";
  } else if (command == "token") {
    tell(operators.renew_token(*line.email));
  } else {
    tell(operators.create(*line.email, role_of(line)));
  }
  return 0;
}

}  // namespace

int admin(const command_line& line) {
  const auto& command = line.command;
  role_of(line);  // a wrong one is told before anything is done
  if (command == "list") return with_database(line, command);
  if (!line.email) throw usage_error{"admin " + command + " needs --email ADDRESS."};
  if (const auto valid = modules::operators::validate(*line.email); !valid) refuse(valid.error());
  return command == "validate" ? 0 : with_database(line, command);
}

}  // namespace homigo::app
