// A client that sends exactly the bytes it is told to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace homigo::http::testing {

struct raw_answer {
  unsigned status = 0;
  std::string head;
  std::string body;
  bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
  std::string header(std::string_view name) const;
};

struct ws_frame {
  unsigned opcode = 0;
  std::string payload;
  /// Of a close frame; 1006 when the connection ended without one.
  unsigned close_code() const;
};

/// Every read gives up after five seconds.
class raw_client {
public:
  explicit raw_client(unsigned short port);
  ~raw_client();
  raw_client(const raw_client&) = delete;
  raw_client& operator=(const raw_client&) = delete;

  void send(std::string_view bytes);
  /// `method path` with Host, the given header lines (each with its line end) and, where there is one, a JSON body.
  void request(std::string_view line, std::string_view headers = {}, std::string_view body = {});
  raw_answer answer(bool to_head = false);
  raw_answer ask(std::string_view line, std::string_view headers = {}, std::string_view body = {});
  /// Reads until the other side closes; false when it does not.
  bool is_closed();
  /// Sends nothing more, as a client that has seen the end does.
  void hang_up();

  raw_answer upgrade(std::string_view headers = {});
  void send_frame(unsigned opcode, std::string_view payload, bool final = true);
  ws_frame frame();

private:
  /// False at the end of the stream.
  bool fill();
  std::string take(std::size_t bytes);

  int socket_;
  std::string buffer_;
};

}  // namespace homigo::http::testing
