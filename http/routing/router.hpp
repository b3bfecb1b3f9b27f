// The route table: every address the service knows, looked up by segments, literals before patterns.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/routing/route_builder.hpp"

namespace homigo::http {

/// What a path and a method lead to.
struct route_match {
  const route* found = nullptr;
  /// Values of the path's parameters, in order.
  std::vector<std::string> path_values{};
  /// The methods of a known path that does not have this one, as in `Allow`; empty when the path is unknown.
  std::string allow{};
};

/// Filled before the listener starts, then read by all threads. Two routes of one address, or patterns of different
/// kinds at one place, are programming errors and throw std::logic_error.
///
/// `{name}` in a path matches a UUID (anything else there is an unknown path), `{name:text}` any segment.
class router {
public:
  router();
  ~router();

  route_builder<> get(std::string_view path) { return route_builder<>{add(method::get, path)}; }
  route_builder<> post(std::string_view path) { return route_builder<>{add(method::post, path)}; }
  route_builder<> put(std::string_view path) { return route_builder<>{add(method::put, path)}; }
  route_builder<> patch(std::string_view path) { return route_builder<>{add(method::patch, path)}; }
  route_builder<> del(std::string_view path) { return route_builder<>{add(method::delete_, path)}; }
  /// A WebSocket at this path; `make` gives the peer of each connection.
  void websocket(std::string_view path, peer_factory make);
  /// A heading of the OpenAPI document. The same name twice is one heading with the prefixes of both.
  void tag(route_tag heading);

  /// Ends registration: makes the look-up tree.
  void seal();
  /// HEAD finds the GET route. @pre sealed
  route_match find(method verb, const std::vector<std::string>& segments) const;
  const std::vector<std::unique_ptr<route>>& all() const { return routes_; }
  const std::vector<route_tag>& tags() const { return tags_; }

private:
  struct node;
  route& add(method verb, std::string_view path);
  void insert(const route& entry);

  std::vector<std::unique_ptr<route>> routes_;
  std::vector<route_tag> tags_;
  std::unique_ptr<node> root_;
};

/// The names of a pattern's parameters, in order: "/a/{x}/b/{y:text}" → x, y.
std::vector<std::string> parameter_names(std::string_view path);

}  // namespace homigo::http
