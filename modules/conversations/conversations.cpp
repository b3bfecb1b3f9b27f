#include "modules/conversations/conversations.hpp"

#include "codec/paging.hpp"

namespace homigo::modules {

domain::result<domain::conversation_page> conversations::list(const domain::uuid& user_id,
                                                              const domain::page_query& page) {
  const auto after = position_in<domain::conversation_keyset>("conversations", page);
  if (!after) return after.error();
  auto found = reads_.conversations_of(user_id, *after, static_cast<std::size_t>(page.limit));
  return domain::conversation_page{std::move(found.rows), cursor_in("conversations", found.next)};
}

domain::result<domain::conversation_view> conversations::one(const domain::uuid& conversation_id,
                                                             const domain::uuid& user_id,
                                                             const domain::page_query& page) {
  const auto list = "messages of " + domain::to_string(conversation_id);
  std::optional<std::int64_t> before;
  if (page.cursor) {
    const auto position = codec::read_cursor<domain::message_cursor>(list, *page.cursor);
    if (!position) return position.error();
    before = position->sequence;
  }
  auto found = reads_.conversation(conversation_id, user_id);
  if (!found) return domain::failure{domain::errc::not_found, "You do not have this conversation."};
  const auto limit = static_cast<std::size_t>(page.limit);
  domain::message_page messages{reads_.messages(conversation_id, before, limit + 1), std::nullopt};
  if (messages.items.size() > limit) {
    messages.items.resize(limit);
    messages.next_cursor = codec::make_cursor(list, domain::message_cursor{messages.items.back().sequence});
  }
  return domain::conversation_view{std::move(*found), std::move(messages)};
}

domain::result<domain::message> conversations::message(const domain::uuid& message_id, const domain::uuid& user_id) {
  auto found = reads_.messages(std::span{&message_id, 1}, user_id);
  if (found.empty()) return domain::refusal(domain::errc::not_found);
  return std::move(found.front());
}

domain::result<domain::uuid> conversations::counterpart_in(const domain::uuid& conversation_id,
                                                           const domain::uuid& user_id) {
  const auto found = reads_.conversation(conversation_id, user_id);
  if (!found) return domain::refusal(domain::errc::not_found);
  if (found->closed) return domain::refusal(domain::errc::conversation_closed);
  return found->counterpart.user_id;
}

}  // namespace homigo::modules
