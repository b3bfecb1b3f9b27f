// For worker threads: an entity is asked, and the thread waits for its answer.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "http/pipeline/ask.hpp"

namespace homigo::http {

/// As asker::ask. `on` must not be the calling thread's.
template <class Answer, class Command>
domain::result<Answer> ask_and_wait(asker& entities, boost::asio::io_context& on, const domain::entity_key& key,
                                    Command command) {
  constexpr std::chrono::seconds patience{5};
  auto asked = entities.ask<Answer>(key, std::move(command), patience);
  auto answered = boost::asio::co_spawn(on, std::move(asked), boost::asio::use_future);
  // A little longer than the question itself waits; threads that stop never answer.
  if (answered.wait_for(patience + std::chrono::seconds{1}) != std::future_status::ready)
    return domain::refusal(domain::errc::outcome_unknown);
  return answered.get();
}

}  // namespace homigo::http
