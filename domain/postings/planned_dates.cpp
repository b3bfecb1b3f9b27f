#include "domain/postings/planned_dates.hpp"

#include <string>

#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::domain {
namespace {

constexpr std::chrono::days grace{1}, horizon{730};

void check_date(date planned, date today, const char* pointer, std::vector<field_error>& errors) {
  if (planned < today - grace)
    errors.push_back({pointer, "in_the_past", "must not be in the past; today is " + to_string(today)});
  else if (planned > today + horizon)
    errors.push_back({pointer, "too_far_ahead", "must not be later than " + to_string(today + horizon)});
}

}  // namespace

void check_planned_dates(const type_descriptor& type, const void* object, date today,
                         std::vector<field_error>& errors) {
  if (&type == &descriptor<listing_content>())
    check_date(static_cast<const listing_content*>(object)->available_from, today, "/available_from", errors);
  if (&type == &descriptor<requirement_content>())
    check_date(static_cast<const requirement_content*>(object)->move_in_date, today, "/move_in_date", errors);
}

}  // namespace homigo::domain
