#include "actors/runtime/committed_data.hpp"

#include <algorithm>

#include "codec/json_writer.hpp"
#include "domain/conversations/conversation.hpp"

namespace homigo::actors {
namespace {

template <class Items>
auto item_at(const Items& items, std::int32_t i) {
  return std::ranges::find_if(items, [i](const auto& item) { return item.i == i; });
}

/// Of whatever stands in a conversation.
template <class Item>
requires requires(const Item& item) {
  item.conversation_id;
  item.message_id;
}
std::string json_of(const Item& item, std::int64_t sequence) {
  domain::message shown{item.message_id,
                        item.conversation_id,
                        sequence,
                        item.sender_id,
                        item.type,
                        item.body,
                        {},
                        {},
                        item.client_message_id,
                        item.at};
  if constexpr (requires { item.attachment_id; }) shown.attachment_id = item.attachment_id;
  if constexpr (requires { item.visit; }) shown.visit = domain::raw_json{codec::to_json(item.visit)};
  return codec::to_json(shown);
}

std::string json_of(const domain::read_item& item, std::int64_t sequence) {
  return codec::to_json(domain::read_mark{item.conversation_id, item.reader_id, sequence});
}

/// Nothing for kinds whose items are read back by who shows them.
template <class Item>
std::shared_ptr<const std::string> shown(const Item& item, const domain::item_result& result) {
  if constexpr (requires { json_of(item, *result.sequence); })
    if (result.sequence) return std::make_shared<const std::string>(json_of(item, *result.sequence));
  return nullptr;
}

}  // namespace

std::shared_ptr<const std::string> committed_data::of(const domain::user_event& event) const {
  const auto known = by_item_.find({event.g, event.i});
  if (known != by_item_.end()) return known->second;
  return by_item_[{event.g, event.i}] = written(event);
}

std::shared_ptr<const std::string> committed_data::written(const domain::user_event& event) const {
  const auto g = static_cast<std::size_t>(event.g);
  const auto& results = outcomes_[g].results;
  const auto result = item_at(results, event.i);
  std::shared_ptr<const std::string> out;
  if (result == results.end()) return out;
  const auto look = [&](const auto& items) {
    if (const auto item = item_at(items, event.i); item != items.end()) out = shown(*item, *result);
  };
  domain::for_each_kind(look, groups_[g].items);
  return out;
}

}  // namespace homigo::actors
