#include "domain/postings/posting_lifecycle.hpp"

namespace homigo::domain {
namespace {

posting_transition unchanged(const posting_life& life) {
  posting_transition t;
  t.next = life;
  return t;
}

posting_transition refused(const posting_life& life, errc why) {
  auto t = unchanged(life);
  t.refusal = why;
  return t;
}

posting_transition moved(const posting_life& life, posting_status to) {
  auto t = unchanged(life);
  t.changed = true;
  t.next.status = to;
  return t;
}

posting_transition closed(const posting_life& life, posting_status to) {
  auto t = moved(life, to);
  t.ends_pairs = true;
  return t;
}

bool is_over(const posting_life& life, instant now) { return !life.valid_until || *life.valid_until <= now; }

/// Photos may have been deleted while the listing was paused, so resuming asks for them again.
posting_transition activate(posting_kind kind, const posting_life& life, const publishing_conditions& conditions,
                            instant now) {
  if (kind == posting_kind::listing && !conditions.photos_complete)
    return refused(life, errc::photo_sequence_incomplete);
  if (life.status == posting_status::paused && !is_over(life, now)) return moved(life, posting_status::active);
  if (!conditions.entitled) return refused(life, errc::payment_required);
  auto t = moved(life, posting_status::active);
  t.spends_entitlement = true;
  if (!life.published_at) t.next.published_at = now;
  t.next.valid_until = now + conditions.validity;
  return t;
}

bool may_be_activated(posting_status status) {
  return status == posting_status::draft || status == posting_status::paused || status == posting_status::expired;
}

posting_status happy_end(posting_kind kind) {
  return kind == posting_kind::listing ? posting_status::rented : posting_status::fulfilled;
}

}  // namespace

bool is_over(posting_status status) {
  return status == posting_status::fulfilled || status == posting_status::rented || status == posting_status::deleted;
}

posting_transition request_status(posting_kind kind, const posting_life& life, posting_status wanted,
                                  const publishing_conditions& conditions, instant now) {
  const auto status = life.status;
  if (wanted == status) return unchanged(life);
  if (status == posting_status::deleted) return refused(life, errc::wrong_state);
  if (wanted == posting_status::deleted) return closed(life, wanted);
  if (wanted == posting_status::active && may_be_activated(status)) return activate(kind, life, conditions, now);
  if (status != posting_status::active && status != posting_status::paused) return refused(life, errc::wrong_state);
  if (wanted == posting_status::paused) return moved(life, wanted);
  if (wanted == happy_end(kind)) return closed(life, wanted);
  return refused(life, errc::wrong_state);
}

posting_transition expire(const posting_life& life, instant now) {
  const bool may_expire = life.status == posting_status::active || life.status == posting_status::paused;
  return may_expire && is_over(life, now) ? moved(life, posting_status::expired) : unchanged(life);
}

}  // namespace homigo::domain
