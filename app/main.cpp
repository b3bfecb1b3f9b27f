// The server binary: finds the verb, and turns every failure into one sentence and an exit code.
#include <sodium.h>

#include <boost/system/system_error.hpp>
#include <iostream>
#include <map>

#include "app/server.hpp"
#include "app/verbs.hpp"
#include "config/loader.hpp"
#include "domain/kernel/errors/unavailable.hpp"
#include "persistence/postgres/schema/migrator.hpp"

namespace {

// sysexits.h
constexpr int bad_usage = 64;
constexpr int bad_schema = 65;
constexpr int unavailable = 69;
constexpr int bad_configuration = 78;

int told(const std::exception& e, int code) {
  std::cerr << "homigo_server: " << e.what() << '\n';
  return code;
}

int run(const homigo::app::command_line& line) {
  using namespace homigo::app;
  static const std::map<std::string, int (*)(const command_line&)> verbs{{"serve", serve},
                                                                         {"migrate", migrate},
                                                                         {"import", import},
                                                                         {"generate", generate},
                                                                         {"admin", admin},
                                                                         {"check", check},
                                                                         {"config", check_configuration},
                                                                         {"--help", tell_help},
                                                                         {"--version", tell_version}};
  return verbs.at(line.verb)(line);
}

}  // namespace

int main(int count, char** words) {
  if (sodium_init() < 0) return 1;
  try {
    return run(homigo::app::parse_command_line({words + 1, words + count}));
  } catch (const homigo::app::usage_error& e) {
    return told(e, bad_usage);
  } catch (const homigo::config::bad_setting& e) {
    return told(e, bad_configuration);
  } catch (const homigo::postgres::schema_error& e) {
    return told(e, bad_schema);
  } catch (const homigo::app::start_refused& e) {
    return told(e, unavailable);
  } catch (const homigo::domain::unavailable& e) {
    return told(e, unavailable);
  } catch (const boost::system::system_error& e) {
    return told(e, unavailable);
  } catch (const std::exception& e) {
    return told(e, 1);
  }
}
