// Photos of listings over HTTP: upload, removal, and their files.
#pragma once

#include "domain/uuid.hpp"

namespace homigo::modules {
class photos;
}

namespace homigo::http {

class router;

/// The arguments must outlive every call.
void add_photo_routes(router& routes, modules::photos& photos, domain::id_source& ids);

}  // namespace homigo::http
