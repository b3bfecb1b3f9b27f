#include "http/routing/openapi_examples.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace homigo::http {
namespace {

/// Identifiers stand for ones that an earlier answer gave.
constexpr auto examples = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"signup_request",
     R"({"full_name":"Asha Rao","phone":"+919812345678","email":"asha@example.in","password":"three blue kites 7","user_type":"both"})"},
    {"verify_otp_request", R"({"phone":"+919812345678","channel":"phone","otp":"123456"})"},
    {"login_request", R"({"identifier":"+919812345678","password":"three blue kites 7"})"},
    {"refresh_request", R"({"refresh_token":"Zm9yIHRoZSBleGFtcGxlIG9ubHksIG5vdGhpbmcgZWxzZQ"})"},
    {"logout_request", R"({"everywhere":true})"},
    {"forgot_password_request", R"({"identifier":"+919812345678"})"},
    {"reset_password_request", R"({"identifier":"+919812345678","otp":"123456","password":"four green kites 8"})"},
    {"user_settings", R"({"full_name":"Asha S. Rao","whatsapp_opt_in":true})"},
    {"tenant_profile_content",
     R"({"occupation":"software_engineer","company":"Acme","age":27,"gender":"female","food_preference":"veg","smoking":"no","drinking":"no","pets":"yes"})"},
    {"host_profile_content", R"({"host_category":"owner","about":"The flat above ours."})"},
    {"requirement_content",
     R"({"budget_min":18000,"budget_max":30000,"preferred_location":{"latitude":19.1276,"longitude":72.916},"preferred_localities":["Powai","Vikhroli"],"occupancy_type":"double","move_in_date":"2027-01-05","gender_preference":"any","property_type":"1bhk","furnishing":"semi_furnished","lifestyle":{"smoking":"no","drinking":"no","non_veg":"yes","pets":"yes","parties":"no"},"priorities":["location","budget","property_type","lifestyle","furnishing","occupancy","possession_date","gender_preference"]})"},
    {"requirement_change", R"({"budget_max":32000,"notes":"A balcony would be nice."})"},
    {"listing_content",
     R"({"title":"Bright 1BHK near Powai lake","description":"Third floor, east facing, five minutes from the bus stop.","property_type":"1bhk","configuration":"1BHK","furnishing":"semi_furnished","total_area_sqft":540,"rentable_area_sqft":480,"address":{"line1":"12 Lake Road","locality":"Powai","city":"Mumbai","state":"Maharashtra","pincode":"400076"},"location":{"latitude":19.1176,"longitude":72.906},"rent_monthly":24000,"deposit":72000,"recurring_charges":[{"name":"maintenance","amount":1500,"included":false}],"available_from":"2027-01-01","occupancy_type":"double","gender_preference":"any","floor":3,"total_floors":7,"property_age_years":6,"bathroom_type":"attached","bathrooms":1,"parking":"two_wheeler","water_supply":"municipal","amenities":["wifi","washing_machine"],"rules":{"pets_allowed":true,"non_veg_allowed":true,"drinking_allowed":false,"smoking_allowed":false,"parties_allowed":false,"guest_policy":"day_only"}})"},
    {"listing_change", R"({"rent_monthly":23000,"status":"paused"})"},
    {"photo_order_request",
     R"([{"photo_id":"0198c0de-0000-7000-8000-000000000006","sequence_order":2},{"photo_id":"0198c0de-0000-7000-8000-000000000007","sequence_order":1}])"},
    {"swipe_request",
     R"({"target_type":"listing","target_id":"0198c0de-0000-7000-8000-000000000002","as_id":"0198c0de-0000-7000-8000-000000000003","action":"like"})"},
    {"undo_request", R"({"swipe_id":"0198c0de-0000-7000-8000-000000000004"})"},
    {"message_request", R"({"type":"text","body":"Is it still free?","client_message_id":"a1"})"},
    {"read_request", R"({"sequence":1})"},
    {"initiate_payment",
     R"({"purpose":"host_listing","subject_id":"0198c0de-0000-7000-8000-000000000002","gateway":"sandbox"})"},
    {"payment_return", R"({"payment_id":"0198c0de-0000-7000-8000-000000000005"})"},
    {"settlement_request", R"({"outcome":"success"})"},
});

}  // namespace

std::string_view request_example(std::string_view type_name) {
  const auto* found = std::ranges::find(examples, type_name, [](const auto& entry) { return entry.first; });
  return found == examples.end() ? std::string_view{} : found->second;
}

}  // namespace homigo::http
