#include "bench/load/text_socket.hpp"

#include <optional>
#include <stdexcept>

namespace homigo::load {
namespace {

constexpr unsigned char text_opcode = 0x1, ping_opcode = 0x9, pong_opcode = 0xA, close_opcode = 0x8;

/// A client's frame, final, under the mask zero: the payload stands as it is.
void append_frame(std::string& out, unsigned char opcode, std::string_view payload) {
  out += static_cast<char>(0x80 | opcode);
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8);
    out += static_cast<char>(payload.size());
  }
  out.append(4, '\0').append(payload);
}

struct header {
  unsigned char opcode;
  std::size_t size;
  std::size_t payload;
};

/// Of a server's frame, which has no mask.
std::optional<header> parse_header(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  header out{static_cast<unsigned char>(at(0) & 0x0F), 2, static_cast<std::size_t>(at(1) & 0x7F)};
  const std::size_t extra = out.payload == 126 ? 2 : out.payload == 127 ? 8 : 0;
  if (bytes.size() < 2 + extra) return std::nullopt;
  if (extra != 0) out.payload = 0;
  for (std::size_t i = 0; i < extra; ++i) out.payload = out.payload << 8 | at(2 + i);
  out.size += extra;
  return out;
}

}  // namespace

text_socket::text_socket(const server_address& server, const std::string& target, const std::string& token)
    : pipe_(server) {
  pipe_.send("GET " + target + " HTTP/1.1\r\nHost: " + server.host +
             "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: aG9taWdvIGxvYWQgY2xpZQ==\r\nAuthorization: Bearer " +
             token + "\r\n\r\n");
  for (;;) {
    const auto end = pipe_.unread().find("\r\n\r\n");
    if (end != std::string_view::npos) {
      if (!pipe_.unread().starts_with("HTTP/1.1 101"))
        throw std::runtime_error{"The WebSocket was refused: " +
                                 std::string{pipe_.unread().substr(0, pipe_.unread().find('\r'))}};
      pipe_.consume(end + 4);
      return;
    }
    if (!pipe_.wait_for_bytes(10)) throw std::runtime_error{"The WebSocket was not opened within 10 s."};
  }
}

void text_socket::attach(poller& by, listener heard) {
  heard_ = std::move(heard);
  pipe_.attach(by, *this);
  while (take_frame()) {
  }
}

void text_socket::send(std::string_view text) {
  frame_.clear();
  append_frame(frame_, text_opcode, text);
  pipe_.send(frame_);
}

bool text_socket::take_frame() {
  const auto bytes = pipe_.unread();
  const auto head = parse_header(bytes);
  if (!head || bytes.size() < head->size + head->payload) return false;
  const auto payload = bytes.substr(head->size, head->payload);
  if (head->opcode == text_opcode) heard_(payload);
  if (head->opcode == ping_opcode || head->opcode == close_opcode) {
    frame_.clear();
    append_frame(frame_, head->opcode == ping_opcode ? pong_opcode : close_opcode, payload);
    pipe_.send(frame_);
  }
  pipe_.consume(head->size + head->payload);
  return true;
}

void text_socket::ready() {
  if (!pipe_.is_open()) return;
  pipe_.pump();
  while (take_frame()) {
  }
}

}  // namespace homigo::load
