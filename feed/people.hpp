// The owners of postings under small numbers, and who of them blocks whom.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "feed/id_table.hpp"

namespace homigo::feed {

/// Not thread-safe. Nobody is ever forgotten: there are as many as people with postings or blocks.
class people {
public:
  people() = default;
  people(const people&) = delete;
  people& operator=(const people&) = delete;

  slot find(const domain::uuid& id) const { return ids_.find(id); }
  slot find_or_add(const domain::uuid& id);
  const domain::uuid& id_of(slot who) const { return persons_[who].id; }

  void block(slot blocker, slot blocked);
  void unblock(slot blocker, slot blocked);
  /// All that this person blocks.
  void set_blocked_by(slot blocker, std::span<const slot> blocked);

  /// Whether anybody blocks this person or is blocked by them.
  bool has_blocks(slot who) const { return persons_[who].blocks > 0; }
  /// Either way.
  bool are_apart(slot a, slot b) const { return blocks(a, b) || blocks(b, a); }

  std::size_t memory_bytes() const;

private:
  struct person {
    domain::uuid id{};
    std::uint32_t blocks = 0;  // given and received
  };
  bool blocks(slot blocker, slot blocked) const;

  slot_store<person> persons_;
  id_table<person> ids_{persons_};
  std::unordered_map<slot, std::vector<slot>> blocked_by_;  // sorted
};

}  // namespace homigo::feed
