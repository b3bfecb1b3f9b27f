#include "http/routing/call.hpp"

#include <charconv>
#include <stdexcept>

#include "http/routing/router.hpp"

namespace homigo::http {

const std::string& call::parameter(std::string_view name) const {
  const auto names = parameter_names(route_->path);
  for (std::size_t i = 0; i < names.size() && i < path_values_.size(); ++i)
    if (names[i] == name) return path_values_[i];
  throw std::logic_error("no parameter " + std::string{name} + " in " + route_->path);
}

domain::uuid call::id(std::string_view name) const {
  const auto value = domain::parse_uuid(parameter(name));
  if (!value) throw std::logic_error("no UUID in " + route_->path);
  return *value;
}

std::optional<std::int64_t> call::if_match() const {
  const auto* tag = request_.header("if-match");
  if (!tag || *tag == "*") return std::nullopt;
  constexpr std::int64_t no_revision = -1;
  if (tag->size() < 3 || tag->front() != '"' || tag->back() != '"') return no_revision;
  std::int64_t revision = 0;
  const char* end = tag->data() + tag->size() - 1;
  const auto read = std::from_chars(tag->data() + 1, end, revision);
  // Behind the revision the answer's hash may follow, which says nothing of what can be changed.
  const bool is_whole = read.ptr == end || *read.ptr == '-';
  return read.ec == std::errc{} && is_whole && revision >= 0 ? revision : no_revision;
}

void call::etag(std::int64_t revision) { header("ETag", '"' + std::to_string(revision) + '"'); }

response call::answer() const {
  response r;
  r.status = status_.value_or(route_->status);
  r.headers = headers_;
  return r;
}

}  // namespace homigo::http
