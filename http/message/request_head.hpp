// The bytes of a request made into ours: the only place that looks into Beast's fields.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "domain/kernel/errors/errc.hpp"
#include "http/message/message.hpp"

namespace homigo::http {

using beast_request = boost::beast::http::request<boost::beast::http::string_body>;

/// Beast's parser, writing method, target, headers and body where we want them, without a message of its own between.
class request_parser final : public boost::beast::http::basic_parser<true> {
public:
  /// After the header. What the connection knows, and the parts of the target, are filled in by others.
  request head;
  std::string target;
  int version = 11;
  bool wants_continue = false;
  /// After the message.
  std::string body;

  /// Fails with malformed_request: no Host in HTTP/1.1 or one that names no host, a header twice that may come once, a
  /// transfer coding other than chunked.
  domain::result<void> check_head() const;
  bool has_body() const { return chunked() || content_length().value_or(0) > 0; }

private:
  using error_code = boost::beast::error_code;
  using text = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb verb, text name, text target, int version, error_code&) override;
  void on_response_impl(int, text, int, error_code&) override {}
  void on_field_impl(boost::beast::http::field field, text name, text value, error_code&) override;
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override;
  std::size_t on_body_impl(text piece, error_code&) override;
  void on_chunk_header_impl(std::uint64_t, text, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, text piece, error_code& failed) override {
    return on_body_impl(piece, failed);
  }
  void on_finish_impl(error_code&) override {}
};

/// Whether the request asks for a WebSocket as RFC 6455 wants it; Beast looks at less. Fails with malformed_request.
domain::result<void> check_upgrade(const request& head, const beast_request& same);

/// A GET as Beast's WebSocket wants it.
beast_request as_beast(const request& head, std::string_view target, int version);

/// What to say when a header could not be read; nothing when the client has gone or was too slow to be told anything.
std::optional<domain::failure> unreadable(boost::system::error_code why, std::size_t header_limit);

}  // namespace homigo::http
