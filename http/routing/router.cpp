#include "http/routing/router.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

namespace homigo::http {
namespace {

constexpr std::size_t methods = static_cast<std::size_t>(method::other) + 1;

constexpr std::size_t index(method verb) { return static_cast<std::size_t>(verb); }

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 1; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }
bool is_text_parameter(std::string_view segment) { return segment.ends_with(":text}"); }

std::string parameter_name(std::string_view segment) {
  segment = segment.substr(1, segment.size() - 2);
  return std::string{segment.substr(0, segment.find(':'))};
}

}  // namespace

struct router::node {
  std::map<std::string, std::unique_ptr<node>, std::less<>> literals;
  std::unique_ptr<node> pattern;
  bool pattern_is_text = false;
  std::array<const route*, methods> by_method{};

  bool is_address() const {
    for (const auto* r : by_method)
      if (r) return true;
    return false;
  }

  node& child(std::string_view segment, const std::string& path) {
    if (!is_parameter(segment)) {
      auto& literal = literals[std::string{segment}];
      if (!literal) literal = std::make_unique<node>();
      return *literal;
    }
    if (pattern && pattern_is_text != is_text_parameter(segment))
      throw std::logic_error("a place with two kinds of parameter: " + path);
    if (!pattern) pattern = std::make_unique<node>();
    pattern_is_text = is_text_parameter(segment);
    return *pattern;
  }

  /// Literals first; falls back to the pattern when the rest of the path does not fit below the literal.
  const node* find(const std::vector<std::string>& segments, std::size_t at, std::vector<std::string>& values) const {
    if (at == segments.size()) return is_address() ? this : nullptr;
    const auto& segment = segments[at];
    if (const auto literal = literals.find(segment); literal != literals.end())
      if (const auto* found = literal->second->find(segments, at + 1, values)) return found;
    if (!pattern || segment.empty() || (!pattern_is_text && !domain::parse_uuid(segment))) return nullptr;
    values.push_back(segment);
    if (const auto* found = pattern->find(segments, at + 1, values)) return found;
    values.pop_back();
    return nullptr;
  }

  std::string allow() const {
    std::string list;
    const auto add = [&](std::string_view name) { (list += list.empty() ? "" : ", ") += name; };
    for (std::size_t i = 0; i < methods; ++i) {
      if (by_method[i]) add(to_string(static_cast<method>(i)));
      if (by_method[i] && i == index(method::get) && !by_method[i]->upgrade) add("HEAD");
    }
    add("OPTIONS");
    return list;
  }
};

router::router() = default;
router::~router() = default;

route& router::add(method verb, std::string_view path) {
  auto& entry = *routes_.emplace_back(std::make_unique<route>());
  entry.verb = verb;
  entry.path = path;
  return entry;
}

void router::websocket(std::string_view path, peer_factory make) {
  auto& entry = add(method::get, path);
  entry.note.summary = "Open the WebSocket";
  entry.access = access::viewer_optional;
  entry.status = 101;
  entry.upgrade = std::move(make);
}

void router::tag(route_tag heading) {
  const auto known = std::ranges::find(tags_, heading.name, &route_tag::name);
  if (known == tags_.end())
    tags_.push_back(std::move(heading));
  else
    known->prefixes.insert(known->prefixes.end(), heading.prefixes.begin(), heading.prefixes.end());
}

void router::insert(const route& entry) {
  const auto path = entry.full_path();
  auto* at = root_.get();
  for (const auto segment : split(path)) at = &at->child(segment, path);
  auto& place = at->by_method[index(entry.verb)];
  if (place) throw std::logic_error("two routes for " + entry.name);
  if (!entry.run && !entry.ask && !entry.upgrade) throw std::logic_error("no handler for " + path);
  place = &entry;
}

void router::seal() {
  root_ = std::make_unique<node>();
  for (const auto& entry : routes_) {
    entry->name = std::string{to_string(entry->verb)} + ' ' + entry->full_path();
    insert(*entry);
  }
}

route_match router::find(method verb, const std::vector<std::string>& segments) const {
  route_match match;
  const auto* place = root_->find(segments, 0, match.path_values);
  if (!place) return match;
  const auto* get = place->by_method[index(method::get)];
  match.found = verb == method::head && get && !get->upgrade ? get : place->by_method[index(verb)];
  if (!match.found) match.allow = place->allow();
  return match;
}

std::vector<std::string> parameter_names(std::string_view path) {
  std::vector<std::string> names;
  for (const auto segment : split(path))
    if (is_parameter(segment)) names.push_back(parameter_name(segment));
  return names;
}

}  // namespace homigo::http
