// Forgets what accounts need no longer: spent tokens and counters.
#pragma once

#include "modules/users/accounts/account_context.hpp"

namespace homigo::modules {

class account_housekeeping {
public:
  explicit account_housekeeping(const account_context& context) : context_(context) {}

  /// Meant to run every minute or so, on a worker thread; running it twice at once is harmless.
  void run();

private:
  const account_context& context_;
};

}  // namespace homigo::modules
