// Puts the people of the demo into the database: thousands of sign-ups would be an exercise in password hashing alone.
#pragma once

#include <pqxx/connection>
#include <vector>

#include "bench/demo/people.hpp"
#include "bench/demo/wish.hpp"

namespace homigo::demo {

/// Live listings of the accounts that imported listings belong to.
std::vector<advert> live_adverts(pqxx::connection& database);

/// New tenants with proven phones, profiles and sessions, and sessions for the hosts of `adverts`. The tenants' wishes
/// are drawn around `adverts`, which must not be empty; the same seed draws the same.
cast engage(pqxx::connection& database, const std::vector<advert>& adverts, std::size_t tenants, std::uint64_t seed);

/// Ends the sessions that engage() made.
void dismiss(pqxx::connection& database, const cast& people);

}  // namespace homigo::demo
