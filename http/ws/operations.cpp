#include "http/ws/operations.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <map>

#include "actors/conversation_protocol.hpp"
#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/descriptor_table.hpp"
#include "http/message_command.hpp"
#include "http/problem.hpp"
#include "http/ws/hub.hpp"
#include "modules/conversations.hpp"

namespace homigo::http {

struct conversation_ref {
  domain::uuid conversation_id{};
};
HOMIGO_DESCRIBED(conversation_ref, conversation_id)
HOMIGO_TABLE(conversation_ref)

struct resume_data {
  std::int64_t last_seq = 0;
};
HOMIGO_DESCRIBED(resume_data, last_seq)
constexpr auto rules_of(const resume_data*) { return domain::rules(domain::field("last_seq").range(0, 9e15)); }
HOMIGO_TABLE(resume_data)

struct auth_data {
  domain::uuid user_id{};
  std::int64_t seq = 0;
};
HOMIGO_DESCRIBED(auth_data, user_id, seq)
HOMIGO_TABLE(auth_data)

HOMIGO_TABLE(ws_frame)

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using client_ptr = std::shared_ptr<ws_client>;
using domain::result;

/// One operation under way. The client lives as long as it does.
struct operation {
  ws_hub& hub;
  client_ptr client;
  std::optional<std::string> id;
  std::string data;

  const write_services& services() const { return hub.services(); }
  const domain::uuid& user() const { return client->who().user_id; }
};

template <class Data>
bool read_data(const operation& op, Data& out) {
  auto read = codec::read_json(op.data, domain::descriptor<Data>(), &out);
  if (!read) op.client->answer(op.id, read.error());
  return read.has_value();
}

awaitable<void> message_send(operation op) {
  conversation_ref where;
  domain::message_request wanted;
  if (!read_data(op, where) || !read_data(op, wanted)) co_return;
  auto sent = co_await send_message(op.services(), op.user(), where.conversation_id, std::move(wanted));
  if (sent)
    op.client->answer(op.id, codec::to_json(*sent));
  else
    op.client->answer(op.id, sent.error());
}

awaitable<void> message_read(operation op) {
  conversation_ref where;
  domain::read_request wanted;
  if (!read_data(op, where) || !read_data(op, wanted)) co_return;
  auto marked = co_await mark_read(op.services(), op.user(), where.conversation_id, wanted);
  if (marked)
    op.client->answer(op.id, "{}");
  else
    op.client->answer(op.id, marked.error());
}

void tell_typing(const operation& op, bool active) {
  conversation_ref where;
  if (!read_data(op, where)) return;
  op.services().entities.tell({domain::entity_kind::conversation, where.conversation_id},
                              actors::typing{op.user(), active});
  op.client->answer(op.id, "{}");
}

awaitable<void> typing_start(operation op) {
  tell_typing(op, true);
  co_return;
}
awaitable<void> typing_stop(operation op) {
  tell_typing(op, false);
  co_return;
}

/// Presence is for people who talk with each other: the conversation says with whom.
awaitable<void> presence_subscribe(operation op) {
  conversation_ref where;
  if (!read_data(op, where)) co_return;
  const auto work = [&] { return op.services().conversations.counterpart_in(where.conversation_id, op.user()); };
  auto other = co_await on_worker(op.services().workers, work);
  if (!other) {
    op.client->answer(op.id, other.error());
    co_return;
  }
  op.client->answer(op.id, "{}");
  op.services().entities.tell({domain::entity_kind::user, op.user()}, actors::subscribe_presence{*other});
}

awaitable<void> resume(operation op) {
  resume_data wanted;
  if (!read_data(op, wanted)) co_return;
  const auto answered = [&op] { op.client->answer(op.id, "{}"); };
  auto resumed = co_await op.client->resume(wanted.last_seq, answered);
  if (!resumed) op.client->answer(op.id, resumed.error());
}

awaitable<void> ping(operation op) {
  op.client->answer(op.id, "{}");
  co_return;
}

awaitable<void> unknown(operation op) {
  op.client->answer(op.id, domain::failure{domain::errc::malformed_request, "There is no such operation."});
  co_return;
}

using run_operation = awaitable<void> (*)(operation);

run_operation find_operation(std::string_view name) {
  static const std::map<std::string_view, run_operation> table{
      {"message.send", message_send},
      {"message.read", message_read},
      {"typing.start", typing_start},
      {"typing.stop", typing_stop},
      {"presence.subscribe", presence_subscribe},
      {"resume", resume},
      {"ping", ping},
  };
  const auto found = table.find(name);
  return found == table.end() ? unknown : found->second;
}

/// Whatever an operation throws is its answer, never the end of the process.
awaitable<void> guarded(run_operation run, operation op) {
  std::optional<domain::failure> failed;
  const auto client = op.client;
  const auto id = op.id;
  try {
    co_await run(std::move(op));
  } catch (...) {
    failed = failure_of(std::current_exception(), "WS", id.value_or("-"));
  }
  if (failed) client->answer(id, *failed);
}

awaitable<void> welcome(client_ptr client, std::optional<std::string> auth_id) {
  auto seq = co_await client->start();
  if (!seq) {
    client->close(ws_close::internal);
    co_return;
  }
  client->answer(auth_id, codec::to_json(auth_data{client->who().user_id, *seq}));
}

}  // namespace

void operations_peer::opened(std::shared_ptr<ws_connection> connection, const domain::principal& who,
                             std::string_view auth_id) {
  auto executor = connection->executor();
  client_ = std::make_shared<ws_client>(std::move(executor), std::move(connection), who, hub_.services().workers,
                                        hub_.events());
  hub_.add(client_);
  const auto id = auth_id.empty() ? std::nullopt : std::optional<std::string>{auth_id};
  asio::co_spawn(
      client_->executor(), [client = client_, id] { return welcome(client, id); }, asio::detached);
}

void operations_peer::text(std::string_view frame) {
  auto read = codec::read_json<ws_frame>(frame);
  if (!read) return client_->answer(std::nullopt, read.error());
  operation op{hub_, client_, read->id, read->data ? std::move(read->data->text) : "{}"};
  asio::co_spawn(client_->executor(), guarded(find_operation(read->op), std::move(op)), asio::detached);
}

void operations_peer::closed() { hub_.remove(client_); }

}  // namespace homigo::http
