#include "modules/payments/routes/paid_publishing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "actors/postings/posting_protocol.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::http {

bool publish_and_wait(asker& entities, boost::asio::io_context& on, const domain::entity_key& posting,
                      const domain::uuid& command_id) {
  constexpr std::chrono::seconds patience{5};
  auto asked = entities.ask<actors::posting_settled>(posting, actors::publish_posting{command_id}, patience);
  auto answered = boost::asio::co_spawn(on, std::move(asked), boost::asio::use_future);
  // A little longer than the question itself waits; threads that stop never answer.
  if (answered.wait_for(patience + std::chrono::seconds{1}) != std::future_status::ready) return false;
  const auto settled = answered.get();
  return settled || domain::status_of(settled.error().code) < 500;
}

}  // namespace homigo::http
