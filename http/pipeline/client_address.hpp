// Whom a request comes from, where a proxy of our own stands before us: its word is taken, nobody else's.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "http/message/message.hpp"
#include "http/pipeline/settings.hpp"

namespace homigo::http {

/// Addresses and networks: `10.0.0.1, 192.168.0.0/16, ::1`.
class address_list {
public:
  /// Throws std::invalid_argument with a sentence.
  explicit address_list(std::string_view text);
  /// Why the text cannot be read, in one sentence; empty when it can.
  static std::string complaint(std::string_view text);
  bool contains(const boost::asio::ip::address& one) const;

private:
  struct network {
    boost::asio::ip::address_v6::bytes_type prefix;  // IPv4 is mapped into IPv6
    int bits;
  };
  std::vector<network> networks_;
};

class client_addresses {
public:
  /// Throws std::invalid_argument with a sentence when the list of proxies cannot be read.
  explicit client_addresses(const settings& with) : trusts_(with.trust_forwarded_for), proxies_(with.trusted_proxies) {}

  /// The network_of() `peer`, or when that is a trusted proxy, what it has added last: the last entry of the last
  /// X-Forwarded-For. What stands before it, and any other header, comes from the client and says nothing.
  std::string of(const request& head, const std::string& peer) const;
  /// Behind this peer stand many clients.
  bool is_proxy(const std::string& peer) const;

private:
  std::string forwarded_by(const request& head, const std::string& peer) const;

  bool trusts_;
  address_list proxies_;
};

/// What is counted as one client: an IPv4 address, and of IPv6 the network of 64 bits, because every home has one
/// whole. Text that is no address stays as it is.
std::string network_of(const std::string& address);

/// The address as text: IPv4 that came over an IPv6 socket is IPv4.
std::string address_text(const boost::asio::ip::address& address);

}  // namespace homigo::http
