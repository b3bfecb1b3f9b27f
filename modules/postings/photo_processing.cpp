#include "modules/postings/photo_processing.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "modules/postings/photo_places.hpp"
#include "modules/postings/vips_image.hpp"

namespace homigo::modules {
namespace {

constexpr int jpeg_quality = 82;

/// Of eight workers two may decode and two more than half may wait: the others go on serving.
constexpr std::size_t most_working = 2, most_waiting = 6;

domain::failure unreadable() {
  return domain::invalid_field("/photo", "unreadable", "is damaged or incomplete and cannot be decoded");
}

/// How a file is opened: as it is, or smaller already.
struct opening {
  image_format format;
  VipsFailOn fail_on = VIPS_FAIL_ON_ERROR;
  int shrink = 1;      // of JPEG: 1, 2, 4 or 8
  double scale = 1.0;  // of WebP
};

/// The loader of exactly this format: bytes that are several formats at once are read as the one that was recognised.
vips_image open_image(std::string_view content, const opening& how) {
  void* data = const_cast<char*>(content.data());
  const auto size = content.size();
  const auto on = how.fail_on;
  constexpr auto line_by_line = VIPS_ACCESS_SEQUENTIAL;
  return vips_image::made([&](VipsImage** out) {
    switch (how.format) {
      case image_format::jpeg:
        return vips_jpegload_buffer(data, size, out, "fail_on", on, "access", line_by_line, "shrink", how.shrink,
                                    nullptr);
      case image_format::png:
        return vips_pngload_buffer(data, size, out, "fail_on", on, "access", line_by_line, nullptr);
      case image_format::webp:
        return vips_webpload_buffer(data, size, out, "fail_on", on, "access", line_by_line, "scale", how.scale,
                                    nullptr);
      case image_format::heif:
        return vips_heifload_buffer(data, size, out, "fail_on", on, "access", line_by_line, nullptr);
      case image_format::unknown:
        break;
    }
    return -1;
  });
}

/// What the decoder has to keep at once.
std::int64_t decoding_bytes(std::string_view content, image_format format, const vips_image& header) {
  const auto pixels = std::int64_t{header.width()} * header.height();
  switch (format) {
    case image_format::jpeg:
      return jpeg_coefficient_bytes(content);
    case image_format::png:
      return vips_image_get_typeof(header.get(), "interlaced") != 0 ? VIPS_IMAGE_SIZEOF_IMAGE(header.get()) : 0;
    case image_format::webp:
      return pixels * 4;
    case image_format::heif:
      return pixels * 9 / 2;  // planes at half resolution for colour, then three bytes each
    case image_format::unknown:
      break;
  }
  return 0;
}

std::optional<domain::failure> too_large(std::string_view content, image_format format, const vips_image& header,
                                         const photo_limits& limits) {
  const auto pixels = std::int64_t{header.width()} * header.height();
  const auto most = format == image_format::jpeg ? limits.max_jpeg_pixels : limits.max_pixels;
  if (std::max(header.width(), header.height()) > limits.max_side || pixels > most)
    return domain::invalid_field("/photo", "too_many_pixels",
                                 "must have at most " + std::to_string(limits.max_side) + " pixels a side and " +
                                     std::to_string(most / 1'000'000) + " megapixels");
  if (decoding_bytes(content, format, header) > limits.max_bytes)
    return domain::invalid_field("/photo", "too_many_pixels",
                                 "has too many pixels for its format: send it as an ordinary (baseline) JPEG");
  return std::nullopt;
}

/// As small as the file can be read without becoming smaller than the largest size.
opening shrunk_on_load(image_format format, const vips_image& header) {
  opening how{format};
  const auto longest = std::max(header.width(), header.height());
  while (how.shrink < 8 && longest / (2 * how.shrink) >= full_side) how.shrink *= 2;
  how.scale = std::min(1.0, static_cast<double>(full_side) / longest);
  return how;
}

vips_image without_alpha(vips_image image) {
  if (!vips_image_hasalpha(image.get())) return image;
  const bool deep = vips_image_get_format(image.get()) == VIPS_FORMAT_USHORT;
  const double white = deep ? 65535 : 255;
  VipsArrayDouble* background = vips_array_double_new(&white, 1);
  struct guard {
    VipsArrayDouble* array;
    ~guard() { vips_area_unref(VIPS_AREA(array)); }
  } held{background};
  return vips_image::made([&](VipsImage** out) {
    return vips_flatten(image.get(), out, "background", background, "max_alpha", white, nullptr);
  });
}

vips_image shrunk(const vips_image& image, int longest_side) {
  const double scale = static_cast<double>(longest_side) / std::max(image.width(), image.height());
  return vips_image::made([&](VipsImage** out) {
    return scale < 1 ? vips_resize(image.get(), out, scale, nullptr) : vips_copy(image.get(), out, nullptr);
  });
}

vips_image in_memory(const vips_image& image) {
  VipsImage* copy = vips_image_copy_memory(image.get());
  require_vips(copy ? 0 : -1);
  return vips_image{copy};
}

vips_image in_srgb(const vips_image& image) {
  if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0) {
    try {
      return in_memory(vips_image::made([&](VipsImage** out) {
        return vips_icc_transform(image.get(), out, "srgb", "embedded", TRUE, "depth", 8, nullptr);
      }));
    } catch (const vips_failure&) {
      // A profile that does not fit the picture: the colours are then taken as they stand.
    }
  }
  return in_memory(vips_image::made(
      [&](VipsImage** out) { return vips_colourspace(image.get(), out, VIPS_INTERPRETATION_sRGB, nullptr); }));
}

sized_photo saved(const vips_image& image) {
  return {saved_bytes([&](void** buffer, std::size_t* size) {
            return vips_jpegsave_buffer(image.get(), buffer, size, "Q", jpeg_quality, "strip", TRUE, "optimize_coding",
                                        TRUE, nullptr);
          }),
          image.width(), image.height()};
}

/// Reads the file line by line and keeps no more of it than the full size needs, but decodes all of it.
processed_photo make_sizes(vips_image image) {
  const auto decoded = in_memory(shrunk(without_alpha(std::move(image)), full_side));
  const auto upright = vips_image::made([&](VipsImage** out) { return vips_autorot(decoded.get(), out, nullptr); });
  const auto full = in_srgb(upright);
  return {saved(shrunk(full, thumb_side)), saved(shrunk(full, card_side)), saved(full)};
}

/// Some cameras and transfers lose the two bytes that end a JPEG: then all the rest must be in order.
processed_photo decoded(std::string_view content, opening how) {
  try {
    return make_sizes(open_image(content, how));
  } catch (const vips_failure&) {
    if (how.format != image_format::jpeg) throw;
  }
  how.fail_on = VIPS_FAIL_ON_WARNING;
  return make_sizes(open_image(std::string{content}.append("\xFF\xD9"), how));
}

bool reads_heif() { return vips_type_find("VipsOperation", "heifload_buffer") != 0; }

}  // namespace

