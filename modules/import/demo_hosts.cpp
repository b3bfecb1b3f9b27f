#include "modules/import/demo_hosts.hpp"

#include "domain/users/profile.hpp"

namespace homigo::modules {
namespace {

struct group {
  domain::host_category category;
  std::size_t first;
  std::size_t size;
};
constexpr group groups[] = {{domain::host_category::owner, 0, 60},
                            {domain::host_category::broker, 60, 24},
                            {domain::host_category::company, 84, 6}};

}  // namespace

std::vector<persistence::demo_host> demo_hosts(domain::id_source& ids) {
  std::vector<persistence::demo_host> hosts;
  for (const auto& g : groups)
    for (std::size_t i = 0; i < g.size; ++i) {
      const auto number = std::to_string(g.first + i + 1);
      domain::host_profile_content profile;
      profile.host_category = g.category;
      hosts.push_back({ids.next(), "Demo host " + number, "+910" + std::string(9 - number.size(), '0') + number,
                       "demo-host-" + number + "@demo.invalid", g.category, domain::completeness(profile)});
    }
  return hosts;
}

std::size_t demo_host_for(domain::host_category category, std::string_view city, std::string_view locality) {
  const auto& g = category == domain::host_category::owner    ? groups[0]
                  : category == domain::host_category::broker ? groups[1]
                                                              : groups[2];
  // FNV-1a, so that a place has the same host in every import.
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const auto text : {city, locality})
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return g.first + static_cast<std::size_t>((hash ^ (hash >> 32)) % g.size);
}

}  // namespace homigo::modules
