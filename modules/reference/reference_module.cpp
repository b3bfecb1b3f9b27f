#include "modules/reference/reference_module.hpp"

#include "modules/reference/routes/reference.hpp"

namespace homigo::modules {

reference_module::reference_module(const platform::offer& platform, const platform::earlier_modules&)
    : setting_rows_(platform.pool), book_(setting_rows_, platform.clock) {}

void reference_module::add_to(platform::registry& node) { http::add_reference_route(node.routes, book_); }

}  // namespace homigo::modules
