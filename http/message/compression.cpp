#include "http/message/compression.hpp"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

/// True unless the parameters say `q=0`, `q=0.0` and so on.
bool is_wanted(std::string_view parameters) {
  const auto q = lower(trimmed(parameters));
  return !q.starts_with("q=0") || q.find_first_of("123456789", 3) != q.npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const auto comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const auto entry = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const auto semicolon = std::ranges::find(entry, ';');
    const auto coding = lower(trimmed({entry.begin(), semicolon}));
    const bool wanted = semicolon == entry.end() || is_wanted({semicolon + 1, entry.end()});
    if (coding == "gzip" || coding == "x-gzip") return wanted;
    if (coding == "*") any = wanted;
  }
  return any;
}

std::string gzip(std::string_view text) {
  constexpr int fast = 1;  // JSON shrinks fivefold at the cheapest level already
  constexpr int gzip_wrapper = 16;
  z_stream stream{};
  if (deflateInit2(&stream, fast, Z_DEFLATED, MAX_WBITS + gzip_wrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib: out of memory");
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib does not write to its input
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::runtime_error("zlib: deflate did not finish");
  return out;
}

}  // namespace homigo::http
