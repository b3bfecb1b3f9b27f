#include "http/pipeline/client_address.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "http/message/media_type.hpp"

namespace homigo::http {

namespace ip = boost::asio::ip;
using boost::system::error_code;

namespace {

constexpr int network_bytes = 8;
constexpr int mapped_bits = 96;  // before the four bytes of an IPv4 address

ip::address_v6::bytes_type bytes_of(const ip::address& address) {
  if (address.is_v6()) return address.to_v6().to_bytes();
  return ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes();
}

[[noreturn]] void refuse(std::string_view entry) {
  throw std::invalid_argument{"http.trusted_proxies: \"" + std::string{entry} +
                              "\" is no address and no network like 10.0.0.0/8."};
}

bool starts_alike(const ip::address_v6::bytes_type& a, const ip::address_v6::bytes_type& b, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const int rest = bits % 8;
  return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

}  // namespace

address_list::address_list(std::string_view text) {
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    const auto entry = trimmed(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (entry.empty()) continue;
    const auto slash = std::min(entry.find('/'), entry.size());
    error_code failed;
    const auto address = ip::make_address(std::string{entry.substr(0, slash)}, failed);
    if (failed) refuse(entry);
    const int most = address.is_v4() ? 32 : 128;
    int bits = most;
    const auto length = entry.substr(std::min(slash + 1, entry.size()));
    if (slash < entry.size()) {
      const auto read = std::from_chars(length.data(), length.data() + length.size(), bits);
      if (read.ec != std::errc{} || read.ptr != length.data() + length.size() || bits < 0 || bits > most) refuse(entry);
    }
    networks_.push_back({bytes_of(address), address.is_v4() ? bits + mapped_bits : bits});
  }
}

std::string address_list::complaint(std::string_view text) {
  try {
    address_list{text};
  } catch (const std::invalid_argument& e) {
    return e.what();
  }
  return {};
}

bool address_list::contains(const ip::address& one) const {
  const auto bytes = bytes_of(one);
  return std::ranges::any_of(networks_, [&](const network& n) { return starts_alike(bytes, n.prefix, n.bits); });
}

bool client_addresses::is_proxy(const std::string& peer) const {
  if (!trusts_) return false;
  error_code failed;
  const auto address = ip::make_address(peer, failed);
  return !failed && proxies_.contains(address);
}

std::string client_addresses::of(const request& head, const std::string& peer) const {
  return network_of(forwarded_by(head, peer));
}

std::string client_addresses::forwarded_by(const request& head, const std::string& peer) const {
  if (!is_proxy(peer)) return peer;
  const std::string* forwarded = nullptr;
  for (const auto& [name, value] : head.headers)
    if (name == "x-forwarded-for") forwarded = &value;
  if (!forwarded) return peer;
  const auto comma = forwarded->rfind(',');
  const auto last = trimmed(std::string_view{*forwarded}.substr(comma == std::string::npos ? 0 : comma + 1));
  error_code failed;
  const auto address = ip::make_address(std::string{last}, failed);
  return failed ? peer : address_text(address);
}

std::string network_of(const std::string& address) {
  error_code failed;
  const auto one = ip::make_address(address, failed);
  if (failed || one.is_v4() || one.is_loopback() || one.to_v6().is_v4_mapped()) return address;
  auto bytes = one.to_v6().to_bytes();
  std::fill(bytes.begin() + network_bytes, bytes.end(), std::uint8_t{0});
  return ip::make_address_v6(bytes).to_string() + "/64";
}

std::string address_text(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

}  // namespace homigo::http
