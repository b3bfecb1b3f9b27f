#include "modules/postings/postings_module.hpp"

#include "actors/node.hpp"
#include "modules/postings/routes/listings_read.hpp"
#include "modules/postings/routes/photos.hpp"
#include "modules/postings/routes/posting_services.hpp"
#include "modules/postings/routes/postings_write.hpp"
#include "modules/postings/routes/requirements_read.hpp"
#include "modules/postings/sql/lapsed_premium.hpp"

namespace homigo::modules {

postings_module::postings_module(const platform::offer& platform, const platform::earlier_modules&)
    : platform_(platform),
      posting_rows_(platform.pool),
      search_rows_(platform.pool),
      photo_rows_(platform.pool),
      catalogue(posting_rows_, search_rows_, platform.clock),
      photo_files_(gateways::make_file_photo_store(gateways::photo_folder(platform.settings.data.folder))),
      photos_(photo_rows_, *photo_files_, platform.clock, [this](const domain::entity_key& posting) {
        for (const auto& listener : listeners_) listener(posting);
      }) {
  on_rows_changed([this](const domain::entity_key& posting) { platform_.node.entities().reread(posting); });
}

void postings_module::on_rows_changed(std::function<void(const domain::entity_key&)> listener) {
  listeners_.push_back(std::move(listener));
}

void postings_module::add_to(platform::registry& node) {
  http::add_listing_read_routes(node.routes, catalogue);
  http::add_requirement_read_routes(node.routes, catalogue);
  http::add_posting_write_routes(node.routes, {platform_.edge, catalogue});
  http::add_photo_routes(node.routes, photos_, catalogue, platform_.ids);
  node.jobs.push_back({"premium", std::chrono::seconds{1},
                       [this] { postgres::end_lapsed_premium(platform_.pool, platform_.clock.now()); }});
}

}  // namespace homigo::modules
