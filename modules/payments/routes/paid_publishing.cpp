#include "modules/payments/routes/paid_publishing.hpp"

#include "actors/postings/posting_protocol.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "http/pipeline/ask_and_wait.hpp"

namespace homigo::http {

bool publish_and_wait(asker& entities, boost::asio::io_context& on, const domain::entity_key& posting,
                      const domain::uuid& command_id) {
  const auto settled =
      ask_and_wait<actors::posting_settled>(entities, on, posting, actors::publish_posting{command_id});
  return settled || domain::status_of(settled.error().code) < 500;
}

}  // namespace homigo::http
