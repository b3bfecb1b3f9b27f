#include "modules/postings/routes/photos.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/kernel/described/validation.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/photo_sequence.hpp"
#include "http/routing/router.hpp"
#include "modules/postings/foreign_posting.hpp"
#include "modules/postings/photos.hpp"

namespace homigo::http {

/// The body is the bare list.
struct photo_order_request {
  std::vector<domain::photo_position> photos;
};
HOMIGO_DESCRIBED(photo_order_request, photos)
constexpr auto rules_of(const photo_order_request*) {
  return domain::rules(domain::field("photos").length(1, domain::last_photo_order));
}
HOMIGO_TABLE(photo_order_request)

struct photo_list {
  std::vector<domain::photo> items;
};
HOMIGO_DESCRIBED(photo_list, items)
HOMIGO_TABLE(photo_list)

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

namespace {

using domain::field_error;

constexpr std::string_view photo_order_request_example =
    R"([{"photo_id":"0198c0de-0000-7000-8000-000000000006","sequence_order":2},{"photo_id":"0198c0de-0000-7000-8000-000000000007","sequence_order":1}])";

constexpr std::string_view picture_types = "image/jpeg, image/png, image/webp, image/heic";
constexpr std::string_view upload_parts[] = {"photo", "photo_type", "sequence_order"};
constexpr std::string_view replacement_parts[] = {"photo"};

const std::string* text_part(const request& asked, std::string_view name, std::vector<field_error>& errors) {
  const auto* found = asked.find_part(name);
  if (found) return &found->body;
  errors.push_back({"/" + std::string{name}, "required", "is required"});
  return nullptr;
}

void name_unknown_parts(const request& asked, std::span<const std::string_view> known,
                        std::vector<field_error>& errors) {
  for (const auto& part : asked.parts)
    if (std::ranges::find(known, part.name) == known.end())
      errors.push_back({domain::pointer_token(part.name), "unknown_field", "is not known here"});
}

void read_order(const std::string& text, std::int32_t& order, std::vector<field_error>& errors) {
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, order);
  if (parsed.ec == std::errc{} && parsed.ptr == end && order >= 1 && order <= domain::last_photo_order) return;
  errors.push_back({"/sequence_order", "out_of_range",
                    "must be a whole number between 1 and " + std::to_string(domain::last_photo_order)});
}

void read_type(const std::string& text, domain::photo_type& type, std::vector<field_error>& errors) {
  if (domain::from_wire_name(text, type)) return;
  errors.push_back({"/photo_type", "not_allowed",
                    "must be room, kitchen, bathroom, hall, balcony, building_exterior or street_view"});
}

/// The content stays in the request, which lives as long as the call.
domain::result<modules::photo_upload> read_upload(const call& c) {
  modules::photo_upload upload;
  std::vector<field_error> errors;
  if (const auto* content = text_part(c.request(), "photo", errors)) upload.content = *content;
  if (const auto* type = text_part(c.request(), "photo_type", errors)) read_type(*type, upload.photo_type, errors);
  if (const auto* order = text_part(c.request(), "sequence_order", errors))
    read_order(*order, upload.sequence_order, errors);
  name_unknown_parts(c.request(), upload_parts, errors);
  if (!errors.empty()) return domain::invalid_fields(std::move(errors));
  return upload;
}

domain::result<photo_list> move_photos(const call& c, const photo_order_request& wanted, modules::photos& photos) {
  auto moved = photos.move(c.who().user_id, c.id("listing_id"), wanted.photos);
  if (!moved) return moved.error();
  return photo_list{std::move(*moved)};
}

domain::result<domain::photo> replace_photo(const call& c, modules::photos& photos) {
  std::vector<field_error> errors;
  const auto* content = text_part(c.request(), "photo", errors);
  name_unknown_parts(c.request(), replacement_parts, errors);
  if (!errors.empty()) return domain::invalid_fields(std::move(errors));
  return photos.replace(c.who().user_id, c.id("listing_id"), c.id("photo_id"), *content);
}

/// Somebody else's listing that the caller sees is forbidden ground, any other is unknown.
template <class Answer>
domain::result<Answer> or_refused(domain::result<Answer> done, const call& c, modules::catalogue& postings) {
  if (done) return done;
  return modules::refused_change(postings, {domain::entity_kind::listing, c.id("listing_id")}, c.who().user_id,
                                 done.error());
}

bool has_tag(const std::string* if_none_match, const std::string& tag) {
  return if_none_match && (*if_none_match == "*" || if_none_match->find(tag) != std::string::npos);
}

/// A key stands for its content, so whoever has the file never needs to ask again.
domain::result<raw_response> photo_file(const call& c, const modules::photos& photos) {
  const auto& key = c.parameter("key");
  auto file = photos.file(key);
  if (!file) return domain::failure{domain::errc::not_found, "There is no such file."};
  const auto tag = "\"" + key.substr(0, key.find('.')) + "\"";
  raw_response answer{
      200,
      {},
      std::string{file->media_type},
      {{"ETag", tag}, {"Cache-Control", "public, max-age=31536000, immutable"}, {"X-Content-Type-Options", "nosniff"}}};
  if (has_tag(c.request().header("if-none-match"), tag))
    answer.status = 304;
  else
    answer.body = std::move(file->content);
  return answer;
}

}  // namespace

