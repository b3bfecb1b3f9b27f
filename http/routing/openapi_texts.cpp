#include "http/routing/openapi_texts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "http/routing/openapi_notes.hpp"

namespace homigo::http {
namespace {

constexpr std::array<api_tag, 16> all_tags{{
    {"Signing in", "Accounts, one-time passwords, tokens and passwords."},
    {"People", "Accounts, the profiles of tenants and hosts, and what others may see of them."},
    {"Requirements", "What tenants look for."},
    {"Listings", "What hosts offer, with its photos."},
    {"Feed", "What fits a requirement or a listing, best first."},
    {"Swipes", "Decisions on postings; two likes make a match."},
    {"Matches", "Who has matched, and with which postings."},
    {"Conversations", "The chat of a match."},
    {"Payments", "What is paid for, through whom, and how it stands."},
    {"Services", "Offers of partners, and support."},
    {"Notifications", "What people are told, and where."},
    {"Safety", "Ratings, reports and moderation."},
    {"Administration", "For operators."},
    {"Operation", "Health, readiness and figures of a node."},
    {"Sandbox", "Only with `providers.mode = sandbox`: what would have left the building."},
    {"Documentation", "This document and its like."},
}};

/// The longest prefix decides.
constexpr auto prefixes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"/api/v1/auth", "Signing in"},
    {"/api/v1/users", "People"},
    {"/api/v1/requirements", "Requirements"},
    {"/api/v1/listings", "Listings"},
    {"/media", "Listings"},
    {"/api/v1/feed", "Feed"},
    {"/api/v1/swipe", "Swipes"},
    {"/api/v1/matches", "Matches"},
    {"/api/v1/conversations", "Conversations"},
    {"/api/v1/attachments", "Conversations"},
    {"/api/v1/visits", "Conversations"},
    {"/api/v1/payments", "Payments"},
    {"/api/v1/subscriptions", "Payments"},
    {"/api/v1/pricing", "Payments"},
    {"/api/v1/webhooks", "Payments"},
    {"/api/v1/services", "Services"},
    {"/api/v1/tickets", "Services"},
    {"/api/v1/notifications", "Notifications"},
    {"/api/v1/ratings", "Safety"},
    {"/api/v1/reports", "Safety"},
    {"/api/v1/admin", "Administration"},
    {"/api/v1/ops", "Operation"},
    {"/healthz", "Operation"},
    {"/readyz", "Operation"},
    {"/metrics", "Operation"},
    {"/dev", "Sandbox"},
    {"/api/v1/openapi.json", "Documentation"},
    {"/api/v1/asyncapi.json", "Documentation"},
    {"/api/v1/reference", "Documentation"},
    {"/reference", "Documentation"},
});

constexpr auto parameter_texts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"limit", "How many items a page holds at most."},
    {"cursor", "`next_cursor` of the page before, unread; the first page needs none."},
    {"q", "Words, `\"phrases\"`, `or`, and `-without`."},
    {"near", "`latitude,longitude` in degrees: the centre of `radius_m`, and of the order by distance."},
    {"radius_m", "Metres around `near`."},
    {"bbox", "West, south, east, north, in degrees."},
    {"rent_min", "Rupees a month, at least."},
    {"rent_max", "Rupees a month, at most."},
    {"budget", "Rupees a month that lie within the tenant's budget."},
    {"amenities", "All of them must be there."},
    {"available_by", "Free on this day at the latest."},
    {"sort", "`distance` needs `near`."},
    {"requirement_id", "The requirement meant."},
    {"listing_id", "The listing meant."},
    {"recipient", "A phone number in international form, or an e-mail address."},
    {"key", "The name of the file, as it stands in an address of the API."},
    {"Idempotency-Key",
     "Makes a retry harmless: the same key with the same body gives the first answer again, for 24 hours."},
    {"If-Match", "The `ETag` that the change is meant for; a stale one is refused with 412."},
    {"If-None-Match", "The `ETag` of the copy at hand; if it is still right, the answer is 304."},
    {"X-Request-Id", "Taken over into the answer and the logs; made by the server if absent."},
});

std::string access_text(const route& entry) {
  switch (entry.access) {
    case access::anonymous:
      return "No token is needed.";
    case access::viewer_optional:
      return "A token is optional; with one, the answer is the caller's own view.";
    case access::user:
      return "Needs a person's access token.";
    case access::operators:
      return "Needs the token of an operator whose role has the permission `" +
             std::string{domain::wire_name(entry.permission)} + "`.";
  }
  return {};
}

void append_sentence(std::string& text, std::string_view sentence) {
  if (!text.empty()) text += ' ';
  text += sentence;
}

}  // namespace

std::string_view api_description() {
  return "The API of Homigo, where tenants and hosts find each other: postings, feeds, swipes, matches, chat and "
         "payments.\n\nThis document is made from the server's own route table. What the WebSocket `/api/v1/ws` "
         "takes and pushes is in `/api/v1/asyncapi.json`.\n\nErrors are problem documents (RFC 9457): act on `code`, "
         "show `detail`. Lists are pages: pass `next_cursor` back as `cursor`. An array in a query may be one value "
         "with commas, or the parameter repeated.";
}

std::span<const api_tag> api_tags() { return all_tags; }

std::string_view tag_of(std::string_view full_path) {
  if (full_path == "/") return "Documentation";
  std::pair<std::string_view, std::string_view> best;
  for (const auto& entry : prefixes)
    if (full_path.starts_with(entry.first) && entry.first.size() > best.first.size()) best = entry;
  return best.second;
}

std::string_view parameter_text(std::string_view name) {
  const auto* found = std::ranges::find(parameter_texts, name, [](const auto& entry) { return entry.first; });
  return found == parameter_texts.end() ? std::string_view{} : found->second;
}

std::string description_of(const route& entry) {
  std::string text{note_of(entry).description};
  append_sentence(text, access_text(entry));
  if (entry.limited) {
    append_sentence(text, "At most " + std::to_string(entry.limited->requests) + " requests in " +
                              std::to_string(entry.limited->per.count()) + " seconds for each " +
                              (entry.access == access::anonymous ? "address." : "person."));
  }
  if (entry.verb == method::post && entry.idempotent) append_sentence(text, "Honours `Idempotency-Key`.");
  return text;
}

std::string_view status_text(unsigned status) {
  switch (status) {
    case 200:
      return "Done.";
    case 201:
      return "Created.";
    case 202:
      return "Accepted; what was asked for happens later or needs a further step.";
    case 204:
      return "Done; there is nothing to say.";
    case 304:
      return "The copy named in `If-None-Match` is still right.";
    case 400:
      return "Not JSON, a name or parameter twice, an unknown parameter, a bad cursor, or a broken address.";
    case 401:
      return "No token, an unknown or an expired one, or wrong credentials.";
    case 403:
      return "Visible, but not the caller's to see or change; or an account that is pending or suspended.";
    case 404:
      return "Unknown, or not visible to the caller.";
    case 405:
      return "This path does not have that method; `Allow` names those it has.";
    case 409:
      return "The present state does not allow it, or it exists already.";
    case 412:
      return "It has changed since the version that `If-Match` names.";
    case 413:
      return "The body is larger than this route takes.";
    case 415:
      return "The body's media type or encoding is not accepted here.";
    case 422:
      return "Some fields are not valid: `errors` names every one.";
    case 429:
      return "Too often; `Retry-After` says when to come again.";
    case 500:
      return "Something went wrong on the server's side.";
    case 503:
      return "Not possible just now. After `outcome_unknown` it may have happened; after every other code it has not.";
    default:
      return "Another answer.";
  }
}

}  // namespace homigo::http