domain::result<processed_photo> process_photo(std::string_view content, const photo_limits& limits) {
  const auto format = sniff_image(content);
  start_vips();
  if (format == image_format::unknown || (format == image_format::heif && !reads_heif()))
    return domain::failure{domain::errc::unsupported_media_type, "A photo must be a JPEG, PNG, WebP or HEIC file."};
  static photo_places places{most_working, most_waiting};
  const photo_places::place held{places};
  if (!held)
    return domain::failure{domain::errc::overloaded,
                           "Too many photos are being processed. Please try again.",
                           {},
                           std::chrono::seconds{2}};
  try {
    const auto header = open_image(content, {format});
    if (auto refused = too_large(content, format, header, limits)) return *refused;
    return decoded(content, shrunk_on_load(format, header));
  } catch (const vips_failure&) {
    return unreadable();
  }
}

std::string make_gradient_png(std::int32_t width, std::int32_t height, std::uint32_t from, std::uint32_t to) {
  start_vips();
  std::string pixels;
  pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (std::int32_t y = 0; y < height; ++y)
    for (std::int32_t x = 0; x < width; ++x) {
      const double share = static_cast<double>(x + y) / (width + height);
      for (const int shift : {16, 8, 0}) {
        const double first = (from >> shift) & 255, last = (to >> shift) & 255;
        pixels += static_cast<char>(std::lround(first + (last - first) * share));
      }
    }
  const vips_image image{
      vips_image_new_from_memory_copy(pixels.data(), pixels.size(), width, height, 3, VIPS_FORMAT_UCHAR)};
  return saved_bytes(
      [&](void** buffer, std::size_t* size) { return vips_pngsave_buffer(image.get(), buffer, size, nullptr); });
}

}  // namespace homigo::modules
