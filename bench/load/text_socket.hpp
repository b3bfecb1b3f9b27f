// A WebSocket for thousands on one thread: texts out with one write, texts in without a copy.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "bench/load/byte_pipe.hpp"

namespace homigo::load {

class text_socket final : public watcher {
public:
  using listener = std::function<void(std::string_view)>;

  /// Opens with a blocking handshake, token in the header; throws std::runtime_error when refused.
  text_socket(const server_address& server, const std::string& target, const std::string& token);

  /// From now on `heard` gets every text as it comes.
  void attach(poller& by, listener heard);
  void send(std::string_view text);
  bool is_open() const { return pipe_.is_open(); }
  void ready() override;

private:
  /// Takes one frame off the pipe; false when it is not whole yet. Pings are answered.
  bool take_frame();

  byte_pipe pipe_;
  listener heard_;
  std::string frame_;
};

}  // namespace homigo::load
