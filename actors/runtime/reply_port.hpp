// Where answers leave the actors: the edge implements it, actors only know tickets.
#pragma once

#include <cstdint>
#include <string>

#include "codec/binary.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::actors {

/// Who waits for the answer of a command; 0 = nobody.
using ticket = std::uint64_t;

/// A described answer in its byte form, so that it may come from another node as well.
using reply = domain::result<std::string>;

class reply_port {
public:
  virtual ~reply_port() = default;
  /// Thread-safe, never blocks. A second answer to a ticket, or one after its deadline, is ignored.
  virtual void answer(ticket to, reply what) noexcept = 0;
};

template <class Answer>
void answer_with(reply_port& port, ticket to, const Answer& what) {
  if (to != 0) port.answer(to, codec::to_binary(what));
}

inline void answer_failure(reply_port& port, ticket to, domain::failure why) {
  if (to != 0) port.answer(to, std::move(why));
}

}  // namespace homigo::actors
