// Every thread of the program is started here, so that it has a name, which the operating system shows too, and can be
// listed while it runs.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <thread>

namespace homigo::domain {

/// The system shows the first fifteen octets of `name`. What `work` throws ends the program, as in any thread.
[[nodiscard]] std::jthread start_thread(std::string name, std::function<void(const std::stop_token&)> work);

/// How many threads of each name run now. Threads that libraries make for themselves are not among them.
std::map<std::string, std::int32_t> running_threads();

/// While one lives, the calling thread is shown and listed under another name: that of what it is at. Threads that were
/// not started here keep theirs.
class thread_name {
public:
  explicit thread_name(std::string name);
  ~thread_name();
  thread_name(const thread_name&) = delete;
  thread_name& operator=(const thread_name&) = delete;

private:
  std::string outer_;
};

}  // namespace homigo::domain
