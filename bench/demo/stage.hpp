// What all parts of the play share. Everything happens on one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "bench/demo/people.hpp"
#include "bench/demo/wire.hpp"
#include "bench/load/device.hpp"
#include "bench/load/http_client.hpp"
#include "codec/json_reader.hpp"

namespace homigo::demo {

struct tally {
  std::uint64_t swipes = 0;
  std::uint64_t likes = 0;
  std::uint64_t undone = 0;
  std::uint64_t messages = 0;
};

class stage {
public:
  stage(boost::asio::any_io_executor executor, const load::server_address& server, cast& people);

  /// One call as `who`, answered with what the demo reads of it; nothing after a failure, which is in the log.
  template <class Answer>
  boost::asio::awaitable<std::optional<Answer>> call(std::string_view kind, std::string_view verb, std::string target,
                                                     std::string body, const person* who) {
    load::http_request request;
    request.verb = verb;
    request.target = std::move(target);
    request.body = std::move(body);
    if (who) request.token = who->token;
    auto text = co_await http.call(kind, std::move(request));
    if (!text) co_return std::nullopt;
    auto read = codec::read_json<Answer>(*text);
    if (!read) log.failed(kind, "unreadable answer: " + read.error().detail);
    if (!read) co_return std::nullopt;
    co_return std::move(*read);
  }

  /// Swipes and counts; a match that comes of it opens its talk.
  boost::asio::awaitable<std::optional<swipe_done>> swipe(person& who, std::string_view target_type,
                                                          domain::uuid target_id, domain::uuid as_id,
                                                          std::string_view action);

  tenant* tenant_of(const domain::uuid& user_id);
  host* host_of(const domain::uuid& user_id);

  /// What a person's device hears: messages go to their talk, the rest is counted.
  void hear(person& who, const load::pushed_event& event);

  boost::asio::any_io_executor executor;
  const load::server_address& server;
  cast& people;
  load::call_log log;
  load::http_client http;
  std::unordered_map<domain::uuid, std::unique_ptr<talk>, domain::uuid_hash> talks;
  tally counts;
  std::size_t tenants_ready = 0;
  bool tenants_have_swiped = false;
  load::condition news;  // a like came in somewhere, or tenants_have_swiped

private:
  void open_talk(const person& who, const match_made& match);
  void hear_message(person& who, const load::pushed_event& event);

  std::unordered_map<domain::uuid, tenant*, domain::uuid_hash> tenants_;
  std::unordered_map<domain::uuid, host*, domain::uuid_hash> hosts_;
};

}  // namespace homigo::demo
