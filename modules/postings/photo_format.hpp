// What a picture file says of itself before anything is decoded: its format, and the memory that decoding would take.
#pragma once

#include <cstdint>
#include <string_view>

namespace homigo::modules {

enum class image_format : std::uint8_t { unknown, jpeg, png, webp, heif };

/// By its first bytes: neither the declared type nor a file name is believed.
image_format sniff_image(std::string_view content);

/// Bytes that libjpeg keeps of a progressive JPEG until its last scan has come; 0 for one that is decoded line by line.
std::int64_t jpeg_coefficient_bytes(std::string_view content);

}  // namespace homigo::modules
