// Ownership of libvips images and buffers, and the library's start. Only the photo processing includes it.
#pragma once

#include <vips/vips.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace homigo::modules {

/// What libvips refuses to do; the text is its own and never shown to a client.
struct vips_failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Starts the library at its first call: one thread per photo, no operation cache, no untrusted loaders.
void start_vips();

/// Throws vips_failure with the library's error text unless `status` is 0.
void require_vips(int status);

class vips_image {
public:
  vips_image() = default;
  explicit vips_image(VipsImage* owned) : image_(owned) {}
  vips_image(vips_image&& other) noexcept : image_(std::exchange(other.image_, nullptr)) {}
  vips_image& operator=(vips_image&& other) noexcept {
    std::swap(image_, other.image_);
    return *this;
  }
  ~vips_image() {
    if (image_) g_object_unref(image_);
  }

  VipsImage* get() const { return image_; }
  int width() const { return vips_image_get_width(image_); }
  int height() const { return vips_image_get_height(image_); }

  /// `make` is given where to put a new image and answers libvips's status.
  template <class Make>
  static vips_image made(Make&& make) {
    VipsImage* out = nullptr;
    require_vips(make(&out));
    return vips_image{out};
  }

private:
  VipsImage* image_ = nullptr;
};

/// `save` is given where to put a buffer and its size and answers libvips's status.
template <class Save>
std::string saved_bytes(Save&& save) {
  void* buffer = nullptr;
  std::size_t size = 0;
  require_vips(save(&buffer, &size));
  std::string bytes{static_cast<const char*>(buffer), size};
  g_free(buffer);
  return bytes;
}

}  // namespace homigo::modules
