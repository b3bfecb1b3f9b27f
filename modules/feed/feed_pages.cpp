#include "modules/feed/feed_pages.hpp"

#include "codec/json_writer.hpp"
#include "codec/paging.hpp"
#include "domain/feed/score_reasons.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/kernel/errors/unavailable.hpp"
#include "domain/postings/public_place.hpp"
#include "modules/feed/feed_side.hpp"

namespace homigo::modules {

/// What stands behind an item's card.
template <class Breakdown>
struct item_rank {
  double compatibility_score = 0;
  Breakdown score_breakdown;
  std::int32_t distance_m = 0;
};
using listing_rank = item_rank<domain::listing_score_breakdown>;
using requirement_rank = item_rank<domain::requirement_score_breakdown>;
HOMIGO_DESCRIBED(listing_rank, compatibility_score, score_breakdown, distance_m)
HOMIGO_DESCRIBED(requirement_rank, compatibility_score, score_breakdown, distance_m)
HOMIGO_TABLE(listing_rank)
HOMIGO_TABLE(requirement_rank)

namespace {

using domain::errc;
using domain::failure;
using domain::feed_key;
using domain::uuid;

/// How far a request may go for what it needs; where memory is not enough, a step has nothing.
enum class reach { memory, database };
template <class T>
using perhaps = std::optional<domain::result<T>>;

/// More than most: a card with three photos has 2,700, its rank and reasons 500.
constexpr std::size_t octets_of_item = 3'500;

template <class Side>
class page_maker {
public:
  page_maker(feed_parts parts, feed_follower& follower, pair_source& pairs, domain::instant now, reach how)
      : parts_(parts), follower_(follower), pairs_(pairs), now_(now), how_(how) {}

  perhaps<std::string> page(const uuid& user, const std::optional<uuid>& named, const domain::page_query& query) {
    const auto after = position_in<feed_key>(Side::list, query);
    if (!after) return after.error();
    // Read your own writes: whoever has just changed a posting must not see a page from before it.
    if (how_ == reach::memory && follower_.is_behind(Side::viewer_kind, named)) return std::nullopt;
    if (how_ == reach::database) follower_.catch_up();
    const auto viewer = named ? named_posting(user, *named) : only_posting(user);
    if (!viewer) return std::nullopt;
    if (!*viewer) return viewer->error();
    if (!**viewer) return domain::result<std::string>{R"({"items":[],"next_cursor":null,"relax":[]})"};
    return page_of(user, ***viewer, *after, static_cast<std::size_t>(query.limit));
  }

private:
  using found_posting = perhaps<std::optional<uuid>>;
  using rank_of_item = item_rank<typename Side::breakdown>;

  found_posting named_posting(const uuid& user, const uuid& named) {
    const auto owner = Side::owner(parts_, named);
    // What is another's takes as long as what is not there: the time tells nobody that a posting lives.
    if (owner != user && how_ == reach::memory) return std::nullopt;
    if (!owner && Side::owns(parts_, named, user)) return domain::result<std::optional<uuid>>{std::optional<uuid>{}};
    if (owner != user) return failure{errc::not_found, Side::unknown};
    return domain::result<std::optional<uuid>>{named};
  }

  found_posting only_posting(const uuid& user) {
    const auto live = Side::live(parts_, user, now_);
    if (live.empty() && how_ == reach::memory) return std::nullopt;
    if (live.empty()) return domain::result<std::optional<uuid>>{std::optional<uuid>{}};
    if (live.size() == 1) return domain::result<std::optional<uuid>>{live.front()};
    return failure{errc::as_id_required,
                   std::string{"You have more than one active posting. Choose one with "} + Side::parameter + "."};
  }

  perhaps<std::string> page_of(const uuid& user, const uuid& viewer, const std::optional<feed_key>& after,
                               std::size_t limit) {
    const auto pairs = pairs_seen_by(user, viewer);
    if (!pairs) return std::nullopt;
    if (!*pairs) return pairs->error();
    const auto& decided = (**pairs)->decided;
    auto ranked = Side::search(parts_, viewer, {after, limit + 1, now_}, decided);
    std::optional<feed_key> next;
    if (ranked.size() > limit) {
      ranked.resize(limit);
      next = ranked.back().key;
    }
    if (ranked.empty() && !after) return domain::result<std::string>{nothing_shown(viewer, decided)};
    return written(viewer, std::move(ranked), next);
  }

  perhaps<std::shared_ptr<const feed::own_pairs>> pairs_seen_by(const uuid& user, const uuid& viewer) {
    auto& held = parts_.memory.pairs;
    if (how_ == reach::database)
      return held.get(viewer, now_, [&] { return pairs_.pairs_of({Side::viewer_kind, viewer}, user); });
    auto found = held.find(viewer);
    if (!found) return std::nullopt;
    return domain::result<std::shared_ptr<const feed::own_pairs>>{std::move(found)};
  }

