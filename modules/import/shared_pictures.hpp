// The pictures of listings that come without photos of their own: imported and generated ones.
#pragma once

#include <array>

#include "modules/postings/photo_repository.hpp"

namespace homigo::gateways {
class photo_store;
}

namespace homigo::modules {

/// Three plain gradients (room, kitchen, bathroom), kept in the store like any photo; all such listings share them.
std::array<persistence::photo_record, 3> shared_pictures(gateways::photo_store& store);

}  // namespace homigo::modules
