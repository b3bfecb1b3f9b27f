#include "support/fake_entity_store.hpp"

#include <algorithm>

namespace homigo::tests {

using domain::entity_kind;
using domain::uuid;
using persistence::commit_outcome;
using persistence::stored_entity;

void fake_entity_store::load(domain::entity_key key, std::function<void(std::optional<stored_entity>)> done) {
  loads.push_back(key);
  operations_.push_back({std::nullopt, [this, key, done = std::move(done)](fate what) {
                           if (what == fate::silent) return;
                           if (what == fate::done) return done(read(key));
                           done(std::nullopt);
                         }});
}

void fake_entity_store::commit(std::size_t lane, domain::commit_batch batch, std::function<void(commit_outcome)> done) {
  batches.push_back(batch);
  operations_.push_back({lane, [this, batch = std::move(batch), done = std::move(done)](fate what) {
                           using status = commit_outcome::status;
                           switch (what) {
                             case fate::done:
                               return done(write(batch));
                             case fate::rolled_back:
                               return done({status::rolled_back, {}, "as the test wants it"});
                             case fate::unknown_written:
                               write(batch);
                               [[fallthrough]];
                             case fate::unknown_lost:
                               return done({status::unknown, {}, "as the test wants it"});
                             case fate::silent:
                               return;
                           }
                         }});
}

void fake_entity_store::waiting_commands(std::size_t limit, std::function<void(std::vector<waiting_command>)> done) {
  std::erase_if(commands, [this](const auto& c) { return c.command_id && consumed.contains(*c.command_id); });
  done({commands.begin(), commands.begin() + static_cast<std::ptrdiff_t>(std::min(limit, commands.size()))});
}

void fake_entity_store::finish(std::size_t i, fate what) {
  const auto same_lane = [&](const operation& o) { return o.lane == operations_[i].lane; };
  const auto chosen = operations_[i].lane ? std::ranges::find_if(operations_, same_lane)
                                          : operations_.begin() + static_cast<std::ptrdiff_t>(i);
  const auto first = std::move(*chosen);
  operations_.erase(chosen);
  first.run(what);
}

void fake_entity_store::add_posting(domain::entity_key key, const uuid& owner) {
  postings[key.id] = {owner, domain::posting_status::active, std::nullopt, 1, {}};
  versions[key.id] = 1;
}

void fake_entity_store::add_conversation(const uuid& id, const uuid& tenant, const uuid& host) {
  conversations[id] = {tenant, host, 0, false};
}

std::vector<domain::shard_claim> fake_entity_store::raise_epoch(std::uint16_t shard) {
  ++epochs_[shard];
  return claims();
}

std::vector<domain::shard_claim> fake_entity_store::claims() const {
  std::vector<domain::shard_claim> all;
  for (std::size_t s = 0; s < epochs_.size(); ++s) all.push_back({static_cast<std::int32_t>(s), epochs_[s]});
  return all;
}

stored_entity fake_entity_store::read(const domain::entity_key& key) const {
  stored_entity out;
  out.key = key;
  if (const auto version = versions.find(key.id); version != versions.end()) out.version = version->second;
  if (const auto posting = postings.find(key.id); posting != postings.end()) out.posting = posting->second;
  if (const auto talk = conversations.find(key.id); talk != conversations.end()) out.conversation = talk->second;
  for (const auto& [ids, state] : pairs)
    if (key.id == (key.kind == entity_kind::listing ? ids.first : ids.second))
      out.pairs.push_back({ids.first, ids.second, state});
  return out;
}

bool fake_entity_store::fenced(const domain::commit_batch& batch) const {
  return batch.incarnation != incarnation || std::ranges::any_of(batch.shards, [&](const domain::shard_claim& c) {
           return epochs_[static_cast<std::size_t>(c.shard)] != c.epoch;
         });
}

/// What constraints of the tables catch: one live swipe per side of a pair, one match per pair.
bool fake_entity_store::rejected(const domain::commit_batch& batch) const {
  return std::ranges::any_of(batch.items.swipes, [&](const domain::swipe_item& s) {
    const auto found = pairs.find({s.listing_id, s.requirement_id});
    if (is_wrong(s)) return true;
    if (found == pairs.end()) return !s.is_new;
    return domain::swipe_of(found->second, s.side).has_value() == s.is_new || (s.match_id && found->second.match_id);
  });
}

void fake_entity_store::refuse(const domain::commit_batch& batch, std::set<std::int32_t>& dropped,
                               domain::commit_report& report) const {
  for (const auto& group : batch.groups) {
    const auto known = versions.find(group.entity_id);
    if ((known == versions.end() ? 0 : known->second) == group.version) continue;
    report.stale.push_back(group.g);
    dropped.insert(group.g);
  }
  const auto stale = dropped;
  const auto judged = [&](std::int32_t g, std::int32_t i, std::string code) {
    if (code.empty() || stale.contains(g)) return;
    report.refused.push_back({g, i, std::move(code)});
    dropped.insert(g);
  };
  for (const auto& s : batch.items.swipes) judged(s.g, s.i, judge(s));
  for (const auto& m : batch.items.messages)
    judged(m.g, m.i, conversations.at(m.conversation_id).closed ? "conversation_closed" : "");
}

commit_outcome fake_entity_store::write(const domain::commit_batch& batch) {
  using status = commit_outcome::status;
  if (fenced(batch)) return {status::fenced, {}, "HF001"};
  commit_outcome outcome;
  auto& report = outcome.report;
  std::set<std::int32_t> dropped;
  refuse(batch, dropped, report);
  domain::commit_batch kept = batch;
  const auto keep = [&](auto& items) {
    std::erase_if(items, [&](const auto& item) { return dropped.contains(item.g); });
  };
  keep(kept.groups);
  domain::for_each_kind(keep, kept.items);
  if (rejected(kept)) return {status::rejected, {}, "23505"};
  for (const auto& group : kept.groups) ++versions[group.entity_id];
  for (const auto& item : kept.items.swipes) write_swipe(item, report);
  for (const auto& item : kept.items.undos) write_undo(item);
  for (const auto& item : kept.items.endings) write_ending(item, report);
  for (const auto& item : kept.items.postings) write_posting(item, report);
  for (const auto& item : kept.items.messages) write_message(item, report);
  for (const auto& v : kept.items.visits)
    write_message({v.g,
                   v.i,
                   v.conversation_id,
                   v.message_id,
                   v.sender_id,
                   v.type,
                   v.body,
                   {},
                   v.client_message_id,
                   v.at,
                   v.tenant_id,
                   v.host_id},
                  report);
  return outcome;
}

void fake_entity_store::write_swipe(const domain::swipe_item& item, domain::commit_report& report) {
  const pair_key key{item.listing_id, item.requirement_id};
  auto& pair = pairs[key];
  domain::swipe_of(pair, item.side) = domain::standing_swipe{item.swipe_id, item.action, item.at};
  if (item.match_id) {
    pair.match_id = item.match_id;
    pair.conversation_id = item.conversation_id;
    pair.phase = domain::pair_phase::matched;
    matches.push_back({*item.match_id, item.listing_id, item.requirement_id});
    add_conversation(*item.conversation_id, postings.at(item.requirement_id).owner_id,
                     postings.at(item.listing_id).owner_id);
    tell_both(key, "match.created", *item.match_id, {item.g, item.i}, report);
  } else if (item.notify) {
    const auto& target = item.side == domain::pair_side::tenant ? item.listing_id : item.requirement_id;
    tell(postings.at(target).owner_id, "swipe.received", item.swipe_id, {item.g, item.i}, report);
  }
}

void fake_entity_store::write_undo(const domain::undo_item& item) {
  domain::swipe_of(pairs.at({item.listing_id, item.requirement_id}), item.side).reset();
}

void fake_entity_store::write_ending(const domain::ending_item& item, domain::commit_report& report) {
  if (item.command_id) consumed.insert(*item.command_id);
  const pair_key key{item.listing_id, item.requirement_id};
  const auto found = pairs.find(key);
  if (found == pairs.end()) return;
  if (!item.already_ended) found->second.phase = domain::pair_phase::ended;
  if (item.status) found->second.status = *item.status;
  if (!item.match_id) return;
  auto& talk = conversations.at(found->second.conversation_id.value());
  talk.closed = true;
  domain::item_result result;
  result.g = item.g, result.i = item.i, result.tenant_id = talk.tenant_id, result.host_id = talk.host_id;
  report.results.push_back(result);
  if (!item.already_ended) tell_both(key, "match.ended", *item.match_id, {item.g, item.i}, report);
}

void fake_entity_store::write_posting(const domain::posting_item& item, domain::commit_report& report) {
  if (item.command_id) consumed.insert(*item.command_id);
  const auto found = postings.find(item.posting_id);
  if (found == postings.end()) return;
  auto& posting = found->second;
  if (item.publish) posting.status = domain::posting_status::active;
  if (item.status) posting.status = *item.status;
  domain::item_result result;
  result.g = item.g, result.i = item.i, result.status = posting.status, result.revision = posting.revision;
  report.results.push_back(result);
}

void fake_entity_store::write_message(const domain::message_item& item, domain::commit_report& report) {
  auto& talk = conversations.at(item.conversation_id);
  auto& all = messages[item.conversation_id];
  const auto same = std::ranges::find_if(all, [&](const stored_message& m) {
    return item.client_message_id && m.item.sender_id == item.sender_id &&
           m.item.client_message_id == item.client_message_id;
  });
  const bool duplicate = same != all.end();
  if (!duplicate) all.push_back({item, ++talk.last_sequence});
  const auto& stored = duplicate ? *same : all.back();
  domain::item_result result;
  result.g = item.g, result.i = item.i;
  result.message_id = stored.item.message_id, result.sequence = stored.sequence, result.duplicate = duplicate;
  report.results.push_back(result);
  if (duplicate) return;
  for (const auto& user : {talk.tenant_id, talk.host_id})
    tell(user, "message.created", stored.item.message_id, {item.g, item.i}, report);
}

void fake_entity_store::tell(const uuid& user, std::string event, const uuid& reference, item_place item,
                             domain::commit_report& report) {
  auto& log = events[user];
  log.push_back(event);
  report.events.push_back({user, static_cast<std::int64_t>(log.size()), std::move(event), reference, item.g, item.i});
}

void fake_entity_store::tell_both(const pair_key& pair, const std::string& event, const uuid& reference,
                                  item_place item, domain::commit_report& report) {
  tell(postings.at(pair.first).owner_id, event, reference, item, report);
  tell(postings.at(pair.second).owner_id, event, reference, item, report);
}

}  // namespace homigo::tests
