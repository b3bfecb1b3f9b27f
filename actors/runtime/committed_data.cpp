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

std::string json_of(const domain::message_item& item, std::int64_t sequence) {
  return codec::to_json(domain::message{item.message_id, item.conversation_id, sequence, item.sender_id, item.type,
                                        item.body, item.attachment_id, item.visit, item.client_message_id, item.at});
}

std::string json_of(const domain::read_item& item, std::int64_t sequence) {
  return codec::to_json(domain::read_mark{item.conversation_id, item.reader_id, sequence});
}

template <class Items>
std::shared_ptr<const std::string> found(const Items& items, const std::vector<domain::item_result>& results,
                                         std::int32_t i) {
  const auto item = item_at(items, i);
  const auto result = item_at(results, i);
  if (item == items.end() || result == results.end() || !result->sequence) return nullptr;
  return std::make_shared<const std::string>(json_of(*item, *result->sequence));
}

}  // namespace

std::shared_ptr<const std::string> committed_data::of(const domain::user_event& event) const {
  const auto known = by_item_.find({event.g, event.i});
  if (known != by_item_.end()) return known->second;
  return by_item_[{event.g, event.i}] = written(event);
}

std::shared_ptr<const std::string> committed_data::written(const domain::user_event& event) const {
  const auto g = static_cast<std::size_t>(event.g);
  const auto& items = groups_[g].items;
  if (event.event == "message.created") return found(items.messages, outcomes_[g].results, event.i);
  if (event.event == "message.read" || event.event == "read_marks.updated")
    return found(items.reads, outcomes_[g].results, event.i);
  return nullptr;
}

}  // namespace homigo::actors
