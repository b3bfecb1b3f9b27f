#include "modules/users/routes/auth.hpp"

#include "codec/utf8.hpp"
#include "domain/users/sign_in.hpp"
#include "http/message/problem.hpp"
#include "http/routing/router.hpp"
#include "modules/users/accounts.hpp"

namespace homigo::http {
namespace {

using domain::result;

constexpr std::string_view signup_request_example =
    R"({"full_name":"Asha Rao","phone":"+919812345678","email":"asha@example.in","password":"three blue kites 7","user_type":"both"})";

modules::client_origin origin_of(const call& c) {
  const auto* agent = c.request().header("user-agent");
  return {c.request().remote_address, agent ? codec::as_text(*agent) : std::string{}};
}

void add_signup_routes(router& routes, modules::accounts& accounts) {
  routes.post("/auth/signup")
      .about("Create an account",
             "The account stays pending until the one-time password sent to the phone is submitted to `verify-otp`.")
      .example(signup_request_example)
      .work(work_lane::passwords)
      .anonymous()
      .not_idempotent()
      .takes<domain::signup_request>()
      .answers<domain::signup_answer>(201)
      .run([&accounts](call& c, const domain::signup_request& body) -> result<domain::signup_answer> {
        return accounts.signup.sign_up(body, origin_of(c));
      });
  routes.post("/auth/verify-otp")
      .about("Verify a one-time password",
             "Verifies the phone number or e-mail address that the password was sent to. Verifying the phone activates "
             "a pending account and signs in.")
      .example(R"({"phone":"+919812345678","channel":"phone","otp":"123456"})")
      .anonymous()
      .not_idempotent()
      .shed(load_class::essential)
      .takes<domain::verify_otp_request>()
      .answers<domain::verified_answer>()
      .run([&accounts](call& c, const domain::verify_otp_request& body) -> result<domain::verified_answer> {
        return accounts.login.verify_otp(body, origin_of(c));
      });
  routes.post("/auth/resend-otp")
      .about("Resend a one-time password",
             "Sends the one-time password that verifies a phone number or e-mail address again.")
      .example(R"({"phone":"+919812345678","channel":"phone"})")
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
      .about("Sign in",
             "With a password, the answer is 200 with tokens. Without one, a one-time password is sent, the answer is "
             "202, and `verify-otp` signs in.")
      .example(R"({"identifier":"+919812345678","password":"three blue kites 7"})")
      .also_answers<domain::otp_sent_answer>(202, "A one-time password was sent. Submit it to `verify-otp`.")
      .work(work_lane::passwords)
      .anonymous()
      .not_idempotent()
      .shed(load_class::essential)
      .takes<domain::login_request>()
      .answers<domain::signed_in_answer>()
      .run([&accounts](call& c, const domain::login_request& body) { return log_in(accounts, c, body); });
  routes.post("/auth/refresh")
      .about("Refresh tokens",
             "Exchanges a refresh token for new tokens. Within 30 seconds, the same refresh token returns the same new "
             "tokens again. Used later, it is treated as stolen, and every token issued from it is revoked.")
      .example(R"({"refresh_token":"Zm9yIHRoZSBleGFtcGxlIG9ubHksIG5vdGhpbmcgZWxzZQ"})")
      .anonymous()
      .not_idempotent()
      .shed(load_class::essential)
      .takes<domain::refresh_request>()
      .answers<domain::signed_in_answer>()
      .run([&accounts](call&, const domain::refresh_request& body) -> result<domain::signed_in_answer> {
        return accounts.sessions.refresh(body);
      });
  routes.post("/auth/logout")
      .about("Sign out", "Ends this session, or all sessions with `everywhere`.")
      .example(R"({"everywhere":true})")
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
      .about("Request a password reset",
             "Sends a one-time password. The answer is the same whether or not an account with this identifier exists.")
      .example(R"({"identifier":"+919812345678"})")
      .anonymous()
      .not_idempotent()
      .takes<domain::forgot_password_request>()
      .answers<domain::forgot_password_answer>(202)
      .run([&accounts](call& c, const domain::forgot_password_request& body) -> result<domain::forgot_password_answer> {
        return accounts.password_reset.send_otp(body, origin_of(c));
      });
  routes.post("/auth/password/reset")
      .about("Reset the password",
             "Takes the one-time password that `password/forgot` sent. All sessions of the account end.")
      .example(R"({"identifier":"+919812345678","otp":"123456","password":"four green kites 8"})")
      .work(work_lane::passwords)
      .anonymous()
      .not_idempotent()
      .takes<domain::reset_password_request>()
      .run([&accounts](call& c, const domain::reset_password_request& body) -> result<void> {
        return accounts.password_reset.reset(body, origin_of(c));
      });
}

}  // namespace

void add_auth_routes(router& routes, modules::accounts& accounts) {
  routes.tag({"Signing in", "Accounts, one-time passwords, tokens and passwords.", {"/api/v1/auth"}});
  add_signup_routes(routes, accounts);
  add_session_routes(routes, accounts);
  add_password_routes(routes, accounts);
}

}  // namespace homigo::http
