#include "actors/pairs/pair_table.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace homigo::actors {
namespace {

using domain::pair_state;
using domain::standing_swipe;
using domain::uuid;

constexpr std::size_t uuid_bytes = 16;
constexpr std::size_t time_bytes = 6;  // milliseconds since 1970
constexpr std::size_t most_bytes = uuid_bytes + 2 + 2 * (uuid_bytes + time_bytes) + 2 * uuid_bytes;

/// What there is of a pair, in 16 bits behind the other posting; the rest follows in the order of pair_state.
struct outline {
  std::uint16_t has_tenant : 1;
  std::uint16_t tenant_action : 2;
  std::uint16_t has_host : 1;
  std::uint16_t host_action : 2;
  std::uint16_t has_match : 1;
  std::uint16_t has_conversation : 1;
  std::uint16_t phase : 2;
  std::uint16_t status : 4;
};
static_assert(sizeof(outline) == 2 && std::endian::native == std::endian::little);

class writer {
public:
  explicit writer(std::uint8_t* to) : begin_(to), at_(to) {}
  void put(const void* bytes, std::size_t count) {
    std::memcpy(at_, bytes, count);
    at_ += count;
  }
  void put(const std::optional<uuid>& id) {
    if (id) put(id->data, uuid_bytes);
  }
  void put(const std::optional<standing_swipe>& swipe) {
    if (!swipe) return;
    put(swipe->swipe_id.data, uuid_bytes);
    const std::int64_t time = swipe->at.time_since_epoch().count();
    put(&time, time_bytes);
  }
  std::size_t size() const { return static_cast<std::size_t>(at_ - begin_); }

private:
  std::uint8_t* begin_;
  std::uint8_t* at_;
};

class reader {
public:
  explicit reader(const std::uint8_t* from) : at_(from) {}
  void get(void* bytes, std::size_t count) {
    std::memcpy(bytes, at_, count);
    at_ += count;
  }
  uuid id() {
    uuid out;
    get(out.data, uuid_bytes);
    return out;
  }
  standing_swipe swipe(unsigned action) {
    standing_swipe out;
    out.swipe_id = id();
    out.action = static_cast<domain::swipe_action>(action);
    std::int64_t time = 0;
    get(&time, time_bytes);
    out.at = domain::instant{std::chrono::milliseconds{time}};
    return out;
  }

private:
  const std::uint8_t* at_;
};

outline outline_of(const pair_state& pair) {
  outline o{};
  o.has_tenant = pair.tenant.has_value();
  if (pair.tenant) o.tenant_action = static_cast<std::uint16_t>(pair.tenant->action) & 3U;
  o.has_host = pair.host.has_value();
  if (pair.host) o.host_action = static_cast<std::uint16_t>(pair.host->action) & 3U;
  o.has_match = pair.match_id.has_value();
  o.has_conversation = pair.conversation_id.has_value();
  o.phase = static_cast<std::uint16_t>(pair.phase) & 3U;
  o.status = static_cast<std::uint16_t>(pair.status) & 15U;
  return o;
}

/// The bits of the hash that its multiplication mixes best.
std::size_t first_place(const uuid& other, std::size_t slots) {
  const auto bits = std::bit_width(slots) - 1;
  return bits == 0 ? 0 : domain::uuid_hash{}(other) >> (64 - bits);
}

}  // namespace

void pair_table::reserve(std::size_t pairs) {
  if (pairs == 0) return;
  const auto slots = std::bit_ceil(pairs + (pairs + 6) / 7);
  if (slots > slots_.size()) resize(slots);
}

pair_state pair_table::find(const uuid& other) const {
  if (empty()) return {};
  const auto& slot = slots_[place_of(other)];
  return slot ? unpacked(slot.get()) : pair_state{};
}

void pair_table::set(const uuid& other, const pair_state& pair) {
  reserve(size_ + 1);
  std::array<std::uint8_t, most_bytes> bytes;
  writer to{bytes.data()};
  to.put(other.data, uuid_bytes);
  const auto head = outline_of(pair);
  to.put(&head, sizeof head);
  to.put(pair.tenant);
  to.put(pair.host);
  to.put(pair.match_id);
  to.put(pair.conversation_id);
  auto& slot = slots_[place_of(other)];
  if (!slot) ++size_;
  slot = std::make_unique_for_overwrite<std::uint8_t[]>(to.size());
  std::memcpy(slot.get(), bytes.data(), to.size());
}

uuid pair_table::key_of(const std::uint8_t* pair) { return reader{pair}.id(); }

pair_state pair_table::unpacked(const std::uint8_t* pair) {
  reader from{pair + uuid_bytes};
  outline head;
  from.get(&head, sizeof head);
  pair_state out;
  if (head.has_tenant) out.tenant = from.swipe(head.tenant_action);
  if (head.has_host) out.host = from.swipe(head.host_action);
  if (head.has_match) out.match_id = from.id();
  if (head.has_conversation) out.conversation_id = from.id();
  out.phase = static_cast<domain::pair_phase>(head.phase);
  out.status = static_cast<domain::match_status>(head.status);
  return out;
}

std::size_t pair_table::place_of(const uuid& other) const {
  auto place = first_place(other, slots_.size());
  while (slots_[place] && std::memcmp(slots_[place].get(), other.data, uuid_bytes) != 0)
    place = (place + 1) % slots_.size();
  return place;
}

void pair_table::resize(std::size_t slots) {
  auto before = std::exchange(slots_, std::vector<packed>(slots));
  for (auto& slot : before)
    if (slot) slots_[place_of(key_of(slot.get()))] = std::move(slot);
}

}  // namespace homigo::actors
