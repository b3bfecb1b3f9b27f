// Conversations of matches: their pages, their messages and read marks.
#pragma once

#include "modules/conversations/conversation_reads.hpp"
#include "modules/conversations/conversations.hpp"
#include "modules/conversations/routes/message_services.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class conversations_module {
public:
  conversations_module(const platform::offer& platform, const platform::earlier_modules&);
  void add_to(platform::registry& node);

  persistence::conversation_reads& reads() { return conversation_rows_; }
  /// What writing a message needs, at either door.
  http::message_services message_services() { return {platform_.edge, conversations_}; }

private:
  const platform::offer& platform_;
  persistence::conversation_reads conversation_rows_;
  modules::conversations conversations_;
};

}  // namespace homigo::modules
