#include "http/pipeline/token_lookup.hpp"

#include "http/message/problem.hpp"
#include "http/routing/limits.hpp"

namespace homigo::http {

namespace asio = boost::asio;

using domain::errc;
using domain::failure;

asio::awaitable<domain::result<domain::principal>> token_lookup::person_of(std::string_view token,
                                                                           const std::string& address) {
  auto found = co_await holder_of(token, address);
  if (found && found->is_operator)
    co_return failure{errc::unauthorized, "This token does not belong to a user account."};
  co_return found;
}

asio::awaitable<domain::result<domain::principal>> token_lookup::holder_of(std::string_view token,
                                                                           const std::string& address) {
  if (auto known = tokens_.cached(token)) co_return *known;
  const auto key = limit_key(unknown_tokens, {}, address);
  const auto so_far = limits_.look(key, unknown_tokens, std::chrono::steady_clock::now());
  if (!so_far.allowed) co_return too_many_requests(so_far);
  domain::result<domain::principal> found{failure{errc::unauthorized, "This access token is not valid."}};
  std::exception_ptr thrown;
  try {
    std::function<void()> look_up = [&] { found = tokens_.authenticate(token); };
    const bool ran = co_await lanes_.ordinary().perform(std::move(look_up));
    if (!ran) co_return domain::refusal(errc::overloaded);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (thrown) co_return failure_of(thrown, "authentication", "-");
  if (!found && found.error().code == errc::unauthorized)
    limits_.charge(key, unknown_tokens, std::chrono::steady_clock::now());
  co_return found;
}

}  // namespace homigo::http
