#include "modules/matching/inbox_walk.hpp"

#include <algorithm>
#include <iterator>

namespace homigo::modules {
namespace {

using domain::inbox_keyset;
using domain::uuid;

/// Above every identifier.
constexpr uuid above_all{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                         0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

feed::inbox_place place_of(const inbox_keyset& at) {
  return {at.is_super_like, domain::instant{std::chrono::milliseconds{static_cast<std::int64_t>(at.key) / 1000}},
          at.id};
}

inbox_keyset keyset_of(const shown_like& last, std::int64_t since) {
  const auto place = feed::place_of(last.like);
  return {place.is_super_like, static_cast<double>(place.at.time_since_epoch().count()) * 1000, place.swipe_id, since,
          false};
}

/// Whether there was more.
bool cut(std::vector<shown_like>& likes, std::size_t limit) {
  const bool more = likes.size() > limit;
  if (more) likes.resize(limit);
  return more;
}

}  // namespace

inbox_page inbox_walk::page(const std::optional<inbox_keyset>& after, std::size_t limit, std::int64_t arrived) const {
  inbox_page page;
  if (!after || !after->again) page = in_order(after, limit, after ? after->since : arrived);
  if (after && !page.next) add_moved(*after, limit, page);
  return page;
}

inbox_page inbox_walk::in_order(const std::optional<inbox_keyset>& after, std::size_t limit, std::int64_t since) const {
  inbox_page page;
  const auto from = after ? std::optional{place_of(*after)} : std::nullopt;
  for (const auto& inbox : inboxes_) add_shown(inbox, from, limit + 1, page.likes);
  std::ranges::sort(page.likes, std::greater<>{}, [](const shown_like& each) { return feed::place_of(each.like); });
  if (cut(page.likes, limit)) page.next = keyset_of(page.likes.back(), since);
  return page;
}

/// Fills the page with those that came, or rose to a super like, later than the first page.
void inbox_walk::add_moved(const inbox_keyset& after, std::size_t limit, inbox_page& page) const {
  const auto room = limit - page.likes.size();
  const auto from = after.again ? after.id : above_all;
  std::vector<shown_like> moved;
  for (const auto& inbox : inboxes_)
    std::ranges::move(shown_of(inbox, inbox.pairs->likes.arrived_after(after.since, from)), std::back_inserter(moved));
  std::ranges::sort(moved, std::greater<>{}, [](const shown_like& each) { return each.like.swipe_id; });
  const bool more = cut(moved, room);
  if (more) page.next = inbox_keyset{false, 0, moved.empty() ? from : moved.back().like.swipe_id, after.since, true};
  std::ranges::move(moved, std::back_inserter(page.likes));
}

/// As many as are shown, in portions: most are.
void inbox_walk::add_shown(const own_inbox& from, std::optional<feed::inbox_place> after, std::size_t count,
                           std::vector<shown_like>& out) const {
  while (count > 0) {
    const auto likes = from.pairs->likes.page(after, count);
    if (likes.empty()) return;
    after = feed::place_of(likes.back());
    auto shown = shown_of(from, likes);
    count -= shown.size();
    std::ranges::move(shown, std::back_inserter(out));
  }
}

std::vector<shown_like> inbox_walk::shown_of(const own_inbox& from,
                                             const std::vector<domain::waiting_like>& likes) const {
  std::vector<uuid> ids;
  ids.reserve(likes.size());
  for (const auto& like : likes) ids.push_back(like.posting_id);
  const auto is_shown = from.posting.kind == domain::entity_kind::listing
                            ? index_.are_shown_requirements(user_, ids, now_)
                            : index_.are_shown_listings(user_, ids, now_);
  std::vector<shown_like> out;
  out.reserve(likes.size());
  for (std::size_t i = 0; i < likes.size(); ++i)
    if (is_shown[i]) out.push_back({likes[i], from.posting});
  return out;
}

}  // namespace homigo::modules
