#include "modules/photo_processing.hpp"

#include <algorithm>
#include <cmath>
#include <semaphore>

#include "modules/vips_image.hpp"

namespace homigo::modules {
namespace {

constexpr int jpeg_quality = 82;

/// A 50-megapixel interlaced PNG takes up to 400 MB while it is decoded: two at once, whatever the number of workers.
std::counting_semaphore<> free_places{2};

struct place {
  place() { free_places.acquire(); }
  place(const place&) = delete;
  place& operator=(const place&) = delete;
  ~place() { free_places.release(); }
};

domain::failure unreadable() {
  return domain::invalid_field("/photo", "unreadable", "is damaged or incomplete and cannot be decoded");
}

/// The loader of exactly this format: bytes that are several formats at once are read as the one that was recognised.
vips_image open_image(std::string_view content, image_format format) {
  void* data = const_cast<char*>(content.data());
  const auto size = content.size();
  return vips_image::made([&](VipsImage** out) {
    switch (format) {
      case image_format::jpeg:
        return vips_jpegload_buffer(data, size, out, "fail_on", VIPS_FAIL_ON_ERROR, "access", VIPS_ACCESS_SEQUENTIAL,
                                    nullptr);
      case image_format::png:
        return vips_pngload_buffer(data, size, out, "fail_on", VIPS_FAIL_ON_ERROR, "access", VIPS_ACCESS_SEQUENTIAL,
                                   nullptr);
      case image_format::webp:
        return vips_webpload_buffer(data, size, out, "fail_on", VIPS_FAIL_ON_ERROR, "access", VIPS_ACCESS_SEQUENTIAL,
                                    nullptr);
      case image_format::unknown:
        break;
    }
    return -1;
  });
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

}  // namespace

image_format sniff_image(std::string_view content) {
  using namespace std::string_view_literals;
  if (content.starts_with("\xFF\xD8\xFF"sv)) return image_format::jpeg;
  if (content.starts_with("\x89PNG\r\n\x1A\n"sv)) return image_format::png;
  if (content.size() >= 12 && content.starts_with("RIFF"sv) && content.substr(8, 4) == "WEBP"sv)
    return image_format::webp;
  return image_format::unknown;
}

domain::result<processed_photo> process_photo(std::string_view content, const photo_limits& limits) {
  const auto format = sniff_image(content);
  if (format == image_format::unknown)
    return domain::failure{domain::errc::unsupported_media_type, "A photo must be a JPEG, PNG or WebP file."};
  start_vips();
  const place held;
  try {
    auto image = open_image(content, format);
    const auto pixels = std::int64_t{image.width()} * image.height();
    if (std::max(image.width(), image.height()) > limits.max_side || pixels > limits.max_pixels)
      return domain::invalid_field("/photo", "too_many_pixels",
                                   "must have at most " + std::to_string(limits.max_side) + " pixels a side and " +
                                       std::to_string(limits.max_pixels / 1'000'000) + " megapixels");
    return make_sizes(std::move(image));
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
