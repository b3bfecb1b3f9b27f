#include "actors/postings/posting_edit.hpp"

#include "codec/json_writer.hpp"

namespace homigo::actors {
namespace {

using domain::entity_kind;
using domain::errc;
using domain::posting_status;
using persistence::stored_posting;

domain::posting_kind kind_of(const domain::entity_key& key) {
  return key.kind == entity_kind::listing ? domain::posting_kind::listing : domain::posting_kind::requirement;
}

std::string packed(const posting_content& content) {
  return std::visit([](const auto& typed) { return codec::to_binary(typed); }, content);
}

domain::raw_json columns_of(const posting_content& content) {
  domain::raw_json columns;
  std::visit([&]<class Content>(
                 const Content& typed) { codec::append_columns(columns.text, domain::descriptor<Content>(), &typed); },
             content);
  return columns;
}

void plan_content(const edit_posting& wanted, const std::string& before, planned_edit& edit) {
  edit.content = wanted.content ? packed(*wanted.content) : before;
  if (wanted.content && (wanted.create || edit.content != before)) edit.item.columns = columns_of(*wanted.content);
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
  if (wanted.content && wanted.based_on != posting->revision) return domain::refusal(errc::conflict);
  return {};
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
  if (wanted.create && (posting || !wanted.content)) return domain::refusal(errc::conflict);
  planned_edit edit;
  edit.item.posting_id = key.id;
  edit.item.kind = key.kind;
  edit.item.owner_id = wanted.owner_id;
  edit.item.create = wanted.create;
  edit.item.at = now;
  plan_content(wanted, posting ? posting->content : std::string{}, edit);
  if (wanted.status && !wanted.create)
    if (auto done = plan_status(key, *posting, *wanted.status, now, edit); !done) return done.error();
  if (!edit.item.columns && !edit.item.publish && !edit.item.status) return std::optional<planned_edit>{};
  return std::optional{std::move(edit)};
}

domain::posting_life life_of(const stored_posting& posting, domain::instant now) {
  const domain::posting_life life{posting.status, std::nullopt, posting.valid_until};
  return domain::expire(life, now).next;
}

void take_over(std::optional<stored_posting>& posting, const planned_edit& edit, const domain::item_result& result) {
  if (!posting) posting.emplace().owner_id = edit.item.owner_id;
  posting->content = edit.content;
  if (result.status) posting->status = *result.status;
  if (result.revision) posting->revision = *result.revision;
  posting->valid_until = result.valid_until;
}

}  // namespace homigo::actors
