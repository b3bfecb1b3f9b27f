// The edge's authenticator over the sessions of the accounts module.
#pragma once

#include "http/pipeline/authenticator.hpp"

namespace homigo::modules {
class authentication;
}

namespace homigo::http {

/// `sessions` must outlive it.
class session_authenticator final : public authenticator {
public:
  explicit session_authenticator(modules::authentication& sessions) : sessions_(sessions) {}
  std::optional<domain::principal> cached(std::string_view token) override;
  domain::result<domain::principal> authenticate(std::string_view token) override;
  domain::token_fault fault_of(std::string_view token) override;

private:
  modules::authentication& sessions_;
};

}  // namespace homigo::http
