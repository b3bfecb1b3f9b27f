// The last touches on an answer: ETag, 304 and compression.
#pragma once

#include "http/message/message.hpp"

namespace homigo::http {

/// GET answers in JSON without an ETag get a hash of their body; If-None-Match that names the tag turns 200 into 304;
/// text above `compress_above` bytes is compressed where the client takes gzip.
void finish_answer(const request& asked, response& answer, std::size_t compress_above);

/// Whether an If-None-Match value names this tag (weak comparison, lists and `*`).
bool names_tag(std::string_view if_none_match, std::string_view tag);

/// Adds what every answer carries, `of_request` in place of fields of the same name; what says nothing about caches
/// must not be stored, for it may hold tokens or personal data.
void complete_headers(const field_list& of_request, response& answer);

}  // namespace homigo::http
