// Turns what somebody uploaded into three clean JPEG files, or says why it is no photo.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/kernel/errors/errc.hpp"
#include "modules/postings/photo_format.hpp"

namespace homigo::modules {

struct photo_limits {
  /// Checked in the header, before anything is decoded: JPEG is shrunk while it is read, the others are not.
  std::int64_t max_jpeg_pixels = 210'000'000;
  std::int64_t max_pixels = 50'000'000;
  std::int32_t max_side = 32'000;
  /// What decoding one may take, beside the file itself.
  std::int64_t max_bytes = 150'000'000;
};

/// A JPEG in sRGB without any metadata, turned the right way up.
struct sized_photo {
  std::string content;
  std::int32_t width = 0;
  std::int32_t height = 0;
};

struct processed_photo {
  sized_photo thumb;
  sized_photo card;
  sized_photo full;
};

/// Longest sides in pixels; a smaller photo is not enlarged.
inline constexpr std::int32_t thumb_side = 320;
inline constexpr std::int32_t card_side = 800;
inline constexpr std::int32_t full_side = 1600;

/// Decodes the whole of `content` (of an animation the first frame) and makes the three sizes. Thread-safe; at most two
/// photos are in work at once and six wait. Fails with unsupported_media_type, invalid_fields at `/photo`, or
/// overloaded when more come at once.
domain::result<processed_photo> process_photo(std::string_view content, const photo_limits& limits = {});

/// A plain gradient of `width` × `height` between two colours (0xRRGGBB) as a PNG file: pictures of demo listings.
std::string make_gradient_png(std::int32_t width, std::int32_t height, std::uint32_t from, std::uint32_t to);

}  // namespace homigo::modules
