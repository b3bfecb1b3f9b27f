#include "modules/matching/inbox_pages.hpp"

#include <algorithm>

#include "codec/json_writer.hpp"
#include "codec/paging.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/kernel/errors/unavailable.hpp"
#include "modules/feed/feed_cards.hpp"
#include "modules/matching/inbox_walk.hpp"

namespace homigo::modules {

/// What stands around the two cards of a like.
struct like_head {
  domain::uuid swipe_id{};
  domain::swipe_action action{};
};
struct like_tail {
  domain::instant created_at{};
};
HOMIGO_DESCRIBED(like_head, swipe_id, action)
HOMIGO_DESCRIBED(like_tail, created_at)
HOMIGO_TABLE(like_head)
HOMIGO_TABLE(like_tail)

namespace {

using domain::uuid;
using json_result = domain::result<std::string>;

constexpr std::string_view list = "likes received";
constexpr std::size_t octets_of_like = 4'500;

struct read_cards {
  card_texts listings;
  card_texts requirements;
};

std::vector<uuid> ids_of(const inbox_page& page, const uuid& (shown_like::*id)() const) {
  std::vector<uuid> ids;
  ids.reserve(page.likes.size());
  for (const auto& each : page.likes) ids.push_back((each.*id)());
  return ids;
}

/// The cards of one kind on a page: those held, and those that had to be read. Holds up whoever changes cards.
class page_cards {
public:
  page_cards(const feed::card_cache& cache, std::vector<uuid> ids, const card_texts& read)
      : ids_(std::move(ids)), read_(read), held_(cache.hold(ids_)) {}

  void append(std::size_t i, std::string& out) const {
    if (held_.has(i))
      held_.append(i, out);
    else
      out += read_.at(ids_[i]);
  }
  std::vector<uuid> missing() const {
    std::vector<uuid> out;
    for (std::size_t i = 0; i < ids_.size(); ++i)
      if (!held_.has(i) && !read_.contains(ids_[i])) out.push_back(ids_[i]);
    return out;
  }

private:
  const std::vector<uuid> ids_;
  const card_texts& read_;
  const feed::card_cache::held_cards held_;
};

class page_writer {
public:
  page_writer(const live_feed& memory, const inbox_page& page, const read_cards& read)
      : page_(page),
        listings_(memory.listing_cards, ids_of(page, &shown_like::listing_id), read.listings),
        requirements_(memory.requirement_cards, ids_of(page, &shown_like::requirement_id), read.requirements) {}

  std::vector<uuid> missing_listings() const { return listings_.missing(); }
  std::vector<uuid> missing_requirements() const { return requirements_.missing(); }

  /// @pre no card is missing
  std::string text() {
    std::string out;
    out.reserve(64 + page_.likes.size() * octets_of_like);
    out = "{\"items\":[";
    for (std::size_t i = 0; i < page_.likes.size(); ++i) append_like(i, out);
    out += "],\"next_cursor\":";
    if (const auto cursor = cursor_in(list, page_.next))
      codec::append_quoted(out, *cursor);
    else
      out += "null";
    return out += '}';
  }

private:
  /// A card and where it was written last: most pages name one own posting in each item.
  struct written_card {
    uuid id{};
    std::size_t at = 0;
    std::size_t size = 0;
  };
  static void append_card(const page_cards& cards, std::size_t i, const uuid& id, written_card& last,
                          std::string& out) {
    if (last.size > 0 && last.id == id) {
      out.append(out, last.at, last.size);
      return;
    }
    last = {id, out.size(), 0};
    cards.append(i, out);
    last.size = out.size() - last.at;
  }

  void append_like(std::size_t i, std::string& out) {
    const auto& like = page_.likes[i].like;
    if (i > 0) out += ',';
    const like_head head{like.swipe_id, like.action};
    codec::append_json(out, domain::descriptor<like_head>(), &head);
    out.back() = ',';  // for the brace that closes
    out += "\"requirement\":";
    append_card(requirements_, i, page_.likes[i].requirement_id(), requirement_, out);
    out += ",\"listing\":";
    append_card(listings_, i, page_.likes[i].listing_id(), listing_, out);
    const auto end = out.size();
    const like_tail tail{like.at};
    codec::append_json(out, domain::descriptor<like_tail>(), &tail);
    out[end] = ',';  // for the brace that opens
  }

