// The bridge from a coroutine to threads that block: suspended while a job runs there, resumed on its own executor.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>

namespace homigo::http {

/// Puts a job into a queue; false when it was not taken.
using submitter = std::function<bool(std::function<void()>)>;

/// What has waited longer would hardly be done in time.
inline constexpr std::chrono::seconds usual_patience{6};

/// False when the job was not taken, or waited longer than `patience` for its thread and was given up unstarted;
/// rethrows what it throws. What the job refers to must live in the coroutine. It runs under a domain::work_deadline.
[[nodiscard]] boost::asio::awaitable<bool> perform(submitter submit, std::function<void()> job,
                                                   std::chrono::seconds patience = usual_patience);

}  // namespace homigo::http
