#include "persistence/postgres/lane_writer.hpp"

#include <spdlog/spdlog.h>

#include <pqxx/except>
#include <pqxx/nontransaction>

#include "codec/json_reader.hpp"
#include "persistence/postgres/composite_writer.hpp"
#include "persistence/postgres/message_batch.hpp"
#include "persistence/postgres/reply_deadline.hpp"

namespace homigo::postgres {
namespace {

using persistence::commit_outcome;
using status = commit_outcome::status;

constexpr auto any_batch = "homigo_commit";

bool starts(const std::string& state, std::string_view prefix) { return state.starts_with(prefix); }

/// A type of the batch has changed since the connection was made.
constexpr auto datatype_mismatch = "42804";

/// What an error of PostgreSQL says about the batch, by SQLSTATE.
status meaning_of(const std::string& state) {
  if (state == datatype_mismatch) return status::rolled_back;
  if (state == "HF001") return status::fenced;
  if (starts(state, "21") || starts(state, "22") || starts(state, "23") || starts(state, "42")) return status::rejected;
  return status::rolled_back;
}

commit_outcome outcome(status what, const char* cause) { return {what, {}, cause}; }

domain::commit_report report_in(const pqxx::result& answer) {
  domain::commit_report report;
  codec::read_trusted_json(answer[0][0].c_str(), domain::descriptor<domain::commit_report>(), &report);
  return report;
}

}  // namespace

lane_writer::lane_writer(connection_options options) : options_(std::move(options)) {}
lane_writer::~lane_writer() = default;

void lane_writer::commit(domain::commit_batch batch, std::function<void(commit_outcome)> done) {
  thread_.post([this, batch = std::move(batch), done = std::move(done)] { done(commit_any(batch)); });
}

commit_outcome lane_writer::commit_any(const domain::commit_batch& batch) {
  if (const auto messages = message_batch::of(batch)) {
    try {
      return commit_with_retries([&](pqxx::nontransaction& work) { return messages->commit(work); });
    } catch (const message_batch::out_of_the_ordinary&) {  // the other way decides
    }
  }
  return commit_with_retries([&](pqxx::nontransaction& work) {
    return report_in(work.exec_prepared(any_batch, batches_->parameter(&batch)));
  });
}

bool lane_writer::connect(commit_outcome& trouble) {
  if (connection_) return true;
  try {
    connection_ = open_connection(options_);
    // Plans are kept: none may be made for a table that was empty that day.
    connection_->set_variable("enable_seqscan", "off");
    connection_->prepare(any_batch, "SELECT homigo_commit($1::commit_batch)");
    message_batch::prepare(*connection_);
    pqxx::nontransaction work{*connection_};
    batches_ = std::make_unique<composite_writer>(work, "commit_batch", domain::descriptor<domain::commit_batch>());
    return true;
  } catch (const std::exception& e) {
    connection_.reset();
    trouble = outcome(status::rolled_back, e.what());
    return false;
  }
}

commit_outcome lane_writer::commit_with_retries(const statement& run) {
  constexpr int attempts = 5;
  for (int i = 1;; ++i) {
    try {
      return commit_once(run);
    } catch (const pqxx::deadlock_detected& e) {  // in libpqxx 6 this is no sql_error
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
    return {status::committed, run(work), {}};
  } catch (const pqxx::broken_connection& e) {
    connection_.reset();
    spdlog::warn("connection lost while committing: {}", e.what());
    return outcome(status::unknown, e.what());
  } catch (const pqxx::deadlock_detected&) {
    throw;
  } catch (const pqxx::serialization_failure&) {
    throw;
  } catch (const pqxx::sql_error& e) {
    const auto what = meaning_of(e.sqlstate());
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
