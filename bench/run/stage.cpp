#include "bench/run/stage.hpp"

#include <boost/asio/io_context.hpp>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace homigo::bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::seconds start_patience{300};

bool is_ready(const load::server_address& server) {
  try {
    load::byte_pipe connection{server};
    load::body_of(connection, get_request(server, "/readyz", ""));
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace

int free_port() {
  boost::asio::io_context io;
  return boost::asio::ip::tcp::acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}}.local_endpoint().port();
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

stage::stage(const options& given, people others, load::server_address server)
    : wanted(given), cast(std::move(others)), server_(std::move(server)) {}

double stage::restart(const std::vector<std::string>& settings) {
  if (wanted.server.empty()) throw std::runtime_error{"A server given by --url is not restarted."};
  server_process_.reset();
  auto arguments = wanted.server_arguments;
  arguments.insert(arguments.begin(), "serve");
  const auto set = [&](const std::string& setting) { arguments.insert(arguments.end(), {"--set", setting}); };
  for (const auto* setting : {"http.max_connections=60000", "http.max_connections_per_address=60000"}) set(setting);
  for (const auto& setting : settings) set(setting);
  set("http.port=" + std::to_string(port_));
  server_process_ = std::make_unique<child_process>(wanted.server, arguments, wanted.tokens + ".server.log");
  return await_ready(*server_, *server_process_);
}

double await_ready(const load::server_address& server, child_process& process) {
  const auto began = clock::now();
  while (!is_ready(server)) {
    if (!process.is_alive()) throw std::runtime_error{"The server ended: see the logs beside the token file."};
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

void append_request(std::string& out, const load::server_address& server, std::string_view call, std::string_view token,
                    std::string_view json, std::string_view headers) {
  out.append(call).append(" HTTP/1.1\r\nHost: ").append(server.host);
  out.append("\r\nAuthorization: Bearer ").append(token).append("\r\n").append(headers);
  out.append("Content-Type: application/json\r\nContent-Length: ").append(std::to_string(json.size()));
  out.append("\r\n\r\n").append(json);
}

void tell(const std::string& what) { std::cerr << what << std::endl; }

double ms(const load::histogram& taken, double percent) {
  return static_cast<double>(taken.percentile(percent).count()) / 1000;
}

}  // namespace homigo::bench
