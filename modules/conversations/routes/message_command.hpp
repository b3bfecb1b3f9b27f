// Writing, reading and typing in a conversation, the same over REST and over WebSocket.
//
// A limit counts both doors together: REST routes take it by `.limited(…)`, the WebSocket by the admit_… functions
// before it does anything. Both fail with quota_exceeded and the seconds to wait.
#pragma once

#include "domain/conversations/chat.hpp"
#include "domain/conversations/conversation.hpp"
#include "modules/conversations/routes/message_services.hpp"

namespace homigo::http {

/// The message as it stands, the first one for a repeated client_message_id. Fails with not_found, conversation_closed.
boost::asio::awaitable<domain::result<domain::message>> send_message(message_services s, domain::uuid sender_id,
                                                                     domain::uuid conversation_id,
                                                                     domain::message_request wanted);

boost::asio::awaitable<domain::result<void>> mark_read(message_services s, domain::uuid reader_id,
                                                       domain::uuid conversation_id, domain::read_request wanted);

/// Tells the other participant's devices, if there are any. Takes from the limit typing_notices by itself. Fails with
/// not_found for who does not take part, conversation_closed after the end. What is answered from memory costs no
/// query.
boost::asio::awaitable<domain::result<void>> tell_typing(message_services s, domain::uuid user_id,
                                                         domain::uuid conversation_id, bool active);

domain::result<void> admit_message(const message_services& s, const domain::uuid& user_id);
domain::result<void> admit_read_mark(const message_services& s, const domain::uuid& user_id);
domain::result<void> admit_presence(const message_services& s, const domain::uuid& user_id);

}  // namespace homigo::http
