#include "modules/feed/routes/posting_pairs.hpp"

#include "actors/postings/posting_protocol.hpp"
#include "http/pipeline/ask_and_wait.hpp"

namespace homigo::http {

domain::result<domain::posting_pairs> posting_pairs::pairs_of(const domain::entity_key& posting,
                                                              const domain::uuid& owner) {
  auto answered = ask_and_wait<domain::posting_pairs>(entities_, io_.next(), posting, actors::look_at_pairs{owner});
  // Nothing was to change, so nothing can have changed.
  if (!answered && answered.error().code == domain::errc::outcome_unknown)
    return domain::refusal(domain::errc::overloaded);
  return answered;
}

}  // namespace homigo::http
