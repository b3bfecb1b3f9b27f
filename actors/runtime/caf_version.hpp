// Every line that depends on the CAF release (0.17.6): how messages are declared and sent, how actors are written, and
// how the system is built. tools/check_includes.py refuses the release's own words anywhere else.
#pragma once

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/attachable.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/message.hpp>
#include <caf/send.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <chrono>
#include <memory>

// Messages between actors of one process stay C++ objects. What crosses nodes is one envelope type; the codec room
// gives it its bytes.
#define HOMIGO_LOCAL_MESSAGE(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(type)

namespace homigo::actors {

/// In the interface of a typed actor: a message of these parts, with no answer.
template <class... Parts>
using takes = caf::reacts_to<Parts...>;

/// Of a stateful actor; as long as the actor lives.
template <class Actor>
auto& state_of(Actor* self) {
  return self->state;
}

/// One-way, from anywhere, in the order of the sender.
template <class Handle, class... Parts>
void send_to(const Handle& to, Parts&&... parts) {
  caf::anon_send(to, std::forward<Parts>(parts)...);
}
inline void hand_over(const caf::actor& to, caf::message content) {
  to->enqueue(nullptr, caf::make_message_id(), std::move(content), nullptr);
}
template <class Actor, class... Parts>
void send_self_later(Actor* self, std::chrono::nanoseconds after, Parts&&... parts) {
  self->delayed_send(self, after, std::forward<Parts>(parts)...);
}
/// The actor ends behind what is in its mailbox.
template <class Handle>
void end_in_order(const Handle& whom) {
  caf::anon_send_exit(whom, caf::exit_reason::user_shutdown);
}

/// One message of the parts of both.
inline caf::message joined(const caf::message& first, const caf::message& second) { return first + second; }

template <class Actor>
void drop_the_unknown(Actor* self) {
  self->set_default_handler(caf::drop);
}

/// Calls `told(why)` once the actor it is attached to is over; "" when it ended in good order.
template <class Told>
class end_listener final : public caf::attachable {
public:
  explicit end_listener(Told told) : told_(std::move(told)) {}
  void actor_exited(const caf::error& reason, caf::execution_unit*) override {
    const bool in_order = !reason || reason == caf::exit_reason::user_shutdown;
    told_(in_order ? std::string{} : caf::to_string(reason));
  }

private:
  Told told_;
};
template <class Told>
void on_end(const caf::actor& of, Told told) {
  of->attach(std::make_unique<end_listener<Told>>(std::move(told)));
}

/// Who runs the actors: threads of the process, or a test that takes one message after the other in an order of its own
/// (the system's scheduler is then a caf::scheduler::test_coordinator).
enum class scheduling : std::uint8_t { threads, by_hand };

std::unique_ptr<caf::actor_system_config> make_system_config(scheduling how, std::size_t threads);

}  // namespace homigo::actors
