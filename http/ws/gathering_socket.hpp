// The socket below a WebSocket: frames that are ready at the same time leave in one system call.
#pragma once

#include <boost/asio/compose.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>
#include <memory>
#include <string>
#include <utility>

namespace homigo::http {

/// A write is complete as soon as its bytes are taken over. They are sent after what waits in the executor's queue by
/// then, which may add to them; where the peer does not read, writes wait. An error of sending is told to the next
/// write (the reader hears of a broken connection by itself). Used on the thread of its executor alone.
class gathering_socket {
public:
  using tcp_socket = boost::asio::ip::tcp::socket;
  using executor_type = tcp_socket::executor_type;
  using error_code = boost::system::error_code;

  explicit gathering_socket(tcp_socket socket);

  executor_type get_executor() { return output_->socket.get_executor(); }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return output_->socket.async_read_some(buffers, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_compose<Token, void(error_code, std::size_t)>(taking_over<Buffers>{output_, buffers},
                                                                            token, output_->socket);
  }

  /// What has not been sent is lost.
  void close();

  // How Beast ends a connection: in good order, after all that was taken over, or at once.
  template <class Token>
  friend void async_teardown(boost::beast::role_type role, gathering_socket& socket, Token&& token) {
    boost::asio::async_compose<Token, void(error_code)>(ending{socket.output_, role}, token, socket.output_->socket);
  }
  friend void beast_close_socket(gathering_socket& socket) { socket.close(); }

private:
  /// Lives as long as something of it waits in the executor.
  struct output : std::enable_shared_from_this<output> {
    explicit output(tcp_socket s) : socket(std::move(s)) {}
    bool is_full() const { return waiting.size() >= 16'384; }
    void send_soon();
    void send();

    tcp_socket socket;
    std::string waiting;
    error_code failed;
    bool is_posted = false;
    bool waits_for_room = false;
  };

  template <class Buffers>
  struct taking_over {
    std::shared_ptr<output> to;
    Buffers buffers;
    error_code failed{};
    std::size_t taken = 0;
    bool is_done = false;

    template <class Self>
    void operator()(Self& self, error_code of_waiting = {}) {
      if (is_done) return self.complete(failed, taken);
      failed = of_waiting ? of_waiting : to->failed;
      if (!failed && to->is_full()) return to->socket.async_wait(tcp_socket::wait_write, std::move(self));
      if (!failed) take();
      is_done = true;
      auto executor = to->socket.get_executor();
      boost::asio::post(executor, std::move(self));
    }
    void take() {
      for (const auto buffer : boost::beast::buffers_range_ref(buffers)) {
        to->waiting.append(static_cast<const char*>(buffer.data()), buffer.size());
        taken += buffer.size();
      }
      to->send_soon();
    }
  };

  struct ending {
    std::shared_ptr<output> of;
    boost::beast::role_type role;
    bool is_last = false;

    template <class Self>
    void operator()(Self& self, error_code failed = {}) {
      if (is_last) return self.complete(failed);
      of->send();
      if (!failed && !of->waiting.empty()) return of->socket.async_wait(tcp_socket::wait_write, std::move(self));
      is_last = true;
      const auto kept = of;
      boost::beast::websocket::async_teardown(role, kept->socket, std::move(self));
    }
  };

  std::shared_ptr<output> output_;
};

}  // namespace homigo::http
