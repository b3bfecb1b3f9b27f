// Idempotency-Key on POST: the same key and the same request give the first answer again.
#pragma once

#include <optional>

#include "domain/engine/idempotency_store.hpp"
#include "http/routing/route.hpp"

namespace homigo::http {

/// Over method, path and body: of JSON what it was decoded to (`decoded`, of the type that the route takes), or, where
/// it could not be, its tokens; names and contents of multipart parts; otherwise the bytes.
domain::request_hash hash_of(const request& asked, const route& entry, const void* decoded);

/// One request's dealings with the store. begin() and end() block: call them on a worker.
class idempotent_exchange {
public:
  /// Nothing when the request carries no key, or its route honours none. Fails with malformed_request on a key that is
  /// not 1 to 255 printable ASCII characters.
  /// `decoded` may be null.
  static domain::result<std::optional<idempotent_exchange>> of(const call& c, const void* decoded,
                                                               domain::idempotency_store& store);

  /// The answer to give at once; nothing when the handler shall run, and end() must follow.
  std::optional<outcome> begin(call& c);
  /// What a request is answered with whose body cannot be read: `why`, unless its key was used before. Blocks.
  outcome refuse(const domain::failure& why);
  /// Stores what was decided. Not stored, so that a retry starts again: 5xx, 401, 408, 429 and a 409 of a request in
  /// progress. Does not throw: the answer stands whether it is remembered or not.
  void end(const response& answer);

private:
  idempotent_exchange(domain::idempotency_store& store, domain::idempotency_scope scope, domain::request_hash hash)
      : store_(&store), scope_(std::move(scope)), hash_(hash) {}

  domain::idempotency_store* store_;
  domain::idempotency_scope scope_;
  domain::request_hash hash_;
};

}  // namespace homigo::http
