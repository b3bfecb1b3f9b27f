#include "gateways/messages/message_template.hpp"

#include <array>

namespace homigo::gateways {
namespace {

struct message_template {
  std::string_view name;
  std::string_view subject;
  std::string_view body;
};

constexpr std::array templates{
    message_template{
        "signup_otp", "Your Homigo verification code",
        "{otp} is your code to verify your Homigo account. Never share it. Homigo will never ask you for it."},
    message_template{"login_otp", "Your Homigo sign-in code",
                     "{otp} is your code to sign in to Homigo. Never share it. Homigo will never ask you for it."},
    message_template{
        "password_reset_otp", "Reset your Homigo password",
        "{otp} is your code to set a new Homigo password. If you did not ask for it, ignore this message."},
    message_template{"like_received", "Somebody likes your posting", "Have a look, and like back to match."},
    message_template{"match_made", "It's a Match!", "You and {name} matched! Start chatting now."},
};

bool has_subject(std::string_view channel) { return channel == "email" || channel == "app" || channel == "push"; }

std::string filled(std::string_view text, const template_variables& variables) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == text.npos) break;
    const auto close = text.find('}', open);
    const auto found = variables.find(std::string{text.substr(open + 1, close - open - 1)});
    out += found == variables.end() ? "…" : found->second;
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

std::optional<message> render(std::string_view name, std::string_view channel, const template_variables& variables) {
  for (const auto& t : templates)
    if (t.name == name)
      return message{has_subject(channel) ? std::string{t.subject} : std::string{}, filled(t.body, variables)};
  return std::nullopt;
}

}  // namespace homigo::gateways
