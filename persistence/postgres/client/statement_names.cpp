#include "persistence/postgres/client/statement_names.hpp"

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace homigo::postgres {
namespace {

constexpr std::size_t most_statements = 400;

class name_table {
public:
  std::optional<std::string> name_of(const std::string& sql) {
    {
      const std::shared_lock lock{mutex_};
      if (const auto known = names_.find(sql); known != names_.end()) return known->second;
      if (names_.size() >= most_statements) return std::nullopt;
    }
    const std::unique_lock lock{mutex_};
    return names_.try_emplace(sql, "homigo_" + std::to_string(names_.size())).first->second;
  }

private:
  std::shared_mutex mutex_;
  std::unordered_map<std::string, std::string> names_;
};

}  // namespace

std::optional<std::string> statement_name(const std::string& sql) {
  static name_table names;
  return names.name_of(sql);
}

}  // namespace homigo::postgres
