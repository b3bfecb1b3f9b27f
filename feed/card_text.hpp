// A card's JSON in little room: compressed against a text that looks like every card, without its count of likes, which
// changes more often than all the rest.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

union LZ4_stream_u;

namespace homigo::feed {

/// What a stored card consists of.
struct packed_card {
  std::unique_ptr<char[]> bytes;
  std::uint32_t packed_size = 0;
  std::uint32_t size = 0;      // of the text, the digits of its likes left out
  std::uint32_t likes_at = 0;  // where in the text they belong
  std::int32_t likes = 0;
};

/// Thread-safe.
class card_packer {
public:
  /// `sample` looks like the cards to come: what stands in its last 64 KiB costs next to nothing in a card.
  explicit card_packer(std::string sample);
  card_packer(const card_packer&) = delete;
  card_packer& operator=(const card_packer&) = delete;

  /// @pre `json` has one number behind "likes_count":
  packed_card pack(std::string_view json) const;
  void append(const packed_card& card, std::string& out) const;

private:
  std::string sample_;
  std::uint64_t number_;                          // no two packers of the process share it
  std::shared_ptr<const LZ4_stream_u> prepared_;  // has read the sample; it refers to its bytes
};

}  // namespace homigo::feed
