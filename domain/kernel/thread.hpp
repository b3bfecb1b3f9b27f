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
std::jthread start_thread(std::string name, std::function<void(const std::stop_token&)> work);

/// How many threads of each name run now. Threads that libraries make for themselves are not among them.
std::map<std::string, std::int32_t> running_threads();

}  // namespace homigo::domain