  const inbox_page& page_;
  const page_cards listings_;
  const page_cards requirements_;
  written_card listing_;
  written_card requirement_;
};

/// Answers from memory where that is enough; where it is not, and `may_read`, from there and from what is read.
class page_maker {
public:
  page_maker(const inbox_parts& parts, bool may_read) : parts_(parts), may_read_(may_read), now_(parts.clock.now()) {}

  std::optional<json_result> page(const uuid& user, const domain::page_query& query) {
    const auto after = position_in<domain::inbox_keyset>(list, query);
    if (!after) return after.error();
    // Read your own writes, and everybody else's that was acknowledged.
    if (!may_read_ && parts_.follower.is_behind()) return std::nullopt;
    if (may_read_) parts_.follower.catch_up();
    auto inboxes = inboxes_of(user);
    if (!inboxes) return std::nullopt;
    if (!*inboxes) return inboxes->error();
    const auto arrived = parts_.memory.pairs.last_arrival();
    const inbox_walk walk{parts_.memory.index, user, **inboxes, now_};
    return written(walk.page(*after, static_cast<std::size_t>(query.limit), arrived));
  }

private:
  std::optional<domain::result<std::vector<own_inbox>>> inboxes_of(const uuid& user) {
    const auto own = postings_of(user);
    if (!own) return std::nullopt;
    std::vector<own_inbox> all;
    for (const auto& posting : *own) {
      auto pairs = pairs_of(posting, user);
      if (!pairs) return std::nullopt;
      if (!*pairs) return pairs->error();
      all.push_back({posting, std::move(**pairs)});
    }
    return domain::result<std::vector<own_inbox>>{std::move(all)};
  }

  std::optional<feed::own_postings::postings> postings_of(const uuid& user) {
    auto& own = parts_.memory.own;
    if (auto held = own.find(user, now_); held || !may_read_) return held;
    const auto begun = own.begin();
    auto all = parts_.postings.answerable_postings_of(user);
    own.keep(user, all, begun, now_);
    return all;
  }

  std::optional<domain::result<std::shared_ptr<const feed::own_pairs>>> pairs_of(const domain::entity_key& posting,
                                                                                 const uuid& user) {
    auto& pairs = parts_.memory.pairs;
    if (may_read_) return pairs.get(posting.id, now_, [&] { return parts_.pairs.pairs_of(posting, user); });
    auto held = pairs.find(posting.id);
    if (!held) return std::nullopt;
    return domain::result<std::shared_ptr<const feed::own_pairs>>{std::move(held)};
  }

  /// What cannot be read is gone, and left out.
  std::optional<json_result> written(inbox_page page) {
    read_cards read;
    for (;;) {
      std::vector<uuid> listings, requirements;
      {
        page_writer writer{parts_.memory, page, read};
        listings = writer.missing_listings();
        requirements = writer.missing_requirements();
        if (listings.empty() && requirements.empty()) return json_result{writer.text()};
      }
      if (!may_read_) return std::nullopt;
      read.listings.merge(load_listing_cards(parts_.memory.listing_cards, parts_.postings, listings));
      read.requirements.merge(load_requirement_cards(parts_.memory.requirement_cards, parts_.postings, requirements));
      const auto is_gone = [](const uuid& id, const std::vector<uuid>& wanted, const card_texts& found) {
        return !found.contains(id) && std::ranges::find(wanted, id) != wanted.end();
      };
      std::erase_if(page.likes, [&](const shown_like& each) {
        return is_gone(each.listing_id(), listings, read.listings) ||
               is_gone(each.requirement_id(), requirements, read.requirements);
      });
    }
  }

  const inbox_parts& parts_;
  const bool may_read_;
  const domain::instant now_;
};

}  // namespace

json_result inbox_pages::page(const uuid& user_id, const domain::page_query& query) {
  if (!parts_.follower.is_ready()) throw domain::unavailable{domain::errc::overloaded, "the feed is being loaded"};
  return *page_maker{parts_, true}.page(user_id, query);
}

std::optional<json_result> inbox_pages::page_at_once(const uuid& user_id, const domain::page_query& query) {
  if (!parts_.follower.is_ready()) return std::nullopt;
  return page_maker{parts_, false}.page(user_id, query);
}

}  // namespace homigo::modules
