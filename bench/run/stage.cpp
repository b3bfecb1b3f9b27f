#include "bench/run/stage.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <iostream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "bench/load/byte_pipe.hpp"

namespace homigo::bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::seconds start_patience{300};

bool is_ready(const load::server_address& server) {
  try {
    load::byte_pipe pipe{server};
    pipe.send(get_request(server, "/readyz", ""));
    return pipe.wait_for_bytes(2) && pipe.unread().starts_with("HTTP/1.1 200");
  } catch (const std::system_error&) {
    return false;
  }
}

}  // namespace

int free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(probe);
  return ntohs(address.sin_port);
}

stage::stage(const options& given) : wanted(given), cast(read_people(given.tokens)) {
  if (!wanted.url.empty()) {
    server_ = load::resolve_url(wanted.url);
    if (!is_ready(*server_)) throw std::runtime_error{"No server is ready at " + wanted.url + "."};
    return;
  }
  port_ = free_port();
  server_ = load::resolve_url("http://127.0.0.1:" + std::to_string(port_));
  restart();
}

double stage::restart(const std::vector<std::string>& settings) {
  if (wanted.server.empty()) throw std::runtime_error{"A server given by --url is not restarted."};
  server_process_.reset();
  auto arguments = wanted.server_arguments;
  arguments.insert(arguments.begin(), "serve");
  const auto set = [&arguments](const std::string& setting) {
    arguments.emplace_back("--set");
    arguments.push_back(setting);
  };
  for (const auto* setting : {"http.max_connections=60000", "http.max_connections_per_address=60000"}) set(setting);
  for (const auto& setting : settings) set(setting);
  set("http.port=" + std::to_string(port_));
  server_process_ = std::make_unique<child_process>(wanted.server, arguments, wanted.tokens + ".server.log");
  return await_ready();
}

double stage::await_ready() {
  const auto began = clock::now();
  while (!is_ready(*server_)) {
    if (!server_process_->is_alive())
      throw std::runtime_error{"The server ended: see " + wanted.tokens + ".server.log"};
    if (clock::now() - began > start_patience) throw std::runtime_error{"The server did not get ready."};
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  return std::chrono::duration<double>(clock::now() - began).count();
}

std::string get_request(const load::server_address& server, std::string_view target, std::string_view token) {
  std::string out;
  out.append("GET ").append(target).append(" HTTP/1.1\r\nHost: ").append(server.host).append("\r\n");
  if (!token.empty()) out.append("Authorization: Bearer ").append(token).append("\r\n");
  return out + "\r\n";
}

void append_post(std::string& out, const load::server_address& server, std::string_view target, std::string_view token,
                 std::string_view json) {
  out.append("POST ").append(target).append(" HTTP/1.1\r\nHost: ").append(server.host);
  out.append("\r\nAuthorization: Bearer ").append(token);
  out.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(std::to_string(json.size()));
  out.append("\r\n\r\n").append(json);
}

void await_server(const load::server_address& server) {
  for (int tries = 0; tries < 1000; ++tries) {
    try {
      load::byte_pipe{server};
      return;
    } catch (const std::system_error&) {
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
  }
  throw std::runtime_error{"Nothing listens at " + server.host + "."};
}

void tell(const std::string& what) { std::cerr << what << std::endl; }

double ms(const load::histogram& taken, double percent) {
  return static_cast<double>(taken.percentile(percent).count()) / 1000;
}

}  // namespace homigo::bench
