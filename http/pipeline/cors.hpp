// Which web pages of other origins may use this server from a browser, as the setting http.cors_origins says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message/message.hpp"

namespace homigo::http {

class cors_policy {
public:
  /// Origins as browsers write them (`https://app.example.in`), separated by commas or blanks; `*` alone admits every
  /// page, and without credentials, which this service never needs: tokens travel in Authorization. Empty admits none.
  explicit cors_policy(std::string_view origins);

  /// Why the setting cannot be used, in one sentence; empty when it can.
  static std::string complaint(std::string_view origins);

  /// What every answer to `asked` carries: nothing without an Origin, nothing while no page is admitted.
  void add_headers(const request& asked, field_list& headers) const;

  /// The answer to a preflight for a resource that knows the methods of `allow`; nothing when `asked` is none.
  /// Its Access-Control-Allow-Origin comes from add_headers().
  std::optional<response> preflight(const request& asked, std::string_view allow) const;

  /// WebSockets know no preflight: a page of another origin must be on the list. What sends no Origin is no browser;
  /// the server's own pages are always admitted.
  bool admits_upgrade(const request& asked) const;

private:
  bool admits(std::string_view origin) const;

  std::vector<std::string> origins_;
  bool any_ = false;
};

}  // namespace homigo::http