  std::string nothing_shown(const uuid& viewer, const feed::exclusion_set& decided) {
    std::string out = R"({"items":[],"next_cursor":null,"relax":[)";
    for (const auto& each : Side::relax(parts_, viewer, now_, decided)) {
      if (out.back() == '}') out += ',';
      codec::append_json(out, domain::descriptor<domain::relaxation>(), &each);
    }
    return out += "]}";
  }

  /// What is held is written; what is not is read first, and whoever cannot be read either is gone and left out.
  perhaps<std::string> written(const uuid& viewer, std::vector<typename Side::ranked> ranked,
                               const std::optional<feed_key>& next) {
    maximum_ = Side::maximum(parts_, viewer);
    maximum_json_ = codec::to_json(maximum_);
    card_texts loaded;
    for (;;) {
      std::vector<uuid> missing;
      {
        const auto ids = ids_of(ranked);
        const auto held = Side::cards(parts_).hold(ids);
        for (std::size_t i = 0; i < ids.size(); ++i)
          if (!held.has(i) && !loaded.contains(ids[i])) missing.push_back(ids[i]);
        if (missing.empty()) return domain::result<std::string>{page_text(ranked, held, loaded, next)};
      }
      if (how_ == reach::memory) return std::nullopt;
      loaded.merge(Side::load(parts_, missing));
      std::erase_if(missing, [&](const auto& id) { return loaded.contains(id); });
      std::erase_if(ranked, [&](const auto& each) { return std::ranges::find(missing, each.key.id) != missing.end(); });
    }
  }

  static std::vector<uuid> ids_of(const std::vector<typename Side::ranked>& ranked) {
    std::vector<uuid> ids;
    ids.reserve(ranked.size());
    for (const auto& each : ranked) ids.push_back(each.key.id);
    return ids;
  }

  std::string page_text(const std::vector<typename Side::ranked>& ranked, const feed::card_cache::held_cards& held,
                        const card_texts& loaded, const std::optional<feed_key>& next) {
    std::string out;
    out.reserve(64 + ranked.size() * octets_of_item);
    out = "{\"items\":[";
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      out.append(i == 0 ? "{\"" : ",{\"").append(Side::item).append("\":");
      if (held.has(i))
        held.append(i, out);
      else
        out += loaded.at(ranked[i].key.id);
      append_rank(out, ranked[i]);
    }
    out += "],\"next_cursor\":";
    if (const auto cursor = cursor_in(Side::list, next))
      codec::append_quoted(out, *cursor);
    else
      out += "null";
    return out += ",\"relax\":[]}";
  }

  void append_rank(std::string& out, const typename Side::ranked& each) {
    const auto start = out.size();
    const rank_of_item rank{each.key.score, each.breakdown, domain::shown_distance_m(each.distance_m)};
    codec::append_json(out, domain::descriptor<rank_of_item>(), &rank);
    out[start] = ',';  // for the brace that opens
    out.back() = ',';  // for the one that closes
    out.append("\"score_maximum\":").append(maximum_json_).append(",\"reasons\":[");
    append_reasons(out, domain::reasons_of(each.breakdown, maximum_));
    out += "]}";
  }

  /// They have nothing to escape.
  static void append_reasons(std::string& out, const domain::reason_list& reasons) {
    for (const auto reason : reasons) {
      if (out.back() == '"') out += ',';
      out.append(1, '"').append(reason).append(1, '"');
    }
  }

  feed_parts parts_;
  feed_follower& follower_;
  pair_source& pairs_;
  const domain::instant now_;
  const reach how_;
  // Alike for all items of a page.
  typename Side::breakdown maximum_;
  std::string maximum_json_;
};

void expect_loaded(const feed_follower& follower) {
  if (!follower.is_ready()) throw domain::unavailable{errc::overloaded, "the feed is being loaded"};
}

}  // namespace

domain::result<std::string> feed_pages::listings(const uuid& tenant_id, const domain::listing_feed_query& query) {
  expect_loaded(follower_);
  page_maker<tenant_side> maker{{memory_, postings_}, follower_, pairs_, clock_.now(), reach::database};
  return *maker.page(tenant_id, query.requirement_id, query.page);
}

domain::result<std::string> feed_pages::requirements(const uuid& host_id, const domain::requirement_feed_query& query) {
  expect_loaded(follower_);
  page_maker<host_side> maker{{memory_, postings_}, follower_, pairs_, clock_.now(), reach::database};
  return *maker.page(host_id, query.listing_id, query.page);
}

std::optional<domain::result<std::string>> feed_pages::listings_at_once(const uuid& tenant_id,
                                                                        const domain::listing_feed_query& query) {
  if (!follower_.is_ready()) return std::nullopt;
  page_maker<tenant_side> maker{{memory_, postings_}, follower_, pairs_, clock_.now(), reach::memory};
  return maker.page(tenant_id, query.requirement_id, query.page);
}

std::optional<domain::result<std::string>> feed_pages::requirements_at_once(
    const uuid& host_id, const domain::requirement_feed_query& query) {
  if (!follower_.is_ready()) return std::nullopt;
  page_maker<host_side> maker{{memory_, postings_}, follower_, pairs_, clock_.now(), reach::memory};
  return maker.page(host_id, query.listing_id, query.page);
}

}  // namespace homigo::modules
