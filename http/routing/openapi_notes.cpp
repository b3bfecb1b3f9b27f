#include "http/routing/openapi_notes.hpp"

#include <algorithm>

#include "domain/conversations/chat.hpp"
#include "domain/kernel/descriptor_table.hpp"
#include "domain/matching/match.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/photo_sequence.hpp"
#include "domain/safety/block.hpp"
#include "domain/users/sign_in.hpp"
#include "http/routing/route.hpp"

namespace homigo::http {

/// The texts beside a photo's file.
struct photo_form {
  domain::photo_type photo_type{};
  std::int32_t sequence_order = 1;
};
HOMIGO_DESCRIBED(photo_form, photo_type, sequence_order)
constexpr auto rules_of(const photo_form*) {
  return domain::rules(domain::field("sequence_order").range(1, domain::last_photo_order));
}
HOMIGO_TABLE(photo_form)

/// What the app opens the gateway's checkout with; `settle_path` is the sandbox's.
struct payment_checkout {
  std::string order_id;
  std::int64_t amount_paise = 0;
  std::string currency;
  std::string settle_path;
};
HOMIGO_DESCRIBED(payment_checkout, order_id, amount_paise, currency, settle_path)
HOMIGO_TABLE(payment_checkout)

namespace {

std::vector<operation_note> all_notes() {
  return {
      {.route = "POST /api/v1/auth/signup",
       .summary = "Create an account",
       .description =
           "The account is pending until the one-time password that goes to the phone is presented to `verify-otp`."},
      {.route = "POST /api/v1/auth/verify-otp",
       .summary = "Present a one-time password",
       .description = "Proves the channel that the password went to. Proving the phone makes a pending account active "
                      "and signs in."},
      {.route = "POST /api/v1/auth/login",
       .summary = "Sign in",
       .description = "With a password the answer is 200 and holds tokens. Without one, a one-time password is sent, "
                      "the answer is 202, and `verify-otp` signs in.",
       .also = {{202, "A one-time password was sent: present it to `verify-otp`.",
                 &domain::descriptor<domain::otp_sent_answer>()}}},
      {.route = "POST /api/v1/auth/refresh",
       .summary = "Exchange a refresh token for new tokens",
       .description = "Within 30 seconds the same refresh token gives the same successor again; used later it is taken "
                      "for stolen, and every token that descends from it is revoked."},
      {.route = "POST /api/v1/auth/logout",
       .summary = "Sign out",
       .description = "Ends this session, or with `everywhere` all of them."},
      {.route = "POST /api/v1/auth/password/forgot",
       .summary = "Ask for a one-time password to set a new password",
       .description = "The answer is the same whether or not anybody has this identifier."},
      {.route = "POST /api/v1/auth/password/reset",
       .summary = "Set a new password",
       .description = "Takes the one-time password that `password/forgot` sent. Every session of the account ends."},
      {.route = "POST /api/v1/users/{user_id}/block",
       .summary = "Block a person",
       .description = "Both are hidden from each other at once, matches between them end and their conversations close "
                      "for good. The other person is not told.",
       .also = {{200, "This person was blocked already.", &domain::descriptor<domain::block_answer>()}}},
      {.route = "DELETE /api/v1/users/{user_id}/block",
       .summary = "Unblock a person",
       .description = "What the block ended stays ended."},
      {.route = "GET /api/v1/users/me/blocks",
       .summary = "List blocked people",
       .description = "Those whom the caller blocks, newest first."},
      {.route = "GET /api/v1/conversations",
       .summary = "List conversations",
       .description = "The caller's own, the one with the newest message first."},
      {.route = "GET /api/v1/conversations/{conversation_id}",
       .summary = "Read a conversation",
       .description = "With a page of its messages, newest first."},
      {.route = "POST /api/v1/conversations/{conversation_id}/messages",
       .summary = "Write a message",
       .description = "The same `client_message_id` with the same content is one message, for seven days; with another "
                      "content it is refused. Writing does not mark anything as read.",
       .shapes = {{"visit", &domain::descriptor<domain::visit_proposal>()}}},
      {.route = "POST /api/v1/conversations/{conversation_id}/read",
       .summary = "Mark messages as read",
       .description = "All of them up to a sequence. The other participant hears `message.read`, the own devices "
                      "`read_marks.updated`."},
      {.route = "GET /dev/outbox",
       .summary = "Read what was sent to a recipient",
       .description = "Messages that would have left the building, one-time passwords included, newest first."},
      {.route = "POST /dev/payments/{payment_id}/settle",
       .summary = "Settle a sandbox payment",
       .description = "Sends the provider's signed webhook through the same door as a real one, and answers when it "
                      "has been processed."},
      {.route = "GET /api/v1/feed/listings",
       .summary = "Listings that fit a requirement",
       .description = "Of one of the caller's live requirements, which may be left out while there is exactly one. "
                      "Best first; what was decided on does not come again."},
      {.route = "GET /api/v1/feed/requirements",
       .summary = "Requirements that fit a listing",
       .description = "Of one of the caller's live listings, which may be left out while there is exactly one. Best "
                      "first; what was decided on does not come again."},
      {.route = "GET /api/v1/listings",
       .summary = "Search listings",
       .description =
           "Live ones, by text, place and filters. Addresses are left out, and places are rounded to 0.01 degrees."},
      {.route = "GET /api/v1/listings/my",
       .summary = "List one's own listings",
       .description = "Drafts included, newest first."},
      {.route = "GET /api/v1/listings/{listing_id}",
       .summary = "Read a listing",
       .description =
           "Whole for its host and for a match; for everybody else without the address, and with a rounded place."},
      {.route = "GET /api/v1/matches",
       .summary = "List matches",
       .description = "The caller's own, newest first, ended ones included."},
      {.route = "GET /api/v1/matches/{match_id}",
       .summary = "Read a match",
       .description = "Contacts, address and exact places are shown only while it is in force."},
      {.route = "GET /metrics",
       .summary = "Metrics of this node",
       .description = "In the text format of Prometheus.",
       .raw_media_type = "text/plain"},
      {.route = "GET /healthz", .summary = "Whether the process lives", .description = "200 as long as it does."},
      {.route = "GET /readyz",
       .summary = "Whether the node can serve",
       .description = "503 while it starts, while the database is away, and while it drains."},
      {.route = "GET /api/v1/ops/actors",
       .summary = "Actors of this node",
       .description = "Entities, lanes and the feed in figures."},
      {.route = "GET /api/v1/ops/threads",
       .summary = "Threads of this node",
       .description = "By what they do; those that libraries make for themselves are not counted."},
      {.route = "GET /api/v1/ops/jobs",
       .summary = "Jobs of the cluster",
       .description = "When each ran last, when it is due, and why its last run failed if it did."},
      {.route = "POST /api/v1/payments/initiate",
       .summary = "Begin a payment for a posting",
       .description = "The answer holds what the app needs to open the gateway's checkout.",
       .shapes = {{"checkout", &domain::descriptor<payment_checkout>()}}},
      {.route = "GET /api/v1/payments/{payment_id}",
       .summary = "Read a payment",
       .description = "One of the caller's own."},
      {.route = "POST /api/v1/payments/callback",
       .summary = "Come back from the gateway's page",
       .description = "Tells how the payment stands. It settles nothing: only the gateway's signed webhook does."},
      {.route = "POST /api/v1/webhooks/sandbox",
       .summary = "Webhook of the sandbox's payment provider",
       .description = "Signed over its bytes; an unsigned one is 401, a repeated one does nothing."},
      {.route = "POST /api/v1/listings/{listing_id}/photos",
       .summary = "Add a photo to a listing",
       .description = "The order is room, kitchen, bathroom, hall, balcony, building_exterior, street_view; publishing "
                      "needs the first three.",
       .files = {{"photo", "image/jpeg, image/png, image/webp, image/heic"}},
       .texts = &domain::descriptor<photo_form>()},
      {.route = "PUT /api/v1/listings/{listing_id}/photos/{photo_id}",
       .summary = "Replace a photo in place",
       .description = "Takes the picture's place, also while the listing is live.",
       .files = {{"photo", "image/jpeg, image/png, image/webp, image/heic"}}},
      {.route = "PUT /api/v1/listings/{listing_id}/photos/order",
       .summary = "Reorder the photos of a listing",
       .description = "Takes a list of `{photo_id, sequence_order}`."},
      {.route = "GET /api/v1/reference",
       .summary = "Read the vocabularies of the API",
       .description = "Enumerations with labels, amenities, cities, prices, limits and minimum app versions."},
      {.route = "DELETE /api/v1/listings/{listing_id}/photos/{photo_id}",
       .summary = "Remove a photo from a listing",
       .description = "A live listing keeps a room, a kitchen and a bathroom."},
      {.route = "GET /media/photos/{key:text}",
       .summary = "Fetch a photo",
       .description = "The file at this address never changes.",
       .raw_media_type = "image/webp"},
      {.route = "POST /api/v1/listings",
       .summary = "Create a listing",
       .description = "It is a draft until it is published with `{\"status\": \"active\"}`.",
       .tells_location = true},
      {.route = "PUT /api/v1/listings/{listing_id}",
       .summary = "Change a listing",
       .description = "Merges: what is absent stays, `null` clears. `status` publishes, pauses and resumes, or says "
                      "that it is rented."},
      {.route = "DELETE /api/v1/listings/{listing_id}",
       .summary = "Delete a listing",
       .description = "Its matches stay.",
       .honours_if_match = true},
      {.route = "POST /api/v1/requirements",
       .summary = "Create a requirement",
       .description = "It is a draft until it is published with `{\"status\": \"active\"}`.",
       .tells_location = true},
      {.route = "PUT /api/v1/requirements/{requirement_id}",
       .summary = "Change a requirement",
       .description = "Merges: what is absent stays, `null` clears. `status` publishes, pauses and resumes, or says "
                      "that it is fulfilled."},
      {.route = "DELETE /api/v1/requirements/{requirement_id}",
       .summary = "Delete a requirement",
       .description = "Its matches stay.",
       .honours_if_match = true},
      {.route = "POST /api/v1/users/me/tenant-profile",
       .summary = "Create one's tenant profile",
       .description = "A person has one at most."},
      {.route = "PUT /api/v1/users/me/tenant-profile",
       .summary = "Change one's tenant profile",
       .description = "Merges: what is absent stays, `null` clears."},
      {.route = "POST /api/v1/users/me/host-profile",
       .summary = "Create one's host profile",
       .description = "A person has one at most."},
      {.route = "PUT /api/v1/users/me/host-profile",
       .summary = "Change one's host profile",
       .description = "Merges: what is absent stays, `null` clears."},
      {.route = "GET /api/v1/swipes/received",
       .summary = "List likes not yet answered",
       .description =
           "Those that the caller's postings have received, super likes first, then the newest. Dislikes never show."},
      {.route = "GET /api/v1/requirements",
       .summary = "Search requirements",
       .description = "Live ones, by place, budget and type. Places are rounded to 0.01 degrees."},
      {.route = "GET /api/v1/requirements/my",
       .summary = "List one's own requirements",
       .description = "Drafts included, newest first."},
      {.route = "GET /api/v1/requirements/{requirement_id}",
       .summary = "Read a requirement",
       .description = "Whole for its tenant and for a match; for everybody else with a rounded place."},
      {.route = "POST /api/v1/swipe",
       .summary = "Decide on a posting",
       .description = "When both sides like, they match. The same decision again changes nothing and is answered as it "
                      "stands now.",
       .shapes = {{"match", &domain::descriptor<domain::match>()}}},
      {.route = "POST /api/v1/swipe/undo",
       .summary = "Undo the last dislike",
       .description = "Only the newest one; likes stay."},
      {.route = "DELETE /api/v1/matches/{match_id}",
       .summary = "Unmatch",
       .description = "Ends the match for good and closes its conversation."},
      {.route = "GET /api/v1/users/me", .summary = "Read one's own account", .description = "With its profiles."},
      {.route = "PUT /api/v1/users/me",
       .summary = "Change one's own account",
       .description = "Merges: what is absent stays."},
      {.route = "GET /api/v1/users/{user_id}",
       .summary = "Read a person's public profile",
       .description = "What the caller may see: never contacts, which are part of a match."},
      {.route = "GET /api/v1/asyncapi.json",
       .summary = "The AsyncAPI document of this server's WebSocket",
       .description = "What a device sends and is told, made from the same tables as this document.",
       .raw_media_type = "application/json"},
      {.route = "GET /api/v1/openapi.json",
       .summary = "The OpenAPI document of this server",
       .description = "Made from the route table: what is not in it, the server does not have.",
       .raw_media_type = "application/json"},
  };
}

}  // namespace

const operation_note& note_of(const route& entry) {
  static const auto notes = all_notes();
  static const operation_note none{};
  const auto found = std::ranges::find(notes, entry.name, &operation_note::route);
  return found == notes.end() ? none : *found;
}

}  // namespace homigo::http
