// Every line that depends on the CAF release (0.17.6): how messages are declared and how the system is built.
#pragma once

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/message.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <memory>

// Messages between actors of one process stay C++ objects. What crosses nodes is one envelope type; the codec room
// gives it its bytes.
#define HOMIGO_LOCAL_MESSAGE(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(type)

namespace homigo::actors {

/// Who runs the actors: threads of the process, or a test that takes one message after the other in an order of its own
/// (the system's scheduler is then a caf::scheduler::test_coordinator).
enum class scheduling : std::uint8_t { threads, by_hand };

std::unique_ptr<caf::actor_system_config> make_system_config(scheduling how, std::size_t threads);

}  // namespace homigo::actors
