#include "feed/index.hpp"

#include <algorithm>

#include "feed/listing_search.hpp"
#include "feed/requirement_search.hpp"

namespace homigo::feed {
namespace {

using domain::uuid;
using reading = std::shared_lock<fair_mutex>;
using writing = std::unique_lock<fair_mutex>;

bool is_active(const auto& rule) { return rule.status == domain::posting_status::active && rule.valid_until; }

const uuid& id_of(const domain::listing_facts& facts) { return facts.listing_id; }
const uuid& id_of(const domain::requirement_facts& facts) { return facts.requirement_id; }
const uuid& owner_of(const domain::listing_facts& facts) { return facts.rule.host_id; }
const uuid& owner_of(const domain::requirement_facts& facts) { return facts.rule.tenant_id; }

template <class Record, class Entry, class Facts>
void put_all(posting_index<Record, Entry>& postings, people& owners, std::span<const Facts> all) {
  for (const auto& facts : all) {
    if (!is_active(facts.rule)) {
      postings.remove(id_of(facts));
      continue;
    }
    Record record;
    pack(facts, record);
    postings.put(record, owners.find_or_add(owner_of(facts)));
  }
}

bool is_valid(const auto& record, domain::instant now) { return record.valid_until_ms > milliseconds_of(now); }

template <class Index>
std::vector<uuid> live_of(const Index& postings, slot owner, domain::instant now) {
  std::vector<uuid> ids;
  if (owner == no_slot) return ids;
  postings.each_of(owner, [&](const auto& record) {
    if (is_valid(record, now)) ids.push_back(record.id);
  });
  std::ranges::sort(ids);
  return ids;
}

/// Of each field the first step that adds something.
template <class Facts, class Count>
std::vector<domain::relaxation> adding(const std::vector<domain::relaxed<Facts>>& wishes, Count count) {
  std::vector<domain::relaxation> out;
  for (const auto& wish : wishes) {
    if (!out.empty() && out.back().field == wish.field) continue;
    if (const std::size_t adds = count(wish.facts); adds > 0)
      out.push_back({std::string{wish.field}, {wish.to}, static_cast<std::int32_t>(adds)});
  }
  return out;
}

bool owner_stands(const listing_record& record) { return listing_word::stands::get(record.word) != 0; }
bool owner_stands(const requirement_record& record) { return requirement_word::stands::get(record.word) != 0; }

template <class Index>
std::vector<bool> are_shown(const Index& postings, const people& all, slot viewer, std::span<const uuid> ids,
                            domain::instant now) {
  const bool has_blocks = viewer != no_slot && all.has_blocks(viewer);
  std::vector<bool> out;
  out.reserve(ids.size());
  for (const auto& id : ids) {
    const auto* found = postings.find(id);
    out.push_back(found != nullptr && is_valid(*found, now) && owner_stands(*found) &&
                  !(has_blocks && all.are_apart(found->owner, viewer)));
  }
  return out;
}

template <class Index>
std::vector<uuid> some_of(const Index& postings, slot& from, slot count) {
  std::vector<uuid> ids;
  postings.each_from(from, count, [&](const auto& record) { ids.push_back(record.id); });
  from = std::min(postings.end(), from + count);
  return ids;
}

}  // namespace

void index::seal() {
  const writing lock{mutex_};
  listings_.seal();
  requirements_.seal();
}

void index::put(std::span<const domain::listing_facts> listings) {
  const writing lock{mutex_};
  put_all(listings_, people_, listings);
}

void index::put(std::span<const domain::requirement_facts> requirements) {
  const writing lock{mutex_};
  put_all(requirements_, people_, requirements);
}

void index::remove_listing(const uuid& id) {
  const writing lock{mutex_};
  listings_.remove(id);
}

void index::remove_requirement(const uuid& id) {
  const writing lock{mutex_};
  requirements_.remove(id);
}

void index::block(const uuid& blocker, const uuid& blocked) {
  const writing lock{mutex_};
  const slot a = people_.find_or_add(blocker), b = people_.find_or_add(blocked);
  people_.block(a, b);
}

void index::unblock(const uuid& blocker, const uuid& blocked) {
  const writing lock{mutex_};
  const slot a = people_.find_or_add(blocker), b = people_.find_or_add(blocked);
  people_.unblock(a, b);
}

void index::set_blocked_by(const uuid& blocker, std::span<const uuid> blocked) {
  const writing lock{mutex_};
  std::vector<slot> slots;
  for (const auto& each : blocked) slots.push_back(people_.find_or_add(each));
  const slot person = slots.empty() ? people_.find(blocker) : people_.find_or_add(blocker);
  if (person != no_slot) people_.set_blocked_by(person, slots);
}

std::vector<domain::ranked_listing> index::listings(const uuid& requirement_id, const search_terms& terms,
                                                    const exclusion_set& decided) const {
  const reading lock{mutex_};
  const auto* viewer = requirements_.find(requirement_id);
  if (viewer == nullptr || !is_valid(*viewer, terms.now)) return {};
  const pair_filter pairs{people_, viewer->owner, decided};
  const auto facts = unpack_with_wishes(*viewer);
  return listing_search{listings_.grid(), listings_.records(), facts, terms, pairs}.run();
}

std::vector<domain::ranked_requirement> index::requirements(const uuid& listing_id, const search_terms& terms,
                                                            const exclusion_set& decided) const {
  const reading lock{mutex_};
  const auto* viewer = listings_.find(listing_id);
  if (viewer == nullptr || !is_valid(*viewer, terms.now)) return {};
  const pair_filter pairs{people_, viewer->owner, decided};
  const auto facts = unpack_with_wishes(*viewer);
  return requirement_search{requirements_.grid(), requirements_.records(), facts, terms, pairs}.run();
}

std::vector<domain::relaxation> index::relaxed_listings(const uuid& requirement_id, domain::instant now,
                                                        const exclusion_set& decided) const {
  const reading lock{mutex_};
  const auto* viewer = requirements_.find(requirement_id);
  if (viewer == nullptr || !is_valid(*viewer, now)) return {};
  const pair_filter pairs{people_, viewer->owner, decided};
  const search_terms terms{{}, domain::most_added, now};
  return adding(domain::relaxed_wishes(unpack_with_wishes(*viewer)), [&](const domain::requirement_facts& facts) {
    return listing_search{listings_.grid(), listings_.records(), facts, terms, pairs}.run().size();
  });
}

std::vector<domain::relaxation> index::relaxed_requirements(const uuid& listing_id, domain::instant now,
                                                            const exclusion_set& decided) const {
  const reading lock{mutex_};
  const auto* viewer = listings_.find(listing_id);
  if (viewer == nullptr || !is_valid(*viewer, now)) return {};
  const pair_filter pairs{people_, viewer->owner, decided};
  const search_terms terms{{}, domain::most_added, now};
  const auto today = std::chrono::floor<std::chrono::days>(now);
  return adding(domain::relaxed_wishes(unpack_with_wishes(*viewer), today), [&](const domain::listing_facts& facts) {
    return requirement_search{requirements_.grid(), requirements_.records(), facts, terms, pairs}.run().size();
  });
}

domain::factor_weights index::weights_of(const uuid& requirement_id) const {
  const reading lock{mutex_};
  const auto* viewer = requirements_.find(requirement_id);
  return viewer == nullptr ? domain::factor_weights{} : domain::weights_for(unpack_with_wishes(*viewer).priorities);
}

std::optional<uuid> index::owner_of_listing(const uuid& id) const {
  const reading lock{mutex_};
  const auto* found = listings_.find(id);
  return found == nullptr ? std::nullopt : std::optional{people_.id_of(found->owner)};
}

std::optional<uuid> index::owner_of_requirement(const uuid& id) const {
  const reading lock{mutex_};
  const auto* found = requirements_.find(id);
  return found == nullptr ? std::nullopt : std::optional{people_.id_of(found->owner)};
}

std::vector<uuid> index::live_listings_of(const uuid& host_id, domain::instant now) const {
  const reading lock{mutex_};
  return live_of(listings_, people_.find(host_id), now);
}

std::vector<uuid> index::live_requirements_of(const uuid& tenant_id, domain::instant now) const {
  const reading lock{mutex_};
  return live_of(requirements_, people_.find(tenant_id), now);
}

std::vector<bool> index::are_shown_listings(const uuid& viewer, std::span<const uuid> ids, domain::instant now) const {
  const reading lock{mutex_};
  return are_shown(listings_, people_, people_.find(viewer), ids, now);
}

std::vector<bool> index::are_shown_requirements(const uuid& viewer, std::span<const uuid> ids,
                                                domain::instant now) const {
  const reading lock{mutex_};
  return are_shown(requirements_, people_, people_.find(viewer), ids, now);
}

std::vector<uuid> index::some_listings(slot& from, slot count) const {
  const reading lock{mutex_};
  return some_of(listings_, from, count);
}

std::vector<uuid> index::some_requirements(slot& from, slot count) const {
  const reading lock{mutex_};
  return some_of(requirements_, from, count);
}

index::figures index::size() const {
  const reading lock{mutex_};
  return {listings_.size(), requirements_.size(),
          people_.memory_bytes() + listings_.memory_bytes() + requirements_.memory_bytes()};
}

}  // namespace homigo::feed
