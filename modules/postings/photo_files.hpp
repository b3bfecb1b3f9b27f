// The three files of a processed photo and the row that names them; uploads and the import of demo listings share it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "modules/postings/photo_processing.hpp"
#include "modules/postings/photo_repository.hpp"

namespace homigo::gateways {
class photo_store;
}

namespace homigo::modules {

class photo_files {
public:
  photo_files(processed_photo sizes, std::string_view uploaded);

  /// Stores what is not there yet.
  void keep_in(gateways::photo_store& store) const;
  /// Writes down everything about the files; what the photo shows and whose it is, is the caller's.
  void describe(persistence::photo_record& record) const;

private:
  processed_photo sizes_;
  std::array<std::string, 3> keys_;  // thumb, card, full
  domain::bytes checksum_;
};

}  // namespace homigo::modules
