#include "feed/card_text.hpp"

#include <lz4.h>

#include <array>
#include <atomic>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace homigo::feed {
namespace {

constexpr std::string_view likes_name = "\"likes_count\":";

/// LZ4 wants a number for every length.
int length(std::size_t size) { return static_cast<int>(size); }

std::size_t place_of_likes(std::string_view json) {
  // A text within the card cannot hold this: its quotation marks are escaped.
  const auto at = json.find(likes_name);
  if (at == std::string_view::npos) throw std::logic_error{"a card without likes_count"};
  return at + likes_name.size();
}

std::atomic<std::uint64_t> packers{0};

/// A packer's sample with room behind it: LZ4 unpacks half as fast again where the sample stands right before the text.
class unpacking_room {
public:
  /// Room for a text of `size` octets, valid until the next call.
  char* behind(std::uint64_t packer, std::string_view sample, std::size_t size) {
    if (packer != packer_ || bytes_.size() < sample.size() + size) {
      bytes_.resize(sample.size() + size + size / 2);
      std::memcpy(bytes_.data(), sample.data(), sample.size());
      packer_ = packer;
    }
    return bytes_.data() + sample.size();
  }

private:
  static constexpr std::uint64_t nobody = static_cast<std::uint64_t>(-1);
  std::uint64_t packer_ = nobody;
  std::vector<char> bytes_;
};

/// A thread's; one for each direction of the feed, whose packers are made in turn.
unpacking_room& room_of(std::uint64_t packer) {
  thread_local std::array<unpacking_room, 2> rooms;
  return rooms[packer % rooms.size()];
}

}  // namespace

card_packer::card_packer(std::string sample) : sample_(std::move(sample)), number_(packers++) {
  auto stream = std::make_shared<LZ4_stream_t>();
  LZ4_initStream(stream.get(), sizeof *stream);
  LZ4_loadDict(stream.get(), sample_.data(), length(sample_.size()));
  prepared_ = std::move(stream);
}

packed_card card_packer::pack(std::string_view json) const {
  const auto at = place_of_likes(json);
  packed_card card;
  const auto parsed = std::from_chars(json.data() + at, json.data() + json.size(), card.likes);
  std::string text{json.substr(0, at)};
  text.append(parsed.ptr, json.data() + json.size());
  card.size = static_cast<std::uint32_t>(text.size());
  card.likes_at = static_cast<std::uint32_t>(at);
  LZ4_stream_t stream = *prepared_;
  std::vector<char> packed(static_cast<std::size_t>(LZ4_compressBound(length(text.size()))));
  const int size =
      LZ4_compress_fast_continue(&stream, text.data(), packed.data(), length(text.size()), length(packed.size()), 1);
  if (size <= 0) throw std::logic_error{"a card cannot be packed"};
  card.packed_size = static_cast<std::uint32_t>(size);
  card.bytes = std::make_unique<char[]>(card.packed_size);
  std::memcpy(card.bytes.get(), packed.data(), card.packed_size);
  return card;
}

void card_packer::append(const packed_card& card, std::string& out) const {
  char* const text = room_of(number_).behind(number_, sample_, card.size);
  const int size =
      LZ4_decompress_safe_usingDict(card.bytes.get(), text, length(card.packed_size), length(card.size),
                                    sample_.empty() ? nullptr : text - sample_.size(), length(sample_.size()));
  if (size != length(card.size)) throw std::logic_error{"a card cannot be unpacked"};
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, card.likes).ptr;
  out.append(text, card.likes_at).append(digits, end).append(text + card.likes_at, card.size - card.likes_at);
}

}  // namespace homigo::feed
