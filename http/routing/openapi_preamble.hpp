// How the OpenAPI document begins: its version, what it is about, where it is served, its headings.
#pragma once

#include <span>

#include "http/routing/openapi_schema.hpp"
#include "http/routing/operation_note.hpp"

namespace homigo::http {

/// The members before `paths`.
void write_preamble(json_writer& out, std::span<const route_tag> tags);

}  // namespace homigo::http
