// Commands on pairs, which a listing decides: what is asked of the pure decision, what is committed, and who hears of
// it.
#pragma once

#include "actors/pairs/pair_protocol.hpp"
#include "actors/postings/listing_actor.hpp"

namespace homigo::actors {

/// A command on the listing's pair with a requirement.
template <class Wanted>
class pair_command : public command_on<listing_state, Wanted> {
public:
  using base = command_on<listing_state, Wanted>;
  using base::base;

  std::optional<domain::uuid> slot() const override { return this->wanted.requirement_id; }

protected:
  using base::context;
  using base::refuse;
  using base::state;
  using base::wanted;

  /// Asks for the decision, which stays in `decided`.
  const domain::decision& ask(const domain::pair_event& event) {
    return decided = domain::decide(state.pairs.find(wanted.requirement_id), event);
  }
  void take_over() { state.pairs.set(wanted.requirement_id, decided.next); }
  /// The decision stands, and what either person asks next finds it: the requirement hears of it first, then whoever
  /// holds what requirements said (and asks them anew only after this), then whoever asked. Also when it stood before,
  /// for a commit of unknown outcome was told to nobody. False, as of a command that has nothing to commit.
  template <class Answer>
  bool answer_all(domain::pair_side liked_by, const Answer& what) const {
    const auto& listing = state.key().id;
    context().region.tell_if_live({domain::entity_kind::requirement, wanted.requirement_id},
                                  pair_settled{listing, decided.next});
    context().news->pair_settled({listing, wanted.requirement_id, decided.next, liked_by, decided.likes_delta});
    this->answer(what);
    return false;
  }

  domain::decision decided;
};

class swipe final : public pair_command<swipe_on_pair> {
public:
  swipe(listing_state& of, const request_context& whence, swipe_on_pair asked);
  bool decide(domain::commit_items& items, std::int32_t i) override;
  void apply(const domain::item_result& result) override;

private:
  domain::swipe_event event_;  // with the same identifiers however often it is decided
};

class undo final : public pair_command<undo_on_pair> {
public:
  using pair_command::pair_command;
  bool decide(domain::commit_items& items, std::int32_t i) override;
  void apply(const domain::item_result& result) override;
};

class unmatch final : public pair_command<unmatch_pair> {
public:
  using pair_command::pair_command;
  bool decide(domain::commit_items& items, std::int32_t i) override;
  void apply(const domain::item_result& result) override;
};

class ending final : public pair_command<end_pair> {
public:
  using pair_command::pair_command;
  bool decide(domain::commit_items& items, std::int32_t i) override;
  void apply(const domain::item_result& result) override;
};

}  // namespace homigo::actors
