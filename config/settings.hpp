// Everything an operator can set, by section; units stand in the names, defaults here and nowhere else.
#pragma once

#include <cstdint>
#include <string>

#include "domain/kernel/described/described.hpp"

namespace homigo::config {

enum class environment : std::uint8_t { development, production };
HOMIGO_DESCRIBED_ENUM(environment, development, production)

/// sandbox: nothing leaves the building. Refused in production.
enum class provider_mode : std::uint8_t { sandbox, live };
HOMIGO_DESCRIBED_ENUM(provider_mode, sandbox, live)

enum class log_level : std::uint8_t { trace, debug, info, warn, error };
HOMIGO_DESCRIBED_ENUM(log_level, trace, debug, info, warn, error)

/// Keys without a section.
struct general_settings {
  config::environment environment = config::environment::development;
};
HOMIGO_DESCRIBED(general_settings, environment)

struct sql_settings {
  std::string folder = "sql";  // holds migrations/ and functions/
};
HOMIGO_DESCRIBED(sql_settings, folder)

struct database_settings {
  std::string url = "dbname=homigo";        // libpq's connection string or URI
  std::int32_t pool_size = 8;               // connections of plain modules
  std::int32_t acquire_deadline_ms = 2000;  // wait for a free connection
  std::int32_t statement_timeout_ms = 5000;
  bool prepared_statements = true;  // off behind a pooler that does not keep them
};
HOMIGO_DESCRIBED(database_settings, url, pool_size, acquire_deadline_ms, statement_timeout_ms, prepared_statements)
constexpr auto rules_of(const database_settings*) {
  using domain::field;
  return domain::rules(field("url").length(1, 2000), field("pool_size").range(1, 200),
                       field("acquire_deadline_ms").range(1, 60'000),
                       field("statement_timeout_ms").range(100, 600'000));
}

struct accounts_settings {
  std::int32_t access_token_seconds = 3600;  // slides with use
  std::int32_t refresh_token_days = 30;      // from its last rotation
  std::int32_t refresh_grace_seconds = 30;   // a spent refresh token gives the same successor
  std::int32_t token_cache_seconds = 5;      // a logout elsewhere holds here at the latest after this
  std::int32_t token_cache_entries = 100'000;
  std::int32_t account_cache_seconds = 1800;  // what was changed elsewhere shows here at the latest after this
  std::int32_t account_cache_entries = 50'000;
  std::int32_t otp_minutes = 10;
  std::int32_t otp_attempts = 5;  // wrong tries that kill a one-time password
  std::int32_t otp_resend_seconds = 30;
  std::int32_t otp_per_recipient_hourly = 10;
  std::int32_t otp_per_address_hourly = 5000;    // mobile carriers put many people behind one address
  std::int32_t wrong_tries_per_identifier = 20;  // in 15 minutes, passwords and one-time passwords
  std::int32_t wrong_tries_per_address = 500;    // in 15 minutes
  std::int32_t password_hashes_in_parallel = 2;
  std::int32_t password_hash_wait_ms = 5000;  // for a free place among these
  std::int32_t password_memory_kib = 19'456;  // Argon2id
  std::int32_t password_passes = 2;           // Argon2id
};
HOMIGO_DESCRIBED(accounts_settings, access_token_seconds, refresh_token_days, refresh_grace_seconds,
                 token_cache_seconds, token_cache_entries, account_cache_seconds, account_cache_entries, otp_minutes,
                 otp_attempts, otp_resend_seconds, otp_per_recipient_hourly, otp_per_address_hourly,
                 wrong_tries_per_identifier, wrong_tries_per_address, password_hashes_in_parallel,
                 password_hash_wait_ms, password_memory_kib, password_passes)
constexpr auto rules_of(const accounts_settings*) {
  using domain::field;
  return domain::rules(
      field("access_token_seconds").range(60, 86'400), field("refresh_token_days").range(1, 365),
      field("refresh_grace_seconds").range(0, 300), field("token_cache_seconds").range(0, 5),
      field("token_cache_entries").range(1, 1e7), field("account_cache_seconds").range(0, 1800),
      field("account_cache_entries").range(1, 1e7), field("otp_minutes").range(1, 60),
      field("otp_attempts").range(1, 10), field("otp_resend_seconds").range(0, 3600),
      field("otp_per_recipient_hourly").range(1, 1e6), field("otp_per_address_hourly").range(1, 1e9),
      field("wrong_tries_per_identifier").range(1, 1e6), field("wrong_tries_per_address").range(1, 1e9),
      field("password_hashes_in_parallel").range(1, 64), field("password_hash_wait_ms").range(1, 60'000),
      field("password_memory_kib").range(8, 4'194'304), field("password_passes").range(1, 20));
}

struct providers_settings {
  provider_mode mode = provider_mode::sandbox;
};
HOMIGO_DESCRIBED(providers_settings, mode)

struct data_settings {
  std::string folder = "var";  // keys and photos
};
HOMIGO_DESCRIBED(data_settings, folder)
constexpr auto rules_of(const data_settings*) { return domain::rules(domain::field("folder").length(1, 1000)); }

/// console is for people, json (one object a line) for collectors.
enum class log_format : std::uint8_t { console, json };
HOMIGO_DESCRIBED_ENUM(log_format, console, json)

struct log_settings {
  log_level level = log_level::info;
  log_format format = log_format::console;
  std::string file;                  // "" = standard output
  std::int32_t file_megabytes = 64;  // then a new one is begun …
  std::int32_t files = 4;            // … and only so many are kept
  std::int32_t requests_per_second =
      100;  // lines of answered requests; of more a sample is written and the rest counted
};
HOMIGO_DESCRIBED(log_settings, level, format, file, file_megabytes, files, requests_per_second)
constexpr auto rules_of(const log_settings*) {
  using domain::field;
  return domain::rules(field("file").length(0, 1000), field("file_megabytes").range(1, 100'000),
                       field("files").range(1, 1000), field("requests_per_second").range(0, 1e6));
}

struct settings {
  general_settings general;
  sql_settings sql;
  database_settings database;
  accounts_settings accounts;
  providers_settings providers;
  data_settings data;
  log_settings log;
};

}  // namespace homigo::config
