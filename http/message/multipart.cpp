#include "http/message/multipart.hpp"

#include <algorithm>

#include "codec/utf8.hpp"
#include "http/message/byte_count.hpp"
#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;

failure malformed(std::string detail) { return {errc::malformed_request, "multipart/form-data: " + std::move(detail)}; }
failure too_large(const std::string& what, std::string most) {
  return {errc::payload_too_large, "multipart/form-data: " + what + " may have at most " + std::move(most) + '.'};
}
failure too_large(const std::string& what, std::size_t most_bytes) { return too_large(what, bytes_text(most_bytes)); }

bool is_clean(std::string_view text) {
  return codec::is_utf8(text) &&
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
    return reach.size() < text.size() ? too_large("the headers of a part", limits.header_bytes)
                                      : malformed("a part has no body");
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

/// A line that is a boundary, from its dashes to behind its line end.
struct boundary_line {
  std::size_t begin;
  std::size_t end;
  bool is_last;
};

/// The next one from `from` on: at the beginning of a line, with nothing but blanks behind it (RFC 2046). What only
/// looks like one belongs to the content.
std::optional<boundary_line> find_boundary(std::string_view body, std::string_view dashes, std::size_t from) {
  for (auto at = body.find(dashes, from); at != body.npos; at = body.find(dashes, at + 1)) {
    if (at != 0 && (at < 2 || body.substr(at - 2, 2) != "\r\n")) continue;
    auto end = at + dashes.size();
    const bool is_last = body.substr(end, 2) == "--";
    if (is_last) end += 2;
    while (end < body.size() && (body[end] == ' ' || body[end] == '\t')) ++end;
    if (body.substr(end, 2) == "\r\n") return boundary_line{at, end + 2, is_last};
    if (is_last && end == body.size()) return boundary_line{at, end, true};
  }
  return std::nullopt;
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
  if (body.size() > limits.total_bytes) return too_large("the body", limits.total_bytes);
  const std::string dashes = "--" + std::string{boundary};
  // What stands before the first boundary and behind the last one is for nobody.
  auto line = find_boundary(body, dashes, 0);
  if (!line) return malformed("the boundary is nowhere in the body");
  std::vector<part> parts;
  while (!line->is_last) {
    if (parts.size() == limits.parts) return too_large("the body", std::to_string(limits.parts) + " parts");
    auto rest = body.substr(line->end);
    auto next = read_headers(rest, limits);
    if (!next) return next.error();
    const auto begin = body.size() - rest.size();
    line = find_boundary(body, dashes, begin);
    if (!line) return malformed("a part does not end");
    // The line end before a boundary belongs to the boundary.
    const auto length = line->begin >= begin + 2 ? line->begin - 2 - begin : 0;
    if (length > limits.part_bytes) return too_large("the part \"" + next->name + '"', limits.part_bytes);
    if (std::ranges::find(parts, next->name, &part::name) != parts.end())
      return malformed("the part \"" + next->name + "\" comes twice");
    next->body = body.substr(begin, length);
    parts.push_back(std::move(*next));
  }
  return parts;
}

}  // namespace homigo::http
