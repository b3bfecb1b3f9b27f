#include "actors/pairs/pair_work.hpp"

#include "actors/sessions/session_protocol.hpp"

namespace homigo::actors {
namespace {

using domain::commit_items;
using domain::decision;
using domain::entity_kind;
using domain::pair_state;

/// What the steps of one command share: the decision that its items were made from.
struct pair_step {
  listing_state& state;
  request_context from;
  domain::uuid requirement_id;
  domain::uuid user_id;
  domain::pair_side swiping_side{};
  decision decided{};

  const entity_context& context() const { return state.queue->context(); }
  const domain::uuid& listing_id() const { return state.queue->key().id; }

  pair_state pair() const { return state.pairs.find(requirement_id); }

  void take_over() const { state.pairs.set(requirement_id, decided.next); }

  /// The decision stands, and what either person asks next finds it: the requirement hears of it first, then whoever
  /// holds what requirements said (and asks them anew only after this), then whoever asked. Also when it stood before,
  /// for a commit of unknown outcome was told to nobody.
  void answer(const reply& what) const {
    context().region.tell_if_live({entity_kind::requirement, requirement_id}, pair_settled{listing_id(), decided.next});
    context().news->pair_settled({listing_id(), requirement_id, decided.next, swiping_side, decided.likes_delta});
    if (from.from != 0) context().replies.answer(from.from, what);
  }

  /// Who matched hears nothing of the other any more, and the conversation learns that it is closed.
  void part(const domain::item_result& result) const {
    if (!result.tenant_id || !result.host_id || !decided.next.conversation_id) return;
    const auto& talk = *decided.next.conversation_id;
    context().region.tell_if_live({entity_kind::user, *result.tenant_id}, end_watching{*result.host_id, talk});
    context().region.tell_if_live({entity_kind::user, *result.host_id}, end_watching{*result.tenant_id, talk});
    context().region.reread({entity_kind::conversation, talk});
  }

  bool refuse(domain::errc code) const {
    answer_failure(context().replies, from.from, domain::refusal(code));
    return false;
  }

  /// A host is known here, a tenant to the edge and to the commit.
  bool is_foreign_host() const {
    return swiping_side == domain::pair_side::host && state.posting && state.posting->owner_id != user_id;
  }

  bool answer_unchanged(const reply& what) const {
    answer(what);
    return false;
  }

