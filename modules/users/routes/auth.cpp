#include "modules/users/routes/auth.hpp"

#include "codec/utf8.hpp"
#include "domain/users/sign_in.hpp"
#include "http/message/problem.hpp"
#include "http/routing/router.hpp"
#include "modules/users/accounts.hpp"

namespace homigo::http {
namespace {

using domain::result;

modules::client_origin origin_of(const call& c) {
  const auto* agent = c.request().header("user-agent");
  return {c.request().remote_address, agent ? codec::as_text(*agent) : std::string{}};
}

void add_signup_routes(router& routes, modules::accounts& accounts) {
  routes.post("/auth/signup")
      .work(work_lane::passwords)
      .summary("Sign up: a pending account and a one-time password to prove the phone number")
      .anonymous()
      .not_idempotent()
      .takes<domain::signup_request>()
      .answers<domain::signup_answer>(201)
      .run([&accounts](call& c, const domain::signup_request& body) -> result<domain::signup_answer> {
        return accounts.signup.sign_up(body, origin_of(c));
      });
  routes.post("/auth/verify-otp")
      .summary(
          "Present a one-time password: a proven phone makes a pending account active and signs in, a proven e-mail "
          "adds a badge")
      .anonymous()
      .not_idempotent()
      .shed(load_class::essential)
      .takes<domain::verify_otp_request>()
      .answers<domain::verified_answer>()
      .run([&accounts](call& c, const domain::verify_otp_request& body) -> result<domain::verified_answer> {
        return accounts.login.verify_otp(body, origin_of(c));
      });
  routes.post("/auth/resend-otp")
      .summary("Send the one-time password that proves a channel once more")
      .anonymous()
      .not_idempotent()
      .takes<domain::resend_otp_request>()
      .answers<domain::resend_otp_answer>(202)
      .run([&accounts](call& c, const domain::resend_otp_request& body) -> result<domain::resend_otp_answer> {
        return accounts.signup.resend_otp(body, origin_of(c));
      });
}

response unproven(const call& c, const modules::verification_pending& waits) {
  return problem(domain::refusal(domain::errc::verification_pending), c.request().request_id, {"ticket", waits.ticket});
}

/// 200 with tokens, or 202 when a one-time password was sent instead.
result<response> log_in(modules::accounts& accounts, call& c, const domain::login_request& body) {
  if (body.password) {
    auto done = accounts.login.with_password(body.identifier, *body.password, origin_of(c));
    if (!done) return done.error();
    if (const auto* waits = std::get_if<modules::verification_pending>(&*done)) return unproven(c, *waits);
    return detail::rendered(c, domain::descriptor<domain::signed_in_answer>(),
                            &std::get<domain::signed_in_answer>(*done));
  }
  auto sent = accounts.login.send_otp(body.identifier, origin_of(c));
  if (!sent) return sent.error();
  c.status(202);
  return detail::rendered(c, domain::descriptor<domain::otp_sent_answer>(), &*sent);
}

void add_session_routes(router& routes, modules::accounts& accounts) {
  routes.post("/auth/login")
      .work(work_lane::passwords)
      .summary("Sign in with a password; without one, a one-time password is sent and the answer is 202")
      .anonymous()
      .not_idempotent()
      .shed(load_class::essential)
      .takes<domain::login_request>()
      .answers<domain::signed_in_answer>()
      .run([&accounts](call& c, const domain::login_request& body) { return log_in(accounts, c, body); });
  routes.post("/auth/refresh")
      .summary("Exchange a refresh token for new tokens; a token spent long ago revokes its family")
      .anonymous()
      .not_idempotent()
      .shed(load_class::essential)
      .takes<domain::refresh_request>()
      .answers<domain::signed_in_answer>()
      .run([&accounts](call&, const domain::refresh_request& body) -> result<domain::signed_in_answer> {
        return accounts.sessions.refresh(body);
      });
  routes.post("/auth/logout")
      .summary("Sign out here, or everywhere")
      .not_idempotent()
      .shed(load_class::essential)
      .takes<domain::logout_request>()
      .run([&accounts](call& c, const domain::logout_request& body) -> result<void> {
        accounts.sessions.log_out(c.who(), body.everywhere);
        return {};
      });
}

void add_password_routes(router& routes, modules::accounts& accounts) {
  routes.post("/auth/password/forgot")
      .summary("Send a one-time password to set a new password with")
      .anonymous()
      .not_idempotent()
      .takes<domain::forgot_password_request>()
      .answers<domain::forgot_password_answer>(202)
      .run([&accounts](call& c, const domain::forgot_password_request& body) -> result<domain::forgot_password_answer> {
        return accounts.password_reset.send_otp(body, origin_of(c));
      });
  routes.post("/auth/password/reset")
      .work(work_lane::passwords)
      .summary("Set a new password; every session ends")
      .anonymous()
      .not_idempotent()
      .takes<domain::reset_password_request>()
      .run([&accounts](call& c, const domain::reset_password_request& body) -> result<void> {
        return accounts.password_reset.reset(body, origin_of(c));
      });
}

}  // namespace

void add_auth_routes(router& routes, modules::accounts& accounts) {
  add_signup_routes(routes, accounts);
  add_session_routes(routes, accounts);
  add_password_routes(routes, accounts);
}

}  // namespace homigo::http
