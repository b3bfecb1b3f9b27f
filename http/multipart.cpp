#include "http/multipart.hpp"

#include <algorithm>

#include "http/media_type.hpp"
#include "http/target.hpp"

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;

failure malformed(std::string detail) { return {errc::malformed_request, "multipart/form-data: " + std::move(detail)}; }
failure too_large(std::string detail) { return {errc::payload_too_large, "multipart/form-data: " + std::move(detail)}; }

bool is_clean(std::string_view text) {
  return is_utf8(text) &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

domain::result<void> read_disposition(std::string_view value, part& out) {
  const auto disposition = parse_media_type(value);
  if (!disposition || disposition->name != "form-data") return malformed("a part is not form-data");
  const auto* name = disposition->parameter("name");
  if (!name || name->empty()) return malformed("a part has no name");
  out.name = *name;
  if (const auto* filename = disposition->parameter("filename")) out.filename = *filename;
  if (!is_clean(out.name) || (out.filename && !is_clean(*out.filename)))
    return malformed("a name is not UTF-8 without control characters");
  return {};
}

domain::result<void> read_header(std::string_view line, part& out) {
  const auto colon = line.find(':');
  if (colon == line.npos || colon == 0) return malformed("a part's header has no name");
  const auto name = lower(line.substr(0, colon));
  const auto value = trimmed(line.substr(colon + 1));
  if (name == "content-disposition")
    return out.name.empty() ? read_disposition(value, out) : malformed("two dispositions");
  if (name == "content-type") {
    if (!is_clean(value)) return malformed("a content type is unreadable");
    out.content_type = value;
  }
  if (name == "content-transfer-encoding" && lower(value) != "binary" && lower(value) != "8bit" &&
      lower(value) != "7bit")
    return malformed("transfer encodings are not supported");
  return {};
}

/// Headers up to the empty line; `text` is moved behind it.
domain::result<part> read_headers(std::string_view& text, const multipart_limits& limits) {
  // Only as far as headers may reach, so that a body without an empty line is not searched to its end.
  const auto reach = text.substr(0, limits.header_bytes + 4);
  const auto end = reach.find("\r\n\r\n");
  if (end == reach.npos)
    return reach.size() < text.size() ? too_large("a part's headers are too long") : malformed("a part has no body");
  part out;
  auto headers = text.substr(0, end);
  while (!headers.empty()) {
    const auto stop = std::min(headers.find("\r\n"), headers.size());
    if (auto done = read_header(headers.substr(0, stop), out); !done) return done.error();
    headers.remove_prefix(std::min(stop + 2, headers.size()));
  }
  if (out.name.empty()) return malformed("a part has no name");
  text.remove_prefix(end + 4);
  return out;
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  const auto type = parse_media_type(content_type);
  if (!type || type->name != "multipart/form-data") return std::nullopt;
  const auto* boundary = type->parameter("boundary");
  // RFC 2046: 1 to 70 characters, the last no space.
  if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->back() == ' ' || !is_clean(*boundary))
    return std::nullopt;
  return *boundary;
}

domain::result<std::vector<part>> parse_multipart(std::string_view boundary, std::string_view body,
                                                  const multipart_limits& limits) {
  if (body.size() > limits.total_bytes) return too_large("the body is too large");
  const std::string opening = "--" + std::string{boundary};
  const std::string delimiter = "\r\n" + opening;
  if (!body.starts_with(opening)) return malformed("the body does not start with its boundary");
  body.remove_prefix(opening.size());
  std::vector<part> parts;
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return malformed("a boundary is followed by something else than a line end");
    body.remove_prefix(2);
    if (parts.size() == limits.parts) return too_large("there are too many parts");
    auto next = read_headers(body, limits);
    if (!next) return next.error();
    const auto end = body.find(delimiter);
    if (end == body.npos) return malformed("a part does not end");
    if (end > limits.part_bytes) return too_large("a part is too large");
    next->body = body.substr(0, end);
    parts.push_back(std::move(*next));
    body.remove_prefix(end + delimiter.size());
  }
  body.remove_prefix(2);
  if (!body.empty() && body != "\r\n") return malformed("something follows the last boundary");
  return parts;
}

}  // namespace homigo::http
