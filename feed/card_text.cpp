#include "feed/card_text.hpp"

#include <lz4.h>

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

}  // namespace

card_packer::card_packer(std::string sample) : sample_(std::move(sample)) {
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
  const auto start = out.size();
  out.resize(start + card.size);
  const int size = LZ4_decompress_safe_usingDict(card.bytes.get(), out.data() + start, length(card.packed_size),
                                                 length(card.size), sample_.data(), length(sample_.size()));
  if (size != length(card.size)) throw std::logic_error{"a card cannot be unpacked"};
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, card.likes).ptr;
  out.insert(start + card.likes_at, digits, static_cast<std::size_t>(end - digits));
}

}  // namespace homigo::feed
