// The query string read into a described struct, like a JSON body: by field names, every error at once.
#pragma once

#include "domain/kernel/described/type_descriptor.hpp"
#include "http/message/message.hpp"

namespace homigo::http {

/// Fails with unknown_parameter, naming each that `type` (null: an address without any) does not have, and the nearest
/// that it has.
domain::result<void> check_parameters(const field_list& query, const domain::type_descriptor* type);

/// Numbers, `true`/`false`, enumerators, UUIDs, dates and instants as on the wire; a place is `latitude,longitude`;
/// lists are separated by commas or repeated. Inlined groups are flat. Fails with
/// malformed_request (a single-valued parameter twice) or invalid_fields with pointers `/query/<name>`.
domain::result<void> read_query(const field_list& query, const domain::type_descriptor& type, void* object);

}  // namespace homigo::http
