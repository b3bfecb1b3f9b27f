// Where clients find the files of a photo; the one place that knows the path.
#pragma once

#include <string>
#include <string_view>

#include "domain/postings/listing.hpp"

namespace homigo::domain {

inline constexpr std::string_view photo_folder = "/media/photos/";

inline photo_urls urls_of_photo(std::string_view thumb_key, std::string_view card_key, std::string_view full_key) {
  const auto url = [](std::string_view key) { return std::string{photo_folder}.append(key); };
  return {url(thumb_key), url(card_key), url(full_key)};
}

}  // namespace homigo::domain
