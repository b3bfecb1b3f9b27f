// Commands on a posting itself, the same for listings and requirements.
#pragma once

#include "actors/postings/posting_edit.hpp"
#include "actors/postings/posting_state.hpp"

namespace homigo::actors {

/// A command that changes the posting by one planned item, and goes alone.
template <class Wanted>
class posting_command : public command_on<posting_state, Wanted> {
public:
  using base = command_on<posting_state, Wanted>;
  using base::base;

  void apply(const domain::item_result& result) override {
    take_over(state.posting, plan, result);
    context().news->posting_changed(state.key(), state.posting->owner_id);
    this->answer(state.settled());
  }

protected:
  using base::context;
  using base::state;
  using base::wanted;

  bool commit(domain::commit_items& items, std::int32_t i) {
    plan.item.i = i;
    items.postings.push_back(plan.item);
    return true;
  }
  /// What leaves the content as it is, to be filled in.
  domain::posting_item& plan_without_content();

  planned_edit plan;
};

class edit final : public posting_command<edit_posting> {
public:
  using posting_command::posting_command;
  bool decide(domain::commit_items& items, std::int32_t i) override;
};

class publication final : public posting_command<publish_posting> {
public:
  using posting_command::posting_command;
  bool decide(domain::commit_items& items, std::int32_t i) override;
};

class expiry final : public posting_command<expire_posting> {
public:
  using posting_command::posting_command;
  bool decide(domain::commit_items& items, std::int32_t i) override;
};

}  // namespace homigo::actors
