#include "domain/feed/score_reasons.hpp"

namespace homigo::domain {
namespace {

// Points are rounded to hundredths.
constexpr double rounding = 0.006;

bool is_full(double points, double maximum) { return points >= maximum - rounding; }
bool is_half(double points, double maximum) { return points >= maximum / 2 - rounding; }

/// Shares of the tenant's maximum that the rent leaves over.
std::string_view on_budget(double points, double maximum) {
  if (is_half(points, maximum)) return "Costs half of your maximum or less";
  if (points >= maximum * 0.2 - rounding) return "At least 20 % below your maximum";
  return points > 0 ? "Within your budget" : "At the top of your budget";
}

/// Shares of five kilometres.
std::string_view on_location(double points, double maximum) {
  if (points >= maximum * 0.8 - rounding) return "Within a kilometre of where you are looking";
  if (points >= maximum * 0.4 - rounding) return "Within three kilometres of where you are looking";
  return points > 0 ? "Within five kilometres of where you are looking"
                    : "More than five kilometres from where you are looking";
}

std::string_view on_house_rules(double points, double maximum) {
  if (is_full(points, maximum)) return "The house rules suit you";
  return is_half(points, maximum) ? "Most house rules suit you" : "Most house rules do not suit you";
}

std::string_view on_habits(double points, double maximum) {
  if (is_full(points, maximum)) return "Lifestyle matches your wishes";
  return is_half(points, maximum) ? "Lifestyle mostly matches your wishes" : "Lifestyle differs from your wishes";
}

std::string_view on_date(double points, double maximum) {
  if (is_full(points, maximum)) return "Move-in date within a week of the day it becomes available";
  return points > 0 ? "Move-in date some weeks from the day it becomes available"
                    : "Move-in date far from the day it becomes available";
}

}  // namespace

reason_list reasons_of(const listing_score_breakdown& points, const listing_score_breakdown& maximum) {
  reason_list out;
  out.add(on_budget(points.budget, maximum.budget));
  out.add(on_location(points.location, maximum.location));
  out.add(on_house_rules(points.lifestyle, maximum.lifestyle));
  out.add(points.property_type > 0 ? "The type of home you are looking for"
                                   : "A different type of home than you are looking for");
  out.add(points.furnishing > 0 ? "Furnished as you wish" : "Furnishing differs from your wishes");
  if (points.verification_bonus > 0) out.add("Host and photos are verified");
  return out;
}

reason_list reasons_of(const requirement_score_breakdown& points, const requirement_score_breakdown& maximum) {
  reason_list out;
  out.add(points.occupation > 0 ? "Has an occupation you prefer" : "Has an occupation other than those you prefer");
  out.add(is_full(points.budget, maximum.budget) ? "Your rent is within the budget" : "Your rent is above the budget");
  out.add(on_habits(points.lifestyle, maximum.lifestyle));
  out.add(on_date(points.possession_date, maximum.possession_date));
  return out;
}

}  // namespace homigo::domain
