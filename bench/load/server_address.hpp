// Where the server under load is.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <string_view>

namespace homigo::load {

struct server_address {
  boost::asio::ip::tcp::endpoint endpoint;
  std::string host;  // for the header Host
};

/// `http://host[:port]`; names are resolved here, once. Throws std::runtime_error with a sentence for people.
server_address resolve_url(std::string_view url);

}  // namespace homigo::load
