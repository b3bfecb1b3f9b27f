// The edge's authenticator over the sessions of the accounts module.
#pragma once

#include <memory>

#include "http/pipeline/authenticator.hpp"

namespace homigo::modules {
class authentication;
}

namespace homigo::http {

/// `sessions` must outlive it.
std::unique_ptr<authenticator> make_session_authenticator(modules::authentication& sessions);

}  // namespace homigo::http
