#include "bench/load/server_address.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/url/parse.hpp>
#include <stdexcept>

namespace homigo::load {

server_address resolve_url(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url || url->scheme() != "http" || url->host().empty())
    throw std::runtime_error{"\"" + std::string{text} + "\" is no address like http://127.0.0.1:8080."};
  const auto port = url->has_port() ? std::string{url->port()} : std::string{"80"};
  boost::asio::io_context io;
  boost::asio::ip::tcp::resolver resolver{io};
  boost::system::error_code failed;
  const auto found = resolver.resolve(std::string{url->host_address()}, port, failed);
  if (failed || found.empty()) throw std::runtime_error{"The host of " + std::string{text} + " is not known."};
  return {found.begin()->endpoint(), std::string{url->encoded_host()} + ":" + port};
}

}  // namespace homigo::load
