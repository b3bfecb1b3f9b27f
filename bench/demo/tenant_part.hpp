// What a tenant does: asks for a home, pays, browses the feed, swipes, answers hosts, talks.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace homigo::demo {

class stage;
struct tenant;

/// The first act.
boost::asio::awaitable<void> look_for_a_home(stage& play, tenant& me);

/// The second act, when all hosts have answered.
boost::asio::awaitable<void> answer_and_talk(stage& play, tenant& me);

}  // namespace homigo::demo
