// How an entity changes: commands wait, a group of them is decided and committed at a time, and only what is committed
// becomes visible. Lives inside the entity's actor and is used by it alone.
#pragma once

#include <boost/container/deque.hpp>
#include <caf/scheduled_actor.hpp>
#include <memory>
#include <unordered_set>

#include "actors/runtime/command.hpp"
#include "actors/runtime/entity_context.hpp"
#include "actors/runtime/entity_protocol.hpp"
#include "domain/kernel/function_ref.hpp"

namespace homigo::actors {

class commit_queue {
public:
  /// Called with the actor just before it stops in good order.
  using stop_function = void (*)(caf::scheduled_actor*);

  commit_queue(caf::scheduled_actor* self, const entity_context& context, caf::actor supervisor, domain::entity_key key,
               std::int64_t version, stop_function on_stop = nullptr);
  ~commit_queue();
  commit_queue(const commit_queue&) = delete;
  commit_queue& operator=(const commit_queue&) = delete;

  const entity_context& context() const { return context_; }
  const caf::actor& supervisor() const { return supervisor_; }
  const domain::entity_key& key() const { return key_; }
  std::int64_t version() const { return version_; }

  /// Queues the command that `make` makes. If it throws, there or when it is decided or taken over, its caller is
  /// answered, and everything else goes to the next activation.
  void accept(const request_context& from, domain::function_ref<std::unique_ptr<command>()> make);
  /// True when this activation no longer knows the truth: what `ask` makes goes to the next one.
  [[nodiscard]] bool passes_on(domain::function_ref<envelope()> ask) const;
  void settle(const group_outcome& outcome);
  void passivate();

private:
  using group = boost::container::deque<std::unique_ptr<command>>;

  /// What there is only while commands wait or are under way: most entities are idle most of the time.
  struct activity {
    group waiting;
    group under_way;
    std::size_t group_limit;
    std::string failure;  // what a command threw: the state cannot be trusted
  };

  activity& active();
  void push(std::unique_ptr<command> wanted);
  void pump();
  group decide_group(domain::commit_items& items);
  [[nodiscard]] bool decide(command& wanted, std::int32_t i, domain::commit_items& items);
  envelope envelope_of(command& given_back) const;
  void failed(const request_context& from, domain::errc answer, const std::exception& why);
  void apply(group done, const group_outcome& outcome);
  void drop_refused(group decided, const group_outcome& outcome);
  void reject(group decided);
  void give_back(group decided);
  void fail_all(group& commands, domain::errc code);
  void reload(group undecided);
  void stop_when_idle();
  void count(std::ptrdiff_t change);

  caf::scheduled_actor* self_;
  const entity_context& context_;
  caf::actor supervisor_;
  stop_function on_stop_;
  std::unique_ptr<activity> active_;
  std::int64_t version_;
  domain::entity_key key_;
  bool stopping_ = false;  // as soon as nothing waits
  bool stopped_ = false;   // decides nothing any more
};

}  // namespace homigo::actors
