#include "persistence/postgres/client/keysets.hpp"

#include "persistence/postgres/client/field_values.hpp"

namespace homigo::postgres {

std::optional<double> key_of(const std::optional<domain::keyset>& after) {
  return after ? std::optional{after->key} : std::nullopt;
}

std::optional<domain::uuid> id_of(const std::optional<domain::keyset>& after) {
  return after ? std::optional{after->id} : std::nullopt;
}

domain::keyset keyset_of(const pqxx::field& key, const pqxx::field& id) { return {key.as<double>(), uuid_of(id)}; }

}  // namespace homigo::postgres
