// A settled payment is answered when its posting is published: a worker waits for the entity.
#pragma once

#include <boost/asio/io_context.hpp>

#include "domain/engine/entity.hpp"
#include "http/pipeline/ask.hpp"

namespace homigo::http {

/// Carries the durable command out and waits, on the calling worker thread; `on` must not be that thread's. False when
/// there was no answer in time or none that says what became of it: the command stays, and the sweep delivers it.
bool publish_and_wait(asker& entities, boost::asio::io_context& on, const domain::entity_key& posting,
                      const domain::uuid& command_id);

}  // namespace homigo::http
