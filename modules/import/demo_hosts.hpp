// The accounts that offer imported listings: roles, not people.
#pragma once

#include <string_view>
#include <vector>

#include "modules/import/listing_import_repository.hpp"

namespace homigo::modules {

/// Always the same: 60 owners, 24 brokers, 6 companies, "Demo host 1" to "Demo host 90". Their phones begin +91 0,
/// as no Indian number does, and their e-mail addresses end in .invalid.
std::vector<persistence::demo_host> demo_hosts(domain::id_source& ids);

/// Which of them (by position) offers a listing of this category; the place decides among those of the category.
std::size_t demo_host_for(domain::host_category category, std::string_view city, std::string_view locality);

}  // namespace homigo::modules
