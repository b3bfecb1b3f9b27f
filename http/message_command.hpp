// Sending a message and marking it read, the same over REST and over WebSocket.
#pragma once

#include "domain/chat.hpp"
#include "domain/conversation.hpp"
#include "http/handlers/write_services.hpp"

namespace homigo::http {

/// The message as it stands, the first one for a repeated client_message_id. Fails with not_found, conversation_closed.
boost::asio::awaitable<domain::result<domain::message>> send_message(write_services s, domain::uuid sender_id,
                                                                     domain::uuid conversation_id,
                                                                     domain::message_request wanted);

boost::asio::awaitable<domain::result<void>> mark_read(write_services s, domain::uuid reader_id,
                                                       domain::uuid conversation_id, domain::read_request wanted);

}  // namespace homigo::http
