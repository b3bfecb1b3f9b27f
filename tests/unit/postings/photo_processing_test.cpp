#include <boost/test/unit_test.hpp>
#include <fstream>

#include "gateways/photos/photo_store.hpp"
#include "modules/postings/photo_places.hpp"
#include "modules/postings/photo_processing.hpp"
#include "modules/postings/vips_image.hpp"

namespace photo_processing_test {

using namespace homigo;
using namespace std::string_literals;
using namespace std::string_view_literals;
using modules::image_format;
using modules::vips_image;

namespace {

vips_image gradient(int width, int height) {
  const auto png = modules::make_gradient_png(width, height, 0xFF0000, 0x0000FF);
  // The file's bytes are copied, for the image outlives this function.
  auto image = vips_image::made(
      [&](VipsImage** out) { return vips_pngload_buffer(const_cast<char*>(png.data()), png.size(), out, nullptr); });
  return vips_image{vips_image_copy_memory(image.get())};
}

std::string jpeg_of(const vips_image& image) {
  return modules::saved_bytes(
      [&](void** b, std::size_t* n) { return vips_jpegsave_buffer(image.get(), b, n, nullptr); });
}

std::string webp_of(const vips_image& image) {
  return modules::saved_bytes(
      [&](void** b, std::size_t* n) { return vips_webpsave_buffer(image.get(), b, n, nullptr); });
}

/// Made line by line, so that the test does not hold it either.
vips_image large_picture(int width, int height) {
  modules::start_vips();
  const auto places = vips_image::made([&](VipsImage** out) { return vips_xyz(out, width, height, nullptr); });
  const auto bytes =
      vips_image::made([&](VipsImage** out) { return vips_cast_uchar(places.get(), out, "shift", TRUE, nullptr); });
  const auto grey = vips_image::made([&](VipsImage** out) { return vips_extract_band(bytes.get(), out, 0, nullptr); });
  return vips_image::made([&](VipsImage** out) {
    VipsImage* bands[] = {grey.get(), grey.get(), grey.get()};
    return vips_bandjoin(bands, out, 3, nullptr);
  });
}

std::int64_t status_kilobytes(const std::string& name) {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return std::stoll(line.substr(name.size() + 1));
  return 0;
}
std::int64_t peak_kilobytes() { return status_kilobytes("VmHWM"); }
/// What is in use; the peak counts from there.
std::int64_t reset_peak() {
  std::ofstream{"/proc/self/clear_refs"} << "5";
  return status_kilobytes("VmRSS");
}

std::string jpeg_with_exif(int orientation) {
  const auto image = gradient(400, 200);
  vips_image_set_string(image.get(), "exif-ifd3-GPSLatitude",
                        "19/1 4/1 33/1 (19, 4, 33, Rational, 3 components, 24 bytes)");
  vips_image_set_string(image.get(), "exif-ifd0-ImageDescription",
                        "SECRETPLACE (SECRETPLACE, ASCII, 12 components, 12 bytes)");
  vips_image_set_int(image.get(), VIPS_META_ORIENTATION, orientation);
  return jpeg_of(image);
}

/// A PNG whose header promises `width` × `height` pixels, with a right checksum and no pixels.
std::string png_header(std::uint32_t width, std::uint32_t height) {
  std::string ihdr = "IHDR";
  for (const auto side : {width, height})
    for (const int shift : {24, 16, 8, 0}) ihdr += static_cast<char>(side >> shift);
  ihdr += "\x08\x02\x00\x00\x00"sv;
  std::uint32_t crc = 0xFFFFFFFF;
  for (const unsigned char c : ihdr) {
    crc ^= c;
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1)));
  }
  crc = ~crc;
  std::string png = std::string{"\x89PNG\r\n\x1A\n\0\0\0\x0D"sv} + ihdr;
  for (const int shift : {24, 16, 8, 0}) png += static_cast<char>(crc >> shift);
  return png + std::string{"\0\0\0\x01IDAT\0\0\0\0\0"sv};
}

domain::errc refusal(std::string_view content) { return modules::process_photo(content).error().code; }
std::string refusal_code(std::string_view content) { return modules::process_photo(content).error().errors.at(0).code; }

}  // namespace

BOOST_AUTO_TEST_SUITE(photo_processing)

