// A request and a response as handlers see them: plain structs, independent of the HTTP library underneath.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/kernel/time/time.hpp"

namespace homigo::http {

enum class method : std::uint8_t { get, head, post, put, patch, delete_, options, other };

/// "GET" …; `other` is "OTHER".
std::string_view to_string(method verb);

using field_list = std::vector<std::pair<std::string, std::string>>;

/// One part of a multipart/form-data body.
struct part {
  std::string name;
  std::optional<std::string> filename;
  std::string content_type = "text/plain";
  std::string body;
};

struct request {
  method verb = method::get;
  /// Path segments, percent-decoded, UTF-8; "/a/b" is {"a", "b"}.
  std::vector<std::string> segments;
  /// The query in order, percent-decoded; a name may repeat.
  field_list query;
  /// Names in lower case, in order.
  field_list headers;
  std::string body;
  std::vector<part> parts;
  std::string remote_address;
  std::string request_id;
  domain::instant received_at{};

  /// The first header of this name (lower case), or null.
  const std::string* header(std::string_view name) const;
  /// The first part of this name, or null.
  const part* find_part(std::string_view name) const;
};

struct response {
  unsigned status = 200;
  std::string body;
  std::string content_type = "application/json";
  field_list headers;
};

/// A handler may return a response as it is: a PDF, a redirection, a webhook's answer. Nothing that the call was told
/// is added; ETag (of JSON) and compression (of text) are, as to every answer.
using raw_response = response;

}  // namespace homigo::http
