#include "app/configuration.hpp"

#include "config/loader.hpp"
#include "http/client_address.hpp"
#include "http/cors.hpp"

namespace homigo::app {

configuration load_configuration(const command_line& line) {
  configuration c;
  c.all.sql.folder = HOMIGO_SQL_FOLDER;
  config::loader loader{c.all};
  loader.add_section("http", c.http);
  loader.add_section("actors", c.actors);
  loader.add_section("feed", c.feed);
  if (line.config) loader.read_file(*line.config);
  for (const auto& assignment : line.overrides) loader.override_with(assignment);
  loader.check();
  if (const auto wrong = http::cors_policy::complaint(c.http.cors_origins); !wrong.empty())
    throw config::bad_setting{wrong};
  if (const auto wrong = http::address_list::complaint(c.http.trusted_proxies); !wrong.empty())
    throw config::bad_setting{wrong};
  return c;
}

}  // namespace homigo::app
