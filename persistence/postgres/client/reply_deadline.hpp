// A frozen PostgreSQL neither answers nor closes its sockets, and libpq waits for ever: this ends the waiting.
#pragma once

#include <chrono>
#include <cstdint>

namespace homigo::postgres {

/// While one lives, a reply on `socket` that takes longer than the connection's patience, or than the thread's
/// domain::work_deadline as it is by then, ends the connection, which libpq then reports as lost. Stands around each
/// statement, BEGIN and ROLLBACK among them, on the thread that waits for it, inside of its deadline.
class reply_deadline {
public:
  explicit reply_deadline(int socket);
  ~reply_deadline();
  reply_deadline(const reply_deadline&) = delete;
  reply_deadline& operator=(const reply_deadline&) = delete;

private:
  std::uint64_t id_ = 0;
};

/// To be told when a connection is opened. The server cancels a statement at its own time-out; the client gives up when
/// even that has not been heard of. Without a time-out (migrations) it waits for ever.
void wait_for_replies(int socket, std::chrono::milliseconds statement_timeout);

}  // namespace homigo::postgres