void add_photo_routes(router& routes, modules::photos& photos, modules::catalogue& postings, domain::id_source& ids) {
  constexpr multipart_limits picture{.total_bytes = 32 * 1024 * 1024, .part_bytes = 30 * 1024 * 1024};
  routes.post("/listings/{listing_id}/photos")
      .about("Add a photo to a listing",
             "The required order is room, kitchen, bathroom, hall, balcony, building_exterior, street_view. The first "
             "three are needed to publish the listing.")
      .file("photo", picture_types)
      .form_texts<photo_form>()
      .multipart(picture)
      .work(work_lane::pictures)
      .answers<domain::photo>(201)
      .run([&](call& c) -> domain::result<domain::photo> {
        auto upload = read_upload(c);
        if (!upload) return upload.error();
        upload->photo_id = c.reserved_id() ? *c.reserved_id() : ids.next();
        return or_refused(photos.add(c.who().user_id, c.id("listing_id"), *upload), c, postings);
      });
  routes.put("/listings/{listing_id}/photos/order")
      .about("Reorder the photos of a listing", "Takes a list of `{photo_id, sequence_order}`.")
      .example(photo_order_request_example)
      .takes_list<photo_order_request>()
      .answers<photo_list>()
      .run([&](call& c, const photo_order_request& wanted) {
        return or_refused(move_photos(c, wanted, photos), c, postings);
      });
  routes.put("/listings/{listing_id}/photos/{photo_id}")
      .about("Replace a photo", "The new picture keeps the position. Live listings allow this too.")
      .file("photo", picture_types)
      .multipart(picture)
      .work(work_lane::pictures)
      .answers<domain::photo>()
      .run([&](call& c) { return or_refused(replace_photo(c, photos), c, postings); });
  routes.del("/listings/{listing_id}/photos/{photo_id}")
      .about("Delete a photo", "A live listing must keep a room, a kitchen and a bathroom photo.")
      .run([&](call& c) -> domain::result<void> {
        return or_refused(photos.remove(c.who().user_id, c.id("listing_id"), c.id("photo_id")), c, postings);
      });
  routes.get("/media/photos/{key:text}")
      .about("Download a photo", "The file at this address never changes.")
      .explains({{"key", "The file name from a photo's address."}})
      .media_type("image/jpeg")
      .at_root()
      .anonymous()
      .run([&photos](call& c) { return photo_file(c, photos); });
}

}  // namespace homigo::http
