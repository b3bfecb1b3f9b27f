// How the OpenAPI document begins: its version, what it is about, where it is served, its tags.
#pragma once

#include "http/routing/openapi_schema.hpp"

namespace homigo::http {

/// The members before `paths`.
void write_preamble(json_writer& out);

}  // namespace homigo::http
