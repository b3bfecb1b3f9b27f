#include "domain/postings/public_place.hpp"

#include <cmath>

namespace homigo::domain {
namespace {

constexpr double lines_per_degree = 100;
constexpr std::int32_t distance_step_m = 100;

double snapped(double degrees) { return std::floor(degrees * lines_per_degree + 0.5) / lines_per_degree; }

}  // namespace

geo_point public_place(const geo_point& exact) { return {snapped(exact.latitude), snapped(exact.longitude)}; }

std::int32_t shown_distance_m(std::int32_t metres) {
  return (metres + distance_step_m - 1) / distance_step_m * distance_step_m;
}

}  // namespace homigo::domain