BOOST_AUTO_TEST_CASE(three_sizes_are_made_without_enlarging) {
  const auto big = modules::process_photo(jpeg_of(gradient(2400, 1200))).value();
  BOOST_TEST(big.full.width == 1600);
  BOOST_TEST(big.full.height == 800);
  BOOST_TEST(big.card.width == 800);
  BOOST_TEST(big.thumb.width == 320);
  BOOST_TEST(big.thumb.height == 160);
  const auto small = modules::process_photo(modules::make_gradient_png(200, 100, 0, 0xFFFFFF)).value();
  BOOST_TEST(small.full.width == 200);
  BOOST_TEST(small.thumb.width == 200);
  BOOST_TEST((modules::sniff_image(small.full.content) == image_format::jpeg));
}

BOOST_AUTO_TEST_CASE(webp_is_read) {
  BOOST_TEST(modules::process_photo(webp_of(gradient(500, 400))).value().card.width == 500);
}

BOOST_AUTO_TEST_CASE(metadata_is_removed_and_the_photo_stands_upright) {
  const auto upload = jpeg_with_exif(6);
  BOOST_TEST_REQUIRE(upload.find("SECRETPLACE") != std::string::npos);
  const auto photo = modules::process_photo(upload).value();
  for (const auto* size : {&photo.thumb, &photo.card, &photo.full}) {
    BOOST_TEST(size->content.find("Exif") == std::string::npos);
    BOOST_TEST(size->content.find("SECRETPLACE") == std::string::npos);
  }
  BOOST_TEST(photo.full.width == 200);
  BOOST_TEST(photo.full.height == 400);
}

BOOST_AUTO_TEST_CASE(transparent_pixels_become_white) {
  const auto base = gradient(64, 64);
  const auto clear =
      vips_image::made([&](VipsImage** out) { return vips_bandjoin_const1(base.get(), out, 0, nullptr); });
  const auto png =
      modules::saved_bytes([&](void** b, std::size_t* n) { return vips_pngsave_buffer(clear.get(), b, n, nullptr); });
  const auto photo = modules::process_photo(png).value();
  const auto seen = vips_image::made([&](VipsImage** out) {
    return vips_jpegload_buffer(const_cast<char*>(photo.full.content.data()), photo.full.content.size(), out, nullptr);
  });
  double darkest = 0;
  modules::require_vips(vips_min(seen.get(), &darkest, nullptr));
  BOOST_TEST(darkest > 250);
}

BOOST_AUTO_TEST_CASE(a_jpeg_without_its_last_two_bytes_is_taken_and_one_cut_shorter_is_not) {
  const auto whole = jpeg_of(gradient(600, 400));
  BOOST_TEST(modules::process_photo(whole.substr(0, whole.size() - 2)).value().full.width == 600);
  BOOST_TEST(refusal_code(std::string_view{whole}.substr(0, whole.size() - whole.size() / 4)) == "unreadable");
}

