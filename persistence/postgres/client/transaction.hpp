// Runs a piece of work in one transaction on a pooled connection, with the retries that are always safe.
#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <pqxx/result>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include "domain/kernel/function_ref.hpp"
#include "persistence/postgres/client/parameter.hpp"

namespace pqxx {
class transaction_base;
}

namespace homigo::postgres {

class connection_pool;

/// What a piece of work may do. Lives on the stack of database::write or database::read only.
class transaction {
public:
  /// Statements are prepared whose names are not among `prepared` yet, and none where it is null.
  explicit transaction(pqxx::transaction_base& base, std::unordered_set<std::string>* prepared = nullptr)
      : base_(base), prepared_(prepared) {}
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;

  /// `sql` is one statement with $1, $2 …
  pqxx::result query(const std::string& sql, std::initializer_list<parameter> parameters = {});
  /// The number of rows written.
  std::size_t execute(const std::string& sql, std::initializer_list<parameter> parameters = {});
  /// For searches with parts that may be left out: the statements that follow are planned for their parameters, each
  /// time anew.
  void plan_for_parameters();
  /// COPY: many rows at the least cost. Every row has a value for each of `columns`.
  void copy(const std::string& table, const std::vector<std::string>& columns,
            const std::vector<std::vector<parameter>>& rows);

private:
  pqxx::transaction_base& base_;
  std::unordered_set<std::string>* const prepared_;
};

/// Thread-safe. The work may run more than once, so it must touch nothing but its transaction and its own result.
/// Trouble that is no business outcome throws: domain::unavailable with database_unavailable (nothing happened),
/// overloaded (no connection free) or outcome_unknown (the connection was lost during the commit);
/// pqxx::sql_error for what is a programming error or a constraint the caller expects.
class database {
public:
  explicit database(connection_pool& pool) : pool_(pool) {}

  /// Read committed. Serialization failures and deadlocks are tried again, five times in all; a connection found
  /// dead before the commit was sent is replaced once, unless it was silent for as long as a statement may run.
  template <class Work>
  auto write(Work&& work) {
    return collect(mode::write, work);
  }
  /// Read-only: every statement sees the same snapshot.
  template <class Work>
  auto read(Work&& work) {
    return collect(mode::read, work);
  }
  /// One statement that reads, for which a snapshot of its own is enough: nothing is said before and after it.
  pqxx::result query(const std::string& sql, std::initializer_list<parameter> parameters = {});

private:
  enum class mode { statement, read, write };

  template <class Work>
  std::invoke_result_t<Work&, transaction&> collect(mode how, Work& work) {
    using answer = std::invoke_result_t<Work&, transaction&>;
    if constexpr (std::is_void_v<answer>) {
      run(how, work);
    } else {
      std::optional<answer> out;
      run(how, [&](transaction& t) { out.emplace(work(t)); });
      return std::move(*out);
    }
  }
  void run(mode how, domain::function_ref<void(transaction&)> work);
  bool is_worth_another_try(std::chrono::steady_clock::time_point began) const;
  void run_once(mode how, domain::function_ref<void(transaction&)> work);

  connection_pool& pool_;
};

}  // namespace homigo::postgres
