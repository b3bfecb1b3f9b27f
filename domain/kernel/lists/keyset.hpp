// Where a list goes on: the order columns of the last row seen, so that rows added meanwhile neither repeat nor hide
// one.
#pragma once

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::domain {

/// A row's place in the order of its list. `key` is what the list is sorted by; points in time are microseconds since
/// the epoch, as exact as the database keeps them. Below 2^53, so that it goes through a double unharmed.
struct keyset {
  double key = 0;
  uuid id{};
  bool operator==(const keyset&) const = default;
};
HOMIGO_DESCRIBED(keyset, key, id)

// What moves in its list while somebody pages (a conversation by a new message, a like that becomes a super like) may
// jump over the place that is read next. Each move has a number (of the event, of the like's arrival): `since` is the
// last one before the first page; behind the end what has moved after it comes `again`, by `id`, which never moves.

struct conversation_keyset {
  double key = 0;
  uuid id{};
  std::int64_t since = 0;
  bool again = false;
  bool operator==(const conversation_keyset&) const = default;
};
HOMIGO_DESCRIBED(conversation_keyset, key, id, since, again)

/// The inbox shows super likes before the others.
struct inbox_keyset {
  bool is_super_like = false;
  double key = 0;
  uuid id{};
  std::int64_t since = 0;
  bool again = false;
  bool operator==(const inbox_keyset&) const = default;
};
HOMIGO_DESCRIBED(inbox_keyset, is_super_like, key, id, since, again)

/// False for values that no row of ours has, which only a forged cursor can hold.
constexpr bool is_sound(double key) { return key > -9.0e15 && key < 9.0e15; }

}  // namespace homigo::domain
