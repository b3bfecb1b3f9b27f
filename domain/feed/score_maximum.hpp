// How many points each factor of a score can earn: what `score_maximum` tells beside `score_breakdown`.
#pragma once

#include "domain/feed/score.hpp"

namespace homigo::domain {

/// By a ranking of the factors. They sum to 105, and the score ends at 100.
listing_score_breakdown maximum_of(const factor_weights& weights);

/// A host's score has fixed weights.
requirement_score_breakdown requirement_score_maximum();

}  // namespace homigo::domain
