#include "persistence/postgres/commit/message_batch.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "domain/kernel/described/type_descriptor.hpp"
#include "persistence/postgres/client/binary_array.hpp"
#include "persistence/postgres/commit/out_of_the_ordinary.hpp"

namespace homigo::postgres {
namespace {

constexpr auto statement = "homigo_commit_messages_v1";
constexpr auto statement_text =
    "SELECT last_sequences, last_seqs FROM homigo_commit_messages_v1($1::uuid, $2::int4[], $3::int8[], $4::uuid[], "
    "$5::int8[],"
    " $6::uuid[], $7::uuid[], $8::int4[], $9::int4[], $10::int4[], $11::timestamptz[], $12::uuid[], $13::int4[],"
    " $14::int4[], $15::uuid[], $16::text[], $17::text[], $18::uuid[], $19::text[], $20::timestamptz[],"
    " $21::uuid[], $22::int4[], $23::int4[], $24::int4[], $25::int4[])";

/// `{1,2,3}`, no NULL among them.
std::vector<std::int64_t> numbers_in(std::string_view array) {
  std::vector<std::int64_t> numbers;
  const char* at = array.data() + 1;
  const char* end = array.data() + array.size();
  std::int64_t value = 0;
  for (auto read = std::from_chars(at, end, value); read.ec == std::errc{}; read = std::from_chars(at, end, value)) {
    numbers.push_back(value);
    at = read.ptr + 1;
  }
  return numbers;
}

/// The places of PostgreSQL's arrays.
std::int32_t place(std::size_t index) { return static_cast<std::int32_t>(index) + 1; }

template <class Rows, class Column>
binary_parameter column(type_oid type, const Rows& rows, Column value) {
  binary_array array{type};
  for (const auto& row : rows) array.add(value(row));
  return array.parameter();
}

}  // namespace

std::optional<message_batch> message_batch::of(const domain::commit_batch& batch) {
  if (!domain::holds_alone(batch.items, &domain::commit_items::messages)) return std::nullopt;
  message_batch out{batch};
  if (!out.add_talks() || !out.add_messages()) return std::nullopt;
  out.count_events();
  return out;
}

/// Each group is a conversation that has been committed before.
bool message_batch::add_talks() {
  for (const auto& group : batch_->groups) {
    if (group.kind != domain::entity_kind::conversation || group.version == 0) return false;
    talks_.push_back({&group});
  }
  std::ranges::sort(talks_, {}, [](const talk& t) { return t.group->entity_id; });
  talk_of_.resize(talks_.size());
  for (std::size_t i = 0; i < talks_.size(); ++i) talk_of_[static_cast<std::size_t>(talks_[i].group->g)] = i;
  return true;
}

bool message_batch::add_messages() {
  for (const auto& item : batch_->items.messages) {
    const auto at = talk_of_[static_cast<std::size_t>(item.g)];
    auto& t = talks_[at];
    if (t.said == 0) t.tenant_id = item.tenant_id, t.host_id = item.host_id;
    const bool by_tenant = item.sender_id == t.tenant_id;
    if (item.conversation_id != t.group->entity_id || (!by_tenant && item.sender_id != t.host_id)) return false;
    ++t.said;
    ++(by_tenant ? t.by_tenant : t.by_host);
    t.newest = std::max(t.newest, item.at);
    messages_.push_back({&item, at, t.said});
  }
  return std::ranges::none_of(talks_, [](const talk& t) { return t.said == 0; });
}

/// Each message is news to both.
void message_batch::count_events() {
  std::vector<std::pair<domain::uuid, std::size_t>> wanted;
  for (std::size_t i = 0; i < messages_.size(); ++i) {
    wanted.emplace_back(talks_[messages_[i].talk].tenant_id, i);
    wanted.emplace_back(talks_[messages_[i].talk].host_id, i);
  }
  std::ranges::sort(wanted);
  for (const auto& [who, about] : wanted) {
    if (people_.empty() || people_.back().id != who) people_.push_back({who});
    events_.push_back({people_.size() - 1, about, ++people_.back().news});
  }
}

void message_batch::prepare(pqxx::connection& connection) { connection.prepare(statement, statement_text); }

std::vector<binary_parameter> message_batch::parameters() const {
  using enum type_oid;
  auto shards = batch_->shards;
  std::ranges::sort(shards, {}, &domain::shard_claim::shard);
  const auto of_item = [](auto member) {
    return [member](const message& m) -> const auto& { return m.item->*member; };
  };
  using item = domain::message_item;
  return {
      binary({reinterpret_cast<const char*>(batch_->incarnation.data), sizeof batch_->incarnation.data}),
      column(int4, shards, [](const auto& s) { return s.shard; }),
      column(int8, shards, [](const auto& s) { return s.epoch; }),
      column(uuid, talks_, [](const talk& t) { return t.group->entity_id; }),
      column(int8, talks_, [](const talk& t) { return t.group->version; }),
      column(uuid, talks_, [](const talk& t) { return t.tenant_id; }),
      column(uuid, talks_, [](const talk& t) { return t.host_id; }),
      column(int4, talks_, [](const talk& t) { return t.said; }),
      column(int4, talks_, [](const talk& t) { return t.by_tenant; }),
      column(int4, talks_, [](const talk& t) { return t.by_host; }),
      column(timestamptz, talks_, [](const talk& t) { return t.newest; }),
      column(uuid, messages_, of_item(&item::message_id)),
      column(int4, messages_, [](const message& m) { return place(m.talk); }),
      column(int4, messages_, [](const message& m) { return m.number; }),
      column(uuid, messages_, of_item(&item::sender_id)),
      column(type_oid::text, messages_, [](const message& m) { return domain::wire_name(m.item->type); }),
      column(type_oid::text, messages_, of_item(&item::body)),
      column(uuid, messages_, of_item(&item::attachment_id)),
      client_ids(),
      column(timestamptz, messages_, of_item(&item::at)),
      column(uuid, people_, [](const person& p) { return p.id; }),
      column(int4, people_, [](const person& p) { return p.news; }),
      column(int4, events_, [](const event& e) { return place(e.person); }),
      column(int4, events_, [](const event& e) { return place(e.message); }),
      column(int4, events_, [](const event& e) { return e.turn; }),
  };
}

/// Empty when nobody has sent one: then there is nothing to compare and to keep.
binary_parameter message_batch::client_ids() const {
  const auto has_one = [](const message& m) { return m.item->client_message_id.has_value(); };
  const auto id_of = [](const message& m) { return m.item->client_message_id; };
  if (std::ranges::none_of(messages_, has_one)) return binary_array{type_oid::text}.parameter();
  return column(type_oid::text, messages_, id_of);
}

domain::commit_report message_batch::commit(pqxx::nontransaction& work) const {
  return run_if_ordinary([&] {
    const auto answer = run_prepared(work, statement, parameters())[0];
    return report(numbers_in(answer[0].c_str()), numbers_in(answer[1].c_str()));
  });
}

domain::commit_report message_batch::report(const std::vector<std::int64_t>& last_sequences,
                                            const std::vector<std::int64_t>& last_seqs) const {
  domain::commit_report out;
  out.results.reserve(messages_.size());
  for (const auto& m : messages_) {
    auto& result = out.results.emplace_back();
    result.g = m.item->g, result.i = m.item->i;
    result.sequence = last_sequences.at(m.talk) + m.number;
  }
  out.events.reserve(events_.size());
  for (const auto& e : events_) {
    const auto& about = *messages_[e.message].item;
    const auto& who = people_[e.person];
    const auto seq = last_seqs.at(e.person) - who.news + e.turn;
    out.events.push_back({who.id, seq, "message.created", about.message_id, about.g, about.i});
  }
  return out;
}

}  // namespace homigo::postgres
