// People and postings put straight into a database of their own, for modules that work on what is there already.
#pragma once

#include <filesystem>
#include <string>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "gateways/system/system_sources.hpp"
#include "support/database.hpp"

namespace homigo::tests {

/// A folder that is gone after the test.
class temporary_folder {
public:
  temporary_folder();
  ~temporary_folder();
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  /// Regular files below it.
  std::size_t count_files() const;

private:
  std::filesystem::path path_;
};

class settable_clock final : public domain::clock {
public:
  domain::instant at = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
  domain::instant now() const override { return at; }
};

struct posting_world {
  migrated_database database;
  settable_clock clock;
  gateways::system_random random;
  gateways::time_ordered_ids ids{clock, random};
  temporary_folder folder;

  domain::uuid make_user(int number);
  /// A listing of `host` in this status, without photos.
  domain::uuid make_listing(const domain::uuid& host, const std::string& status = "draft");
  domain::uuid make_requirement(const domain::uuid& tenant);
  /// The first value of a query as text.
  std::string value(const std::string& sql) const { return database.execute(sql); }
};

/// `id` as a literal of SQL.
std::string literal(const domain::uuid& id);

}  // namespace homigo::tests
