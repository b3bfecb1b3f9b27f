#include "http/special_problem.hpp"

#include "codec/json_writer.hpp"

namespace homigo::http {
namespace {

void append_member(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  codec::append_quoted(out, name);
  out += ':';
  codec::append_quoted(out, value);
}

}  // namespace

response problem(const special_problem& why, std::string_view request_id) {
  response r;
  r.status = why.status;
  r.content_type = "application/problem+json";
  r.body = "{";
  append_member(r.body, "type", "urn:homigo:problem:" + std::string{why.code});
  append_member(r.body, "title", why.title);
  r.body += ",\"status\":" + std::to_string(why.status);
  append_member(r.body, "detail", why.detail);
  append_member(r.body, "code", why.code);
  append_member(r.body, "request_id", request_id);
  append_member(r.body, why.member, why.value);
  r.body += '}';
  return r;
}

}  // namespace homigo::http
