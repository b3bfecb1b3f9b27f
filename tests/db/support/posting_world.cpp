#include "support/posting_world.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace homigo::tests {

namespace fs = std::filesystem;

temporary_folder::temporary_folder() {
  auto name = (fs::temp_directory_path() / "homigo-test-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error{"no temporary folder can be made"};
  path_ = name;
}

temporary_folder::~temporary_folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::size_t temporary_folder::count_files() const {
  return static_cast<std::size_t>(std::ranges::count_if(fs::recursive_directory_iterator{path_},
                                                        [](const auto& entry) { return entry.is_regular_file(); }));
}

std::string literal(const domain::uuid& id) { return "'" + domain::to_string(id) + "'"; }

domain::uuid posting_world::make_user(int number) {
  const auto id = ids.next();
  const auto digits = std::to_string(1'000'000 + number);
  database.execute("INSERT INTO users (user_id, full_name, phone, email, user_type, account_status) VALUES (" +
                   literal(id) + ", 'Somebody', '+91981" + digits + "', 'person" + digits +
                   "@example.in', 'both', 'active')");
  return id;
}

domain::uuid posting_world::make_listing(const domain::uuid& host, const std::string& status) {
  const auto id = ids.next();
  database.execute(
      "INSERT INTO property_listings (listing_id, host_id, title, property_type, configuration, furnishing, "
      "total_area_sqft, rentable_area_sqft, address_line1, locality, city, state, pincode, coordinates, rent_monthly, "
      "deposit, available_from, occupancy_type, property_age_years, bathroom_type, bathrooms, parking, water_supply, "
      "status, published_at, valid_until) VALUES (" +
      literal(id) + ", " + literal(host) +
      ", 'Sunny flat', '1bhk', '1 BHK', 'unfurnished', 500, 450, '1 Main Road', 'Andheri', 'Mumbai', 'Maharashtra', "
      "'400053', 'POINT(72.9 19)', 15000, 30000, '2026-12-25', 'single', 5, 'attached', 1, 'none', 'municipal', '" +
      status + "', '2026-11-01', '2026-12-31')");
  return id;
}

domain::uuid posting_world::make_requirement(const domain::uuid& tenant) {
  const auto id = ids.next();
  database.execute(
      "INSERT INTO tenant_requirements (requirement_id, tenant_id, budget_min, budget_max, preferred_coordinates, "
      "occupancy_type, move_in_date, property_type) VALUES (" +
      literal(id) + ", " + literal(tenant) + ", 10000, 20000, 'POINT(72.9 19)', 'single', '2027-01-01', '1bhk')");
  return id;
}

}  // namespace homigo::tests
