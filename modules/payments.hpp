// Payments: begun by their users, settled by signed webhooks and by nothing else.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/entity.hpp"
#include "domain/errc.hpp"
#include "domain/payment.hpp"

namespace homigo::gateways {
class payment_gateway;
}
namespace homigo::persistence {
class payment_repository;
}

namespace homigo::modules {

/// Thread-safe; blocks, so it runs on worker threads. What it is given must outlive it.
class payments {
public:
  /// `gateways` are the providers that are set up; the first is the one of requests that name none. `paid` is told of
  /// the posting whose publishing was paid for, after the commit: its durable command waits for it.
  payments(persistence::payment_repository& repository, std::vector<gateways::payment_gateway*> gateways,
           const domain::clock& clock, domain::id_source& ids, std::function<void(const domain::entity_key&)> paid);

  /// Fails with not_found, invalid_fields or wrong_state. The same payment_id again answers the same payment.
  domain::result<domain::payment> initiate(const domain::uuid& user_id, const domain::initiate_payment& wanted,
                                           const domain::uuid& payment_id);

  /// Fails with not_found for anybody else's.
  domain::result<domain::payment> find(const domain::uuid& user_id, const domain::uuid& payment_id) const;

  /// The one door for what providers report; `header` finds a header by its lower-case name. Fails with unauthorized
  /// (signature), malformed_request, not_found (order) or invalid_fields (amount).
  domain::result<domain::webhook_receipt> receive_webhook(
      domain::payment_provider provider, std::string_view raw_body,
      const std::function<const std::string*(std::string_view)>& header);

  /// Payments that providers have reported since the start, each once.
  struct settled_counts {
    std::atomic<std::uint64_t> succeeded{0};
    std::atomic<std::uint64_t> failed{0};
  };
  const settled_counts& settled() const { return settled_; }

private:
  gateways::payment_gateway* gateway_of(domain::payment_provider provider) const;

  persistence::payment_repository& repository_;
  std::vector<gateways::payment_gateway*> gateways_;
  const domain::clock& clock_;
  domain::id_source& ids_;
  std::function<void(const domain::entity_key&)> paid_;
  settled_counts settled_;
};

}  // namespace homigo::modules
