#include "modules/postings/photo_format.hpp"

#include <algorithm>

namespace homigo::modules {
namespace {

using namespace std::string_view_literals;

std::int64_t byte_at(std::string_view content, std::size_t at) { return static_cast<unsigned char>(content[at]); }
std::int64_t word_at(std::string_view content, std::size_t at) {
  return byte_at(content, at) * 256 + byte_at(content, at + 1);
}

/// An ISO media file whose brand is one of HEIF's for HEVC.
bool is_heif(std::string_view content) {
  constexpr std::string_view brands[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"};
  return content.size() >= 12 && content.substr(4, 4) == "ftyp" &&
         std::ranges::find(brands, content.substr(8, 4)) != std::end(brands);
}

/// Markers of frames whose coefficients come in several scans: progressive, with either entropy coding.
bool is_progressive(std::int64_t marker) {
  return marker == 0xC2 || marker == 0xC6 || marker == 0xCA || marker == 0xCE;
}
bool begins_frame(std::int64_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Two bytes for each sample of each component; `frame` begins behind the marker.
std::int64_t samples_of(std::string_view frame) {
  if (frame.size() < 8) return 0;
  const auto pixels = word_at(frame, 3) * word_at(frame, 5);
  const auto components = static_cast<std::size_t>(byte_at(frame, 7));
  std::int64_t across = 1, down = 1, sampled = 0;
  for (std::size_t i = 0; i < components && frame.size() >= 8 + 3 * (i + 1); ++i) {
    const auto factors = byte_at(frame, 8 + 3 * i + 1);
    across = std::max(across, factors >> 4);
    down = std::max(down, factors & 15);
    sampled += (factors >> 4) * (factors & 15);
  }
  return pixels * sampled / (across * down);
}

}  // namespace

image_format sniff_image(std::string_view content) {
  if (content.starts_with("\xFF\xD8\xFF"sv)) return image_format::jpeg;
  if (content.starts_with("\x89PNG\r\n\x1A\n"sv)) return image_format::png;
  if (content.size() >= 12 && content.starts_with("RIFF"sv) && content.substr(8, 4) == "WEBP"sv)
    return image_format::webp;
  return is_heif(content) ? image_format::heif : image_format::unknown;
}

std::int64_t jpeg_coefficient_bytes(std::string_view content) {
  for (std::size_t at = 2; at + 4 <= content.size() && byte_at(content, at) == 0xFF;) {
    const auto marker = byte_at(content, at + 1);
    if (marker == 0xFF) {
      ++at;  // a fill byte
      continue;
    }
    if (begins_frame(marker)) return is_progressive(marker) ? 2 * samples_of(content.substr(at + 2)) : 0;
    at += 2 + static_cast<std::size_t>(word_at(content, at + 2));
  }
  return 0;
}

}  // namespace homigo::modules