  swipe_settled settled() const { return {decided.swipe_id, decided.action, decided.matched, decided.next.match_id}; }
};

template <class Command>
commit_queue::work pair_command(listing_state& state, request_context from, const Command& command,
                                commit_queue::decide_function decide, commit_queue::apply_function apply) {
  return {to_entity(state.queue->key(), command, from), command.requirement_id, std::move(decide), std::move(apply)};
}

domain::swipe_item swipe_item_of(const pair_step& step, const swipe_on_pair& command, std::int32_t i,
                                 domain::instant at) {
  const auto& effects = step.decided.effects;
  domain::swipe_item item;
  item.i = i;
  item.listing_id = step.listing_id();
  item.requirement_id = command.requirement_id;
  item.swiper_id = command.swiper_id;
  item.side = command.side;
  item.action = step.decided.action;
  item.swipe_id = step.decided.swipe_id;
  item.is_new = effects.record_swipe;
  item.likes_delta = step.decided.likes_delta;
  item.notify = effects.notify_like;
  if (effects.create_match) {
    item.match_id = step.decided.next.match_id;
    item.conversation_id = step.decided.next.conversation_id;
  }
  item.at = at;
  return item;
}

domain::ending_item ending_item_of(const pair_step& step, std::int32_t i) {
  const auto& effects = step.decided.effects;
  domain::ending_item item;
  item.i = i;
  item.listing_id = step.listing_id();
  item.requirement_id = step.requirement_id;
  if (effects.end_match || effects.update_match_status) {
    item.match_id = step.decided.next.match_id;
    item.status = step.decided.next.status;
  }
  item.already_ended = effects.update_match_status;
  item.at = step.context().clock.now();
  return item;
}

}  // namespace

commit_queue::work swipe_work(listing_state& state, request_context from, const swipe_on_pair& command) {
  const auto step =
      std::make_shared<pair_step>(pair_step{state, from, command.requirement_id, command.swiper_id, command.side});
  // The same identifiers however often the command is decided.
  auto& ids = state.queue->context().ids;
  domain::swipe_event event{command.side, command.action, ids.next(), ids.next(), ids.next(), {}};
  return pair_command(
      state, from, command,
      [step, command, event](commit_items& items, std::int32_t i) mutable {
        // Without it the commit would refuse as well, but only after having made an entity of any identifier.
        if (!step->state.posting || step->is_foreign_host()) return step->refuse(domain::errc::not_found);
        event.now = step->context().clock.now();
        step->decided = domain::decide(step->pair(), event);
        if (step->decided.refusal) return step->refuse(*step->decided.refusal);
        if (!step->decided.changed) return step->answer_unchanged(codec::to_binary(step->settled()));
        items.swipes.push_back(swipe_item_of(*step, command, i, event.now));
        return true;
      },
      [step](const domain::item_result&) {
        step->take_over();
        step->answer(codec::to_binary(step->settled()));
      });
}

commit_queue::work undo_work(listing_state& state, request_context from, const undo_on_pair& command) {
  const auto step =
      std::make_shared<pair_step>(pair_step{state, from, command.requirement_id, command.swiper_id, command.side});
  return pair_command(
      state, from, command,
      [step, command](commit_items& items, std::int32_t i) {
        if (step->is_foreign_host()) return step->refuse(domain::errc::not_found);
        step->decided = domain::decide(step->pair(), domain::undo_event{command.side, command.swipe_id});
        if (step->decided.refusal) return step->refuse(*step->decided.refusal);
        items.undos.push_back({0, i, step->listing_id(), command.requirement_id, command.swiper_id, command.side,
                               command.swipe_id, step->context().clock.now()});
        return true;
      },
      [step](const domain::item_result&) {
        step->take_over();
        step->answer(codec::to_binary(step->settled()));
      });
}

commit_queue::work unmatch_work(listing_state& state, request_context from, const unmatch_pair& command) {
  const auto step = std::make_shared<pair_step>(pair_step{state, from, command.requirement_id, command.user_id});
  const auto answer = [step] { step->answer(codec::to_binary(unmatch_settled{step->decided.next.status})); };
  return pair_command(
      state, from, command,
      [step, command, answer](commit_items& items, std::int32_t i) {
        step->decided = domain::decide(step->pair(), domain::unmatch_event{command.side});
        if (step->decided.refusal) return step->refuse(*step->decided.refusal);
        if (!step->decided.changed) {
          answer();
          return false;
        }
        items.endings.push_back(ending_item_of(*step, i));
        items.endings.back().ended_by = command.user_id;
        return true;
      },
      [step, answer](const domain::item_result& result) {
        step->take_over();
        step->part(result);
        answer();
      });
}

commit_queue::work end_work(listing_state& state, request_context from, const end_pair& command) {
  const auto step = std::make_shared<pair_step>(
      pair_step{state, from, command.requirement_id, command.ended_by.value_or(domain::nil_uuid)});
  return pair_command(
      state, from, command,
      [step, command](commit_items& items, std::int32_t i) {
        step->decided = domain::decide(step->pair(), domain::end_event{command.caused_by});
        // An unchanged pair is committed too, as it is: that takes the durable command off the table.
        items.endings.push_back(ending_item_of(*step, i));
        items.endings.back().already_ended = !step->decided.changed;
        items.endings.back().ended_by = command.ended_by;
        items.endings.back().command_id = command.command_id;
        return true;
      },
      [step](const domain::item_result& result) {
        if (step->decided.changed) step->take_over();
        step->part(result);
        step->answer(codec::to_binary(unmatch_settled{step->decided.next.status}));
      });
}

}  // namespace homigo::actors
