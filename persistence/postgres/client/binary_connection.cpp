#include "persistence/postgres/client/binary_connection.hpp"

#include <endian.h>
#include <libpq-fe.h>

#include <cstring>
#include <stdexcept>
#include <vector>

#include "domain/kernel/errors/unavailable.hpp"
#include "persistence/postgres/client/conninfo.hpp"
#include "persistence/postgres/client/reply_deadline.hpp"

namespace homigo::postgres {
namespace {

using result = std::unique_ptr<PGresult, void (*)(PGresult*)>;
using fields = std::vector<std::optional<std::string_view>>;

constexpr std::int64_t epoch_of_postgres_days = 10'957;  // 2000-01-01
constexpr std::int64_t milliseconds_a_day = 86'400'000;
constexpr std::size_t copy_header = 11 + 4;  // signature and flags; then comes the length of the extension

std::uint16_t read16(const char* at) {
  std::uint16_t raw;
  std::memcpy(&raw, at, sizeof raw);
  return be16toh(raw);
}
std::uint32_t read32(const char* at) {
  std::uint32_t raw;
  std::memcpy(&raw, at, sizeof raw);
  return be32toh(raw);
}
std::uint64_t read64(const char* at) {
  std::uint64_t raw;
  std::memcpy(&raw, at, sizeof raw);
  return be64toh(raw);
}

[[noreturn]] void fail(PGconn* connection) {
  const std::string text = PQerrorMessage(connection);
  if (PQstatus(connection) != CONNECTION_OK) throw domain::unavailable{domain::errc::database_unavailable, text};
  throw std::runtime_error{text};
}

/// Cancelled and refused statements are worth another try, wrong ones are not.
void expect(PGconn* connection, const result& done, ExecStatusType wanted) {
  if (PQresultStatus(done.get()) == wanted) return;
  const char* state = PQresultErrorField(done.get(), PG_DIAG_SQLSTATE);
  if (state != nullptr && (std::strncmp(state, "57", 2) == 0 || std::strncmp(state, "53", 2) == 0))
    throw domain::unavailable{domain::errc::database_unavailable, PQresultErrorMessage(done.get())};
  fail(connection);
}

result run(PGconn* connection, const std::string& sql) { return {PQexec(connection, sql.c_str()), PQclear}; }

/// The tuples of one message of binary COPY; the first message begins with a header, the last one ends with −1.
class copy_message {
public:
  copy_message(std::string_view bytes, bool is_first) : bytes_(bytes) {
    if (is_first) at_ = copy_header + 4 + read32(need(copy_header, 4));
  }
  bool next(fields& out) {
    if (at_ >= bytes_.size()) return false;
    const auto count = static_cast<std::int16_t>(read16(need(at_, 2)));
    at_ += 2;
    if (count < 0) return false;
    out.clear();
    for (int i = 0; i < count; ++i) {
      const auto size = static_cast<std::int32_t>(read32(need(at_, 4)));
      at_ += 4;
      if (size < 0) {
        out.emplace_back();
        continue;
      }
      out.emplace_back(std::string_view{need(at_, static_cast<std::size_t>(size)), static_cast<std::size_t>(size)});
      at_ += static_cast<std::size_t>(size);
    }
    return true;
  }

private:
  const char* need(std::size_t from, std::size_t count) const {
    if (from + count > bytes_.size()) throw std::runtime_error{"a COPY message is cut short"};
    return bytes_.data() + from;
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

std::string_view binary_row::next() {
  if (at_ >= columns_.size() || !columns_[at_]) throw std::runtime_error{"a column is missing or NULL"};
  return *columns_[at_++];
}

std::string_view binary_row::next(std::size_t bytes) {
  const auto value = next();
  if (value.size() != bytes) throw std::runtime_error{"a column has another type"};
  return value;
}

domain::uuid binary_row::id() {
  domain::uuid value;
  std::memcpy(value.data, next(sizeof value.data).data(), sizeof value.data);
  return value;
}

bool binary_row::flag() { return next(1)[0] != 0; }
std::string_view binary_row::text() { return next(); }

std::int64_t binary_row::integer() {
  const auto value = next();
  if (value.size() == 2) return static_cast<std::int16_t>(read16(value.data()));
  if (value.size() == 4) return static_cast<std::int32_t>(read32(value.data()));
  if (value.size() == 8) return static_cast<std::int64_t>(read64(value.data()));
  throw std::runtime_error{"a column is no integer"};
}

domain::instant binary_row::moment() {
  const auto micros = std::chrono::microseconds{static_cast<std::int64_t>(read64(next(8).data()))};
  return domain::instant{std::chrono::floor<std::chrono::milliseconds>(micros) +
                         std::chrono::milliseconds{epoch_of_postgres_days * milliseconds_a_day}};
}

domain::date binary_row::day() {
  return domain::date{std::chrono::days{static_cast<std::int32_t>(read32(next(4).data())) + epoch_of_postgres_days}};
}

/// EWKB, little-endian: byte order, type with the flag of an SRID, SRID, x, y.
domain::geo_point binary_row::point() {
  const auto value = next(25);
  if (value[0] != 1) throw std::runtime_error{"a point is not little-endian"};
  domain::geo_point p;
  std::memcpy(&p.longitude, value.data() + 9, sizeof p.longitude);
  std::memcpy(&p.latitude, value.data() + 17, sizeof p.latitude);
  return p;
}

binary_connection::binary_connection(const connection_options& options, const std::string& work_mem)
    : connection_(PQconnectdb(complete_conninfo(options.conninfo, options.application_name).c_str()), PQfinish) {
  if (PQstatus(connection_.get()) != CONNECTION_OK)
    throw domain::unavailable{domain::errc::database_unavailable,
                              connection_fault(options.conninfo, PQerrorMessage(connection_.get()))};
  wait_for_replies(PQsocket(connection_.get()), options.statement_timeout);
  const reply_deadline limit{PQsocket(connection_.get())};
  const auto timeout = std::to_string(options.statement_timeout.count());
  // A load that nobody waits for any more ends, wherever it waits itself.
  for (const auto& set : {"SET statement_timeout = " + timeout, std::string{"SET jit = off"},
                          "SET work_mem = '" + work_mem + "'", std::string{"SET default_transaction_read_only = on"},
                          std::string{"SET client_connection_check_interval = 1000"}})
    expect(connection_.get(), run(connection_.get(), set), PGRES_COMMAND_OK);
}

binary_connection::~binary_connection() = default;

void binary_connection::copy(const std::string& query, take_row take) {
  auto* connection = connection_.get();
  const reply_deadline limit{PQsocket(connection)};
  expect(connection, run(connection, "COPY (" + query + ") TO STDOUT (FORMAT binary)"), PGRES_COPY_OUT);
  fields columns;
  bool is_first = true;
  char* bytes = nullptr;
  int size = 0;
  while ((size = PQgetCopyData(connection, &bytes, 0)) > 0) {
    const std::unique_ptr<char, void (*)(void*)> owned{bytes, PQfreemem};
    copy_message message{{bytes, static_cast<std::size_t>(size)}, std::exchange(is_first, false)};
    while (message.next(columns)) take(binary_row{columns});
  }
  if (size == -2) fail(connection);
  expect(connection, {PQgetResult(connection), PQclear}, PGRES_COMMAND_OK);
  while (const result rest{PQgetResult(connection), PQclear}) {
  }
}

void binary_connection::query(const std::string& sql, const std::string& array, take_row take) {
  auto* connection = connection_.get();
  const reply_deadline limit{PQsocket(connection)};
  const char* values[] = {array.c_str()};
  const result rows{PQexecParams(connection, sql.c_str(), 1, nullptr, values, nullptr, nullptr, 1), PQclear};
  expect(connection, rows, PGRES_TUPLES_OK);
  fields columns(static_cast<std::size_t>(PQnfields(rows.get())));
  for (int row = 0; row < PQntuples(rows.get()); ++row) {
    for (int i = 0; i < PQnfields(rows.get()); ++i) {
      columns[static_cast<std::size_t>(i)].reset();
      if (PQgetisnull(rows.get(), row, i) == 0)
        columns[static_cast<std::size_t>(i)] = {PQgetvalue(rows.get(), row, i),
                                                static_cast<std::size_t>(PQgetlength(rows.get(), row, i))};
    }
    take(binary_row{columns});
  }
}

}  // namespace homigo::postgres
