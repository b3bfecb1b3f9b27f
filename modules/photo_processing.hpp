// Turns what somebody uploaded into three clean JPEG files, or says why it is no photo.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/errc.hpp"

namespace homigo::modules {

enum class image_format : std::uint8_t { unknown, jpeg, png, webp };

/// By its first bytes: neither the declared type nor a file name is believed.
image_format sniff_image(std::string_view content);

struct photo_limits {
  /// Checked in the header, before anything is decoded.
  std::int64_t max_pixels = 50'000'000;
  std::int32_t max_side = 12'000;
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
/// photos are in work at once, others wait. Fails with unsupported_media_type or invalid_fields at `/photo`.
domain::result<processed_photo> process_photo(std::string_view content, const photo_limits& limits = {});

/// A plain gradient of `width` × `height` between two colours (0xRRGGBB) as a PNG file: pictures of demo listings.
std::string make_gradient_png(std::int32_t width, std::int32_t height, std::uint32_t from, std::uint32_t to);

}  // namespace homigo::modules
