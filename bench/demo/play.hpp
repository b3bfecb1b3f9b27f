// The play from its first act to its last, with progress shown.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace homigo::demo {

class stage;

/// What went wrong in single calls is in the stage's log.
boost::asio::awaitable<void> perform(stage& play);

}  // namespace homigo::demo
