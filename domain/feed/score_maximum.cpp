#include "domain/feed/score_maximum.hpp"

namespace homigo::domain {

// Asked of the score itself: what it gives to a pair that agrees in everything.

listing_score_breakdown maximum_of(const factor_weights& weights) {
  listing_score_inputs in;
  in.host_fully_verified = in.photos_verified = true;
  return score_listing(in, weights).breakdown;
}

requirement_score_breakdown requirement_score_maximum() { return score_requirement({}).breakdown; }

}  // namespace homigo::domain