BOOST_AUTO_TEST_CASE(photos_of_phones_are_shrunk_while_they_are_read) {
  BOOST_TEST(modules::process_photo(jpeg_of(large_picture(8160, 6144))).value().full.width == 1600);
  const auto panorama = modules::process_photo(jpeg_of(large_picture(13'000, 2000))).value();
  BOOST_TEST(panorama.full.width == 1600);
  BOOST_TEST(panorama.full.height == 246);
}

BOOST_AUTO_TEST_CASE(a_photo_of_108_megapixels_takes_less_than_150_megabytes) {
  const auto upload = jpeg_of(large_picture(12'000, 9000));
  const auto before = reset_peak();
  BOOST_TEST(modules::process_photo(upload).value().full.height == 1200);
  BOOST_TEST(peak_kilobytes() - before < 150'000);
}

BOOST_AUTO_TEST_CASE(a_progressive_jpeg_that_must_be_kept_whole_is_refused_when_it_is_too_large) {
  const auto progressive = [](int width, int height) {
    return modules::saved_bytes([&, image = large_picture(width, height)](void** b, std::size_t* n) {
      return vips_jpegsave_buffer(image.get(), b, n, "interlace", TRUE, nullptr);
    });
  };
  const auto small = progressive(2000, 1500);
  BOOST_TEST(modules::jpeg_coefficient_bytes(small) == 2000 * 1500 * 3);
  BOOST_TEST(modules::jpeg_coefficient_bytes(jpeg_of(gradient(200, 100))) == 0);
  BOOST_TEST(modules::process_photo(small).value().full.width == 1600);
  modules::photo_limits limits;
  limits.max_bytes = 1'000'000;
  BOOST_TEST(modules::process_photo(small, limits).error().errors.at(0).code == "too_many_pixels");
}

BOOST_AUTO_TEST_CASE(heic_is_read_where_the_library_can) {
  std::string heic;
  try {
    const auto image = gradient(640, 480);
    heic = modules::saved_bytes(
        [&](void** b, std::size_t* n) { return vips_heifsave_buffer(image.get(), b, n, nullptr); });
  } catch (const modules::vips_failure& e) {
    BOOST_TEST_MESSAGE("no HEIC can be made here: " << e.what());
    return;
  }
  BOOST_TEST((modules::sniff_image(heic) == image_format::heif));
  BOOST_TEST(modules::process_photo(heic).value().full.width == 640);
}

BOOST_AUTO_TEST_CASE(more_photos_than_may_wait_are_not_taken) {
  modules::photo_places places{1, 0};
  {
    const modules::photo_places::place first{places}, second{places};
    BOOST_TEST(static_cast<bool>(first));
    BOOST_TEST(!static_cast<bool>(second));
  }
  BOOST_TEST(static_cast<bool>(modules::photo_places::place{places}));
}

BOOST_AUTO_TEST_CASE(only_jpeg_png_and_webp_are_photos) {
  for (const auto content : {"GIF89a\x01\x00\x01\x00"sv, "%PDF-1.7"sv, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"sv,
                             "II*\0\x08\0\0\0"sv, ""sv, "RIFF....WAVE"sv, "\xFF\xD8"sv})
    BOOST_TEST((refusal(content) == domain::errc::unsupported_media_type));
}

BOOST_AUTO_TEST_CASE(what_only_begins_like_a_photo_is_unreadable) {
  const auto jpeg = jpeg_of(gradient(600, 400));
  const auto png = modules::make_gradient_png(600, 400, 1, 0xFFFF00);
  const auto webp = webp_of(gradient(600, 400));
  for (const auto& whole : {jpeg, png, webp}) {
    BOOST_TEST(refusal_code(std::string_view{whole}.substr(0, whole.size() / 2)) == "unreadable");
    BOOST_TEST(refusal_code(std::string_view{whole}.substr(0, 20)) == "unreadable");
  }
}

BOOST_AUTO_TEST_CASE(a_damaged_png_is_unreadable) {
  auto png = modules::make_gradient_png(600, 400, 1, 0xFFFF00);
  for (std::size_t i = png.size() / 2; i < png.size() / 2 + 40; ++i) png[i] = static_cast<char>(~png[i]);
  BOOST_TEST(refusal_code(png) == "unreadable");
}

BOOST_AUTO_TEST_CASE(a_pixel_bomb_is_refused_by_its_header) {
  BOOST_TEST(refusal_code(png_header(60'000, 60'000)) == "too_many_pixels");
  BOOST_TEST(refusal_code(png_header(32'001, 10)) == "too_many_pixels");
  BOOST_TEST(refusal_code(png_header(8'000, 8'000)) == "too_many_pixels");
}

BOOST_AUTO_TEST_CASE(what_is_hidden_behind_a_photo_does_not_survive) {
  const auto polyglot = jpeg_of(gradient(100, 100)) + "<script>alert(1)</script>PK\x03\x04";
  const auto photo = modules::process_photo(polyglot).value();
  BOOST_TEST(photo.full.content.find("<script>") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(keys_cannot_name_anything_but_photos) {
  const auto key = gateways::photo_key("abc", ".jpg");
  BOOST_TEST(gateways::is_photo_key(key));
  for (const auto& wrong : {std::string{"../../etc/passwd"}, key + "/..", "../" + key, key.substr(1), key + "\0"s,
                            key.substr(0, 64), key.substr(0, 64) + ".svg", std::string{}, std::string{"ba"}})
    BOOST_TEST(!gateways::is_photo_key(wrong));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace photo_processing_test
