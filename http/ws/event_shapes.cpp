#include "http/ws/event_shapes.hpp"

#include <array>

#include "domain/conversations/conversation.hpp"
#include "domain/matching/inbox.hpp"
#include "domain/matching/match.hpp"
#include "domain/notifications/event.hpp"
#include "domain/notifications/event_data.hpp"
#include "domain/payments/payment.hpp"
#include "domain/users/account.hpp"

namespace homigo::http {

std::span<const event_shape> event_shapes() {
  using domain::descriptor;
  namespace event = domain::event;
  static const std::array shapes{
      event_shape{event::match_created, &descriptor<domain::match>(), &descriptor<domain::gone_match>()},
      event_shape{event::match_ended, &descriptor<domain::match_ending>(), &descriptor<domain::gone_match>()},
      event_shape{event::swipe_received, &descriptor<domain::received_like>(), &descriptor<domain::gone_swipe>()},
      event_shape{event::message_created, &descriptor<domain::message>(), &descriptor<domain::gone_message>()},
      event_shape{event::message_read, &descriptor<domain::read_mark>()},
      event_shape{event::listing_updated, &descriptor<domain::listing_news>()},
      event_shape{event::requirement_updated, &descriptor<domain::requirement_news>()},
      event_shape{event::payment_updated, &descriptor<domain::payment>()},
      event_shape{event::account_updated, &descriptor<domain::user>(), &descriptor<domain::gone_account>()},
      event_shape{event::read_marks_updated, &descriptor<domain::read_mark>()},
      event_shape{event::session_revoked},
      event_shape{event::typing, &descriptor<domain::typing_news>()},
      event_shape{event::presence, &descriptor<domain::presence_news>()},
  };
  return shapes;
}

}  // namespace homigo::http
