// Forgets what accounts need no longer: spent tokens, counters, secrets of expired messages.
#pragma once

#include "modules/account_context.hpp"

namespace homigo::persistence {
class delivery_repository;
}

namespace homigo::modules {

class account_housekeeping {
public:
  account_housekeeping(const account_context& context, persistence::delivery_repository& deliveries)
      : context_(context), deliveries_(deliveries) {}

  /// Meant to run every minute or so, on a worker thread; running it twice at once is harmless.
  void run();

private:
  const account_context& context_;
  persistence::delivery_repository& deliveries_;
};

}  // namespace homigo::modules
