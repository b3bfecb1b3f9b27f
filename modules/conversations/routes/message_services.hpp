// What writing in a conversation stands on, over REST and over WebSocket.
#pragma once

#include "http/pipeline/entity_services.hpp"

namespace homigo::modules {
class conversations;
}

namespace homigo::http {

struct message_services : entity_services {
  modules::conversations& conversations;
};

}  // namespace homigo::http
