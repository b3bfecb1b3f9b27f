// Access tokens of generated people: the same for the same server, guessable for nobody else.
#pragma once

#include <string>

#include "modules/import/stock_repository.hpp"

namespace homigo::modules {

class server_secrets;

/// Text of 43 characters, as of any access token.
std::string generated_token(const server_secrets& secrets, const domain::uuid& user_id);

/// A session with that token, valid for a year.
persistence::generated_session generated_session_of(const server_secrets& secrets, const domain::uuid& user_id,
                                                    domain::instant now);

/// The header of the token file, and a person's line: role, user_id, postings (separated by spaces), access token.
extern const std::string token_file_header;
std::string token_file_line(const server_secrets& secrets, const stock::host& host);
std::string token_file_line(const server_secrets& secrets, const stock::tenant& tenant);

}  // namespace homigo::modules
