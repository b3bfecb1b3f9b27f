// Photos of listings over HTTP: upload, removal, and their files.
#pragma once

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::modules {
class catalogue;
class photos;
}  // namespace homigo::modules

namespace homigo::http {

class router;

/// The arguments must outlive every call.
void add_photo_routes(router& routes, modules::photos& photos, modules::catalogue& postings, domain::id_source& ids);

}  // namespace homigo::http
