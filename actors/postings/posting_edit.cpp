#include "actors/postings/posting_edit.hpp"

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::actors {
namespace {

using domain::entity_kind;
using domain::errc;
using domain::posting_status;
using persistence::stored_posting;

domain::posting_life life_of(const stored_posting& posting, domain::instant now) {
  const domain::posting_life life{posting.status, std::nullopt, posting.valid_until};
  return domain::expire(life, now).next;
}

domain::posting_kind kind_of(const domain::entity_key& key) {
  return key.kind == entity_kind::listing ? domain::posting_kind::listing : domain::posting_kind::requirement;
}

template <class Content>
domain::result<void> lay_over(const edit_posting& wanted, const std::string& before, domain::date today,
                              planned_edit& edit) {
  Content content;
  if (!before.empty() && !codec::from_binary(before, content)) return domain::refusal(errc::internal);
  codec::read_options options{wanted.create ? codec::read_mode::create : codec::read_mode::merge};
  options.today = today;
  const Content unchanged = content;
  if (auto read = codec::read_json(wanted.body, domain::descriptor<Content>(), &content, options); !read) return read;
  edit.content = codec::to_binary(content);
  if (!wanted.create && content == unchanged) return {};
  codec::append_columns(edit.item.columns.emplace().text, domain::descriptor<Content>(), &content);
  return {};
}

domain::result<void> plan_content(const domain::entity_key& key, const edit_posting& wanted, const std::string& before,
                                  domain::date today, planned_edit& edit) {
  edit.content = before;
  if (wanted.body.empty()) return {};
  return key.kind == entity_kind::listing ? lay_over<domain::listing_content>(wanted, before, today, edit)
                                          : lay_over<domain::requirement_content>(wanted, before, today, edit);
}

/// Photos and payments are other people's facts: the commit checks them.
domain::result<void> plan_status(const domain::entity_key& key, const stored_posting& posting, posting_status wanted,
                                 domain::instant now, planned_edit& edit) {
  const auto life = life_of(posting, now);
  const auto step = domain::request_status(kind_of(key), life, wanted, {true, true, std::chrono::days{30}}, now);
  if (step.refusal) return domain::refusal(*step.refusal);
  if (!step.changed) return {};
  if (wanted == posting_status::active)
    edit.item.publish = true;
  else
    edit.item.status = wanted;
  return {};
}

domain::result<void> admit(const std::optional<stored_posting>& posting, const edit_posting& wanted) {
  if (!posting || posting->owner_id != wanted.owner_id || posting->status == posting_status::deleted)
    return domain::refusal(errc::not_found);
  if (wanted.if_match && *wanted.if_match != posting->revision) return domain::refusal(errc::precondition_failed);
  return {};
}

posting_settled settled(const domain::entity_key& key, const stored_posting& posting) {
  return {key.id, posting.status, posting.revision};
}

void take_over(std::optional<stored_posting>& posting, const planned_edit& edit, const domain::item_result& result) {
  if (!posting) posting.emplace().owner_id = edit.item.owner_id;
  posting->content = edit.content;
  if (result.status) posting->status = *result.status;
  if (result.revision) posting->revision = *result.revision;
  posting->valid_until = result.valid_until;
}

/// A retry of a creation finds the posting made.
bool made_before(const std::optional<stored_posting>& posting, const edit_posting& wanted) {
  return wanted.create && posting && posting->owner_id == wanted.owner_id;
}

}  // namespace

domain::result<std::optional<planned_edit>> plan_edit(domain::entity_key key,
                                                      const std::optional<stored_posting>& posting,
                                                      const edit_posting& wanted, domain::instant now) {
  if (made_before(posting, wanted)) return std::optional<planned_edit>{};
  if (!wanted.create)
    if (auto admitted = admit(posting, wanted); !admitted) return admitted.error();
  if (wanted.create && posting) return domain::refusal(errc::conflict);
  planned_edit edit;
  edit.item.posting_id = key.id;
  edit.item.kind = key.kind;
  edit.item.owner_id = wanted.owner_id;
  edit.item.create = wanted.create;
  edit.item.at = now;
  if (auto done = plan_content(key, wanted, posting ? posting->content : std::string{}, domain::india_day(now), edit);
      !done)
    return done.error();
  if (wanted.status && !wanted.create)
    if (auto done = plan_status(key, *posting, *wanted.status, now, edit); !done) return done.error();
  if (!edit.item.columns && !edit.item.publish && !edit.item.status) return std::optional<planned_edit>{};
  return std::optional{std::move(edit)};
}

commit_queue::work edit_work(const entity_context& context, domain::entity_key key,
                             std::optional<stored_posting>& posting, request_context from, const edit_posting& wanted) {
  const auto plan = std::make_shared<planned_edit>();
  return {to_entity(key, wanted, from), std::nullopt,
          [&context, key, &posting, from, wanted, plan](domain::commit_items& items, std::int32_t i) {
            auto planned = plan_edit(key, posting, wanted, context.clock.now());
            if (!planned) {
              answer_failure(context.replies, from.from, planned.error());
            } else if (!*planned) {
              answer_with(context.replies, from.from, settled(key, *posting));
            } else {
              *plan = std::move(**planned);
              items.postings.emplace_back(plan->item).i = i;
              return true;
            }
            return false;
          },
          [&context, key, &posting, from, plan](const domain::item_result& result) {
            take_over(posting, *plan, result);
            context.news->posting_changed(key, posting->owner_id);
            answer_with(context.replies, from.from, settled(key, *posting));
          }};
}

commit_queue::work publish_work(const entity_context& context, domain::entity_key key,
                                std::optional<stored_posting>& posting, request_context from,
                                const publish_posting& wanted) {
  const auto plan = std::make_shared<planned_edit>();
  return {to_entity(key, wanted, from), std::nullopt,
          [&context, key, &posting, from, wanted, plan](domain::commit_items& items, std::int32_t i) {
            const bool publishable = posting && !domain::is_over(posting->status);
            if (!publishable && !wanted.command_id) {
              answer_failure(context.replies, from.from,
                             domain::refusal(posting ? errc::wrong_state : errc::not_found));
              return false;
            }
            // What cannot go live any more is committed as it is: that takes the durable command off the table.
            plan->content = posting ? posting->content : std::string{};
            plan->item = {};
            plan->item.i = i;
            plan->item.posting_id = key.id;
            plan->item.kind = key.kind;
            plan->item.owner_id = posting ? posting->owner_id : domain::nil_uuid;
            plan->item.publish = publishable;
            plan->item.command_id = wanted.command_id;
            plan->item.at = context.clock.now();
            items.postings.push_back(plan->item);
            return true;
          },
          [&context, key, &posting, from, plan](const domain::item_result& result) {
            take_over(posting, *plan, result);
            context.news->posting_changed(key, posting->owner_id);
            answer_with(context.replies, from.from, settled(key, *posting));
          }};
}

commit_queue::work expire_work(const entity_context& context, domain::entity_key key,
                               std::optional<stored_posting>& posting, request_context from) {
  const auto plan = std::make_shared<planned_edit>();
  return {to_entity(key, expire_posting{}, from), std::nullopt,
          [&context, key, &posting, plan](domain::commit_items& items, std::int32_t i) {
            const auto now = context.clock.now();
            if (!posting || life_of(*posting, now).status == posting->status) return false;
            plan->content = posting->content;
            plan->item = {};
            plan->item.i = i;
            plan->item.posting_id = key.id;
            plan->item.kind = key.kind;
            plan->item.owner_id = posting->owner_id;
            plan->item.status = posting_status::expired;
            plan->item.at = now;
            items.postings.push_back(plan->item);
            return true;
          },
          [&context, key, &posting, plan](const domain::item_result& result) {
            take_over(posting, *plan, result);
            context.news->posting_changed(key, posting->owner_id);
          }};
}

}  // namespace homigo::actors
