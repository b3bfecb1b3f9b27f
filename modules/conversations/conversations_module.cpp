#include "modules/conversations/conversations_module.hpp"

#include "modules/conversations/routes/conversations_read.hpp"
#include "modules/conversations/routes/conversations_write.hpp"

namespace homigo::modules {

conversations_module::conversations_module(const platform::offer& platform, const platform::earlier_modules&)
    : platform_(platform), conversation_rows_(platform.pool), conversations_(conversation_rows_) {}

void conversations_module::add_to(platform::registry& node) {
  http::add_conversation_read_routes(node.routes, conversations_);
  http::add_conversation_write_routes(node.routes, message_services());
}

}  // namespace homigo::modules
