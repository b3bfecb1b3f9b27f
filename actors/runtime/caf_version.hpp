// Every line that depends on the CAF release (0.17.6): how messages are declared and how the system is built.
#pragma once

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/message.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

// Messages between actors of one process stay C++ objects. What crosses nodes is one envelope type; the codec room
// gives it its bytes.
#define HOMIGO_LOCAL_MESSAGE(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(type)
