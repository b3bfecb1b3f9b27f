#include "modules/users/routes/session_authenticator.hpp"

#include "modules/users/sessions/authentication.hpp"

namespace homigo::http {
namespace {

class session_authenticator final : public authenticator {
public:
  explicit session_authenticator(modules::authentication& sessions) : sessions_(sessions) {}

  std::optional<domain::principal> cached(std::string_view token) override { return sessions_.cached(token); }
  domain::result<domain::principal> authenticate(std::string_view token) override {
    return sessions_.authenticate(token);
  }
  domain::token_fault fault_of(std::string_view token) override { return sessions_.fault_of(token); }

private:
  modules::authentication& sessions_;
};

}  // namespace

std::unique_ptr<authenticator> make_session_authenticator(modules::authentication& sessions) {
  return std::make_unique<session_authenticator>(sessions);
}

}  // namespace homigo::http
