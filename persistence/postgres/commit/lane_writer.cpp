#include "persistence/postgres/commit/lane_writer.hpp"

#include <spdlog/spdlog.h>

#include <poll.h>

#include <pqxx/except>
#include <pqxx/nontransaction>

#include "codec/json_reader.hpp"
#include "persistence/postgres/client/composite_writer.hpp"
#include "persistence/postgres/client/one_line.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "persistence/postgres/client/reply_deadline.hpp"
#include "persistence/postgres/commit/message_batch.hpp"
#include "persistence/postgres/commit/out_of_the_ordinary.hpp"

namespace homigo::postgres {
namespace {

using persistence::commit_outcome;
using status = commit_outcome::status;

constexpr auto any_batch = "homigo_commit_v1";
constexpr auto swipes_alone = "homigo_commit_swipes_v1";

bool starts(const std::string& state, std::string_view prefix) { return state.starts_with(prefix); }

/// A type of the batch has changed since the connection was made.
constexpr auto datatype_mismatch = "42804";

constexpr auto lock_not_available = "55P03";

/// While somebody sits on a row, whose groups want it must be found out without holding up the others.
constexpr std::chrono::milliseconds lock_wait_while_one_is_held{20};
constexpr std::chrono::seconds held_rows_are_remembered{2};

/// A connection that was used a moment ago and has nothing to say is alive.
constexpr std::chrono::seconds trusted{1};

/// What an error of PostgreSQL says about the batch, by SQLSTATE.
status meaning_of(const std::string& state) {
  if (state == datatype_mismatch) return status::rolled_back;
  if (state == "HF001") return status::fenced;
  if (state == lock_not_available) return status::locked;
  if (starts(state, "21") || starts(state, "22") || starts(state, "23") || starts(state, "42")) return status::rejected;
  return status::rolled_back;
}

commit_outcome outcome(status what, const char* cause) { return {what, {}, one_line(cause)}; }

/// Between two batches the server is silent, unless it says good-bye.
bool has_something_to_read(const pqxx::connection& connection) {
  pollfd socket{connection.sock(), POLLIN, 0};
  return ::poll(&socket, 1, 0) != 0;
}

domain::commit_report report_in(const pqxx::result& answer) {
  domain::commit_report report;
  codec::read_trusted_json(answer[0][0].c_str(), domain::descriptor<domain::commit_report>(), &report);
  return report;
}

}  // namespace

lane_writer::lane_writer(connection_options options) : options_(std::move(options)) {}
lane_writer::~lane_writer() = default;

void lane_writer::commit(domain::commit_batch batch, std::function<void(commit_outcome)> done) {
  // Copied: who is refused hears it from here.
  if (!thread_.post([this, batch = std::move(batch), done] { done(commit_any(batch)); }))
    done(outcome(status::rolled_back, "this node is stopping"));
}

commit_outcome lane_writer::commit_any(const domain::commit_batch& batch) {
  try {
    if (const auto messages = message_batch::of(batch))
      return commit_with_retries([&](pqxx::nontransaction& work) { return messages->commit(work); });
    if (domain::way_of(batch.items) == domain::commit_way::swipes_alone)
      return commit_with_retries(
          [&](pqxx::nontransaction& work) { return run_if_ordinary([&] { return call(work, swipes_alone, batch); }); });
  } catch (const out_of_the_ordinary&) {  // the other way decides
  }
  return commit_with_retries([&](pqxx::nontransaction& work) { return call(work, any_batch, batch); });
}

domain::commit_report lane_writer::call(pqxx::nontransaction& work, const char* function,
                                        const domain::commit_batch& batch) const {
  return report_in(run_prepared_with(work, function, batches_->parameter(&batch)));
}

/// A connection that died while nothing was under way must not make the next batch's outcome unknown.
bool lane_writer::is_alive() {
  if (clock::now() - last_used_ < trusted && !has_something_to_read(*connection_)) return true;
  try {
    const reply_deadline limit{connection_->sock()};
    pqxx::nontransaction{*connection_}.exec("SELECT 1");
    return true;
  } catch (const std::exception& e) {
    spdlog::info("an idle database connection was lost and is replaced: {}", one_line(e.what()));
    connection_.reset();
    return false;
  }
}

bool lane_writer::connect(commit_outcome& trouble) {
  if (connection_ && is_alive()) return true;
  if (!pace_.may_try(clock::now())) {
    trouble = outcome(status::rolled_back, "the database could not be reached a moment ago");
    return false;
  }
  try {
    connection_ = open_connection(options_);
    const reply_deadline limit{connection_->sock()};
    // Plans are kept for the life of the connection, so none may be made while a table happens to be empty.
    pqxx::nontransaction{*connection_}.exec("SET enable_seqscan = off");
    for (const auto* function : {any_batch, swipes_alone})
      connection_->prepare(function, "SELECT " + std::string{function} + "($1::commit_batch)");
    message_batch::prepare(*connection_);
    pqxx::nontransaction work{*connection_};
    batches_ = std::make_unique<composite_writer>(work, "commit_batch", domain::descriptor<domain::commit_batch>());
    lock_wait_ = options_.lock_timeout;
    pace_.succeeded();
    return true;
  } catch (const std::exception& e) {
    connection_.reset();
    pace_.failed(clock::now());
    trouble = outcome(status::rolled_back, e.what());
    return false;
  }
}

void lane_writer::limit_lock_wait(pqxx::nontransaction& work) {
  const auto wanted = clock::now() < row_held_until_ ? lock_wait_while_one_is_held : options_.lock_timeout;
  if (wanted == lock_wait_) return;
  work.exec("SET lock_timeout = " + std::to_string(wanted.count()));
  lock_wait_ = wanted;
}

commit_outcome lane_writer::commit_with_retries(const statement& run) {
  constexpr int attempts = 5;
  for (int i = 1;; ++i) {
    try {
      return commit_once(run);
    } catch (const pqxx::deadlock_detected& e) {  // an sql_error with some releases of libpqxx only
      if (i == attempts) return outcome(status::rolled_back, e.what());
    } catch (const pqxx::serialization_failure& e) {
      if (i == attempts) return outcome(status::rolled_back, e.what());
    }
  }
}

commit_outcome lane_writer::commit_once(const statement& run) {
  commit_outcome trouble;
  if (!connect(trouble)) return trouble;
  try {
    const reply_deadline limit{connection_->sock()};
    pqxx::nontransaction work{*connection_};
    limit_lock_wait(work);
    commit_outcome done{status::committed, run(work), {}};
    last_used_ = clock::now();
    return done;
  } catch (const pqxx::broken_connection& e) {
    connection_.reset();
    return outcome(status::unknown, e.what());
  } catch (const pqxx::deadlock_detected&) {
    throw;
  } catch (const pqxx::serialization_failure&) {
    throw;
  } catch (const pqxx::sql_error& e) {
    const auto what = meaning_of(e.sqlstate());
    if (what == status::locked) row_held_until_ = clock::now() + held_rows_are_remembered;
    // 57P: the server is going down and takes the connection with it.
    if (e.sqlstate().empty() || starts(e.sqlstate(), "57P") || starts(e.sqlstate(), "08") ||
        e.sqlstate() == datatype_mismatch)
      connection_.reset();
    // Without a state the connection was lost under the statement, whatever libpqxx calls it.
    return e.sqlstate().empty() ? outcome(status::unknown, e.what()) : outcome(what, e.what());
  } catch (const std::exception& e) {
    connection_.reset();
    return outcome(status::unknown, e.what());
  }
}

}  // namespace homigo::postgres
