#include "modules/conversations/routes/message_command.hpp"

#include "actors/conversations/conversation_protocol.hpp"
#include "codec/json_writer.hpp"
#include "http/routing/limits.hpp"
#include "modules/conversations/conversations.hpp"

namespace homigo::http {

using boost::asio::awaitable;
using domain::entity_key;
using domain::entity_kind;
using domain::result;
using domain::uuid;

namespace {

result<void> admitted_by(const message_services& s, const rate_limit& limit, const uuid& user_id) {
  return s.limits.admit(limit, {}, domain::to_string(user_id));
}

std::optional<domain::raw_json> visit_json(const domain::message_request& wanted) {
  if (!wanted.visit) return std::nullopt;
  return domain::raw_json{codec::to_json(*wanted.visit)};
}

}  // namespace

awaitable<result<domain::message>> send_message(message_services s, uuid sender_id, uuid conversation_id,
                                                domain::message_request wanted) {
  if (auto timely = domain::check_visit_time(wanted, s.entities.now()); !timely) co_return timely.error();
  const entity_key conversation{entity_kind::conversation, conversation_id};
  const auto visit = visit_json(wanted);
  actors::send_message command{
      sender_id, wanted.type, wanted.body, wanted.attachment_id, wanted.visit, wanted.client_message_id};
  auto settled = co_await s.entities.ask<actors::message_settled>(conversation, std::move(command));
  if (!settled) co_return settled.error();
  if (settled->duplicate)
    co_return co_await on_worker(s.workers, [&] { return s.conversations.message(settled->message_id, sender_id); });
  domain::message message{settled->message_id,
                          conversation_id,
                          settled->sequence,
                          sender_id,
                          wanted.type,
                          std::move(wanted.body),
                          wanted.attachment_id,
                          visit,
                          std::move(wanted.client_message_id),
                          settled->created_at};
  co_return message;
}

awaitable<result<void>> mark_read(message_services s, uuid reader_id, uuid conversation_id,
                                  domain::read_request wanted) {
  const entity_key conversation{entity_kind::conversation, conversation_id};
  const actors::mark_read command{reader_id, wanted.sequence};
  auto settled = co_await s.entities.ask<actors::read_settled>(conversation, command);
  if (!settled) co_return settled.error();
  co_return result<void>{};
}

awaitable<result<void>> tell_typing(message_services s, uuid user_id, uuid conversation_id, bool active) {
  if (auto admitted = admitted_by(s, typing_notices, user_id); !admitted) co_return admitted.error();
  const entity_key conversation{entity_kind::conversation, conversation_id};
  const actors::typing command{user_id, active};
  auto settled = co_await s.entities.ask<actors::typing_settled>(conversation, command);
  if (!settled) co_return settled.error();
  co_return result<void>{};
}

result<void> admit_message(const message_services& s, const uuid& user_id) {
  return admitted_by(s, message_writing, user_id);
}

result<void> admit_read_mark(const message_services& s, const uuid& user_id) {
  return admitted_by(s, read_marking, user_id);
}

result<void> admit_presence(const message_services& s, const uuid& user_id) {
  return admitted_by(s, presence_watching, user_id);
}

}  // namespace homigo::http
