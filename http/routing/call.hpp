// One request on its way through a handler: what was asked, by whom, and what the answer shall look like.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/json_writer.hpp"
#include "domain/kernel/access/principal.hpp"
#include "http/message/message.hpp"

namespace homigo::http {

struct route;

/// Lives as long as its handler runs, a coroutine included; used by one thread at a time.
class call {
public:
  call(http::request asked, const http::route& matched, std::vector<std::string> path_values)
      : request_(std::move(asked)), route_(&matched), path_values_(std::move(path_values)) {}
  call(const call&) = delete;
  call& operator=(const call&) = delete;

  const http::request& request() const { return request_; }
  const http::route& route() const { return *route_; }

  /// The path parameter of this name; that it is a UUID was checked when the route was chosen (else 404).
  domain::uuid id(std::string_view parameter) const;
  /// The path parameter as text, for patterns like `{name:text}`.
  const std::string& parameter(std::string_view name) const;

  /// Whose token came with the request. Only behind routes that ask for one.
  const domain::principal& who() const { return *principal_; }
  /// The same where a token is optional: null for strangers.
  const domain::principal* viewer() const { return principal_ ? &*principal_ : nullptr; }

  /// The query string as the struct that `.queries<T>()` named, already validated.
  template <class T>
  const T& query() const {
    return *static_cast<const T*>(query_.get());
  }

  /// The revision in `If-Match`. Nothing when the header is absent or `*`. A tag that is no revision gives -1, which
  /// equals no revision: compare, and answer precondition_failed.
  std::optional<std::int64_t> if_match() const;

  /// The identifier that a thing created by this POST must take, so that a retry with the same Idempotency-Key creates
  /// the same thing; nothing without a key: then make one.
  std::optional<domain::uuid> reserved_id() const { return reserved_id_; }

  /// The answer's strong ETag: `"<revision>"`. Without it, a GET is tagged with a hash of its body.
  void etag(std::int64_t revision);
  /// For whom the answer is written; everyone, unless told otherwise = without confidential fields.
  void audience(codec::audience who) { audience_ = who; }
  void header(std::string name, std::string value) { headers_.emplace_back(std::move(name), std::move(value)); }
  /// Instead of the status that the route declares.
  void status(unsigned code) { status_ = code; }

  // For the edge itself.
  void principal(const domain::principal& who) { principal_ = who; }
  void query_object(std::shared_ptr<void> object) { query_ = std::move(object); }
  void reserve(domain::uuid id) { reserved_id_ = id; }
  http::request& mutable_request() { return request_; }
  /// The answer without a body yet, with what the handler has set.
  response answer() const;
  codec::audience audience() const { return audience_; }

private:
  http::request request_;
  const http::route* route_;
  std::vector<std::string> path_values_;
  std::optional<domain::principal> principal_;
  std::shared_ptr<void> query_;
  std::optional<domain::uuid> reserved_id_;
  codec::audience audience_ = codec::audience::everyone;
  std::optional<unsigned> status_;
  field_list headers_;
};

}  // namespace homigo::http
