#include "http/message/answer_finisher.hpp"

#include <xxhash.h>

#include <algorithm>
#include <span>

#include "codec/octet_text.hpp"
#include "http/message/compression.hpp"
#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

bool is_called(std::string_view header, std::string_view lower_name) {
  const auto alike = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
  return std::ranges::equal(header, lower_name, alike);
}

const std::string* find(const field_list& headers, std::string_view name) {
  for (const auto& [key, value] : headers)
    if (is_called(key, name)) return &value;
  return nullptr;
}

/// XXH3, since a page of 50 KB is tagged with every answer. It is no secret and no proof: whoever writes two texts of
/// one tag has an app keep the older of their own texts.
std::string hash_of(std::string_view body) {
  XXH128_canonical_t digest;
  XXH128_canonicalFromHash(&digest, XXH3_128bits(body.data(), body.size()));
  return codec::to_hex(std::span{digest.digest});
}

/// A revision counts what its owner changes; what moves by itself beside it (likes, another's name) is in the hash.
void complete_revision(response& answer) {
  if (answer.content_type != "application/json" || answer.body.empty()) return;
  for (auto& [name, value] : answer.headers)
    if (is_called(name, "etag") && value.ends_with('"')) value.insert(value.size() - 1, '-' + hash_of(answer.body));
}

void tag(const request& asked, response& answer) {
  if (answer.status != 200 || (asked.verb != method::get && asked.verb != method::head)) return;
  if (!find(answer.headers, "etag")) {
    if (answer.content_type != "application/json" || find(answer.headers, "cache-control")) return;
    answer.headers.emplace_back("ETag", '"' + hash_of(answer.body) + '"');
  }
  // Behind a token everything is personal: the app may ask whether it has changed, a browser's cache may not keep it.
  if (!find(answer.headers, "cache-control"))
    answer.headers.emplace_back("Cache-Control", asked.header("authorization") ? "no-store" : "no-cache");
  const auto* known = asked.header("if-none-match");
  if (!known || !names_tag(*known, *find(answer.headers, "etag"))) return;
  answer.status = 304;
  answer.body.clear();
  answer.content_type.clear();
}

bool is_compressible(std::string_view type) {
  return type.starts_with("text/") || is_json(type) || type == "image/svg+xml";
}

}  // namespace

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    const auto comma = std::min(if_none_match.find(','), if_none_match.size());
    auto one = trimmed(if_none_match.substr(0, comma));
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == "*" || one == tag) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

void complete_headers(const field_list& of_request, response& answer) {
  for (const auto& [name, value] : of_request) {
    const auto alike = [&](const auto& field) { return is_called(field.first, lower(name)); };
    if (name != "Vary") std::erase_if(answer.headers, alike);  // which adds up
  }
  answer.headers.insert(answer.headers.end(), of_request.begin(), of_request.end());
  if (!find(answer.headers, "cache-control")) answer.headers.emplace_back("Cache-Control", "no-store");
}

void finish_answer(const request& asked, response& answer, std::size_t compress_above) {
  complete_revision(answer);
  tag(asked, answer);
  if (answer.body.size() <= compress_above || !is_compressible(answer.content_type)) return;
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  const auto* accepted = asked.header("accept-encoding");
  if (!accepted || !accepts_gzip(*accepted)) return;
  answer.body = gzip(answer.body);
  answer.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace homigo::http
