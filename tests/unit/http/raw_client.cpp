#include "raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <stdexcept>

namespace homigo::http::testing {

std::string raw_answer::header(std::string_view name) const {
  const auto at = head.find("\r\n" + std::string{name} + ": ");
  if (at == std::string::npos) return "";
  const auto from = at + name.size() + 4;
  return head.substr(from, head.find("\r\n", from) - from);
}

unsigned ws_frame::close_code() const {
  if (opcode != 8 || payload.size() < 2) return 1006;
  return static_cast<unsigned char>(payload[0]) * 256U + static_cast<unsigned char>(payload[1]);
}

raw_client::raw_client(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{5, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("cannot connect");
}

raw_client::~raw_client() { ::close(socket_); }

void raw_client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return;  // the other side has closed: what it said before can still be read
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void raw_client::request(std::string_view line, std::string_view headers, std::string_view body) {
  std::string text{line};
  text += " HTTP/1.1\r\nHost: test\r\n";
  text += headers;
  if (!body.empty())
    text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  text += "\r\n";
  text += body;
  send(text);
}

bool raw_client::fill() {
  char chunk[65536];
  const auto n = ::recv(socket_, chunk, sizeof chunk, 0);
  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("no answer within five seconds");
  if (n > 0) buffer_.append(chunk, static_cast<std::size_t>(n));
  return n > 0;
}

std::string raw_client::take(std::size_t bytes) {
  while (buffer_.size() < bytes)
    if (!fill()) throw std::runtime_error("the connection ended early");
  auto text = buffer_.substr(0, bytes);
  buffer_.erase(0, bytes);
  return text;
}

raw_answer raw_client::answer(bool to_head) {
  raw_answer a;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return a;
  a.head = take(end + 4);
  a.status = static_cast<unsigned>(std::stoul(a.head.substr(9, 3)));
  const auto length = a.header("Content-Length");
  if (!to_head && !length.empty()) a.body = take(std::stoul(length));
  return a;
}

raw_answer raw_client::ask(std::string_view line, std::string_view headers, std::string_view body) {
  request(line, headers, body);
  return answer(line.starts_with("HEAD"));
}

bool raw_client::is_closed() {
  try {
    while (fill()) {
    }
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

void raw_client::hang_up() { ::shutdown(socket_, SHUT_WR); }

raw_answer raw_client::upgrade(std::string_view headers) {
  return ask("GET /api/v1/ws",
             "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 std::string{headers});
}

void raw_client::send_frame(unsigned opcode, std::string_view payload, bool final) {
  std::string bytes(1, static_cast<char>(opcode | (final ? 0x80U : 0U)));
  if (payload.size() < 126) {
    bytes += static_cast<char>(0x80U | payload.size());
  } else if (payload.size() < 65'536) {
    bytes += static_cast<char>(0x80U | 126U);
    for (int shift : {8, 0}) bytes += static_cast<char>(payload.size() >> shift & 0xFF);
  } else {
    bytes += static_cast<char>(0x80U | 127U);
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(payload.size() >> shift & 0xFF);
  }
  bytes += std::string(4, '\0');  // a mask of zeros leaves the payload as it is
  bytes += payload;
  send(bytes);
}

ws_frame raw_client::frame() {
  ws_frame f;
  try {
    auto head = take(2);
    f.opcode = static_cast<unsigned char>(head[0]) & 15U;
    std::size_t length = static_cast<unsigned char>(head[1]) & 127U;
    if (length >= 126) {
      const auto more = take(length == 126 ? 2 : 8);
      length = 0;
      for (const char c : more) length = length * 256 + static_cast<unsigned char>(c);
    }
    f.payload = take(length);
  } catch (const std::runtime_error&) {
    f = {};
  }
  return f;
}

}  // namespace homigo::http::testing
