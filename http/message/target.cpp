#include "http/message/target.hpp"

#include <algorithm>
#include <boost/url/pct_string_view.hpp>

#include "codec/utf8.hpp"

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;

failure malformed(std::string detail) { return {errc::malformed_request, std::move(detail)}; }

domain::result<std::vector<std::string>> parse_path(std::string_view path) {
  std::vector<std::string> segments;
  for (std::size_t at = 1; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    auto segment = percent_decode(path.substr(at, end - at), false);
    if (!segment) return malformed("The path is not valid percent-encoded UTF-8.");
    if (*segment == "." || *segment == ".." || segment->find_first_of("/\\") != std::string::npos)
      return failure{errc::not_found, "There is nothing at this address."};
    segments.push_back(std::move(*segment));
    at = end + 1;
  }
  return segments;
}

domain::result<field_list> parse_query(std::string_view text) {
  field_list query;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('&', at), text.size());
    const auto pair = text.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return malformed("The query is not valid percent-encoded UTF-8.");
    query.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  const auto escaped = boost::urls::make_pct_string_view({text.data(), text.size()});
  if (!escaped) return std::nullopt;
  auto out = escaped->decode({plus_is_space});
  if (out.find('\0') != out.npos || !codec::is_utf8(out)) return std::nullopt;
  return out;
}

domain::result<target> parse_target(std::string_view text) {
  if (!text.starts_with('/') || text.find('#') != text.npos) return malformed("The request target must be a path.");
  const auto question = std::min(text.find('?'), text.size());
  auto segments = parse_path(text.substr(0, question));
  if (!segments) return segments.error();
  auto query = parse_query(text.substr(std::min(question + 1, text.size())));
  if (!query) return query.error();
  return target{std::move(*segments), std::move(*query)};
}

}  // namespace homigo::http
