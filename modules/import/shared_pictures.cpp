#include "modules/import/shared_pictures.hpp"

#include "gateways/photos/photo_store.hpp"
#include "modules/postings/photo_files.hpp"

namespace homigo::modules {
namespace {

struct picture {
  domain::photo_type type;
  std::uint32_t from;
  std::uint32_t to;
};
constexpr picture pictures[] = {{domain::photo_type::room, 0xE8D5B5, 0xB08A5E},
                                {domain::photo_type::kitchen, 0xCFE3C6, 0x6E9A6B},
                                {domain::photo_type::bathroom, 0xCBE1EE, 0x5F8FB0}};

}  // namespace

std::array<persistence::photo_record, 3> shared_pictures(gateways::photo_store& store) {
  std::array<persistence::photo_record, 3> records;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto png = make_gradient_png(640, 480, pictures[i].from, pictures[i].to);
    const photo_files files{process_photo(png).value(), png};
    files.keep_in(store);
    files.describe(records[i]);
    records[i].photo_type = pictures[i].type;
    records[i].sequence_order = static_cast<std::int32_t>(i + 1);
  }
  return records;
}

}  // namespace homigo::modules
