#include "modules/notifications/stream/operations.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "actors/sessions/session_protocol.hpp"
#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "codec/text_member.hpp"
#include "http/message/problem.hpp"
#include "http/ws/frames.hpp"
#include "http/ws/operation_shapes.hpp"
#include "modules/conversations/conversations.hpp"
#include "modules/conversations/routes/message_command.hpp"
#include "modules/notifications/stream/hub.hpp"

namespace homigo::http {

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

  const message_services& services() const { return hub.services(); }
  const domain::uuid& user() const { return client->who().user_id; }
};

/// Pointers of a refusal of `data` lead into the frame.
void answer_refusal(const operation& op, domain::failure why) {
  for (auto& e : why.errors) e.pointer.insert(0, "/data");
  op.client->answer(op.id, why);
}

/// Reads `out` from the operation's data, in which only its own fields and those of `beside` may stand.
template <class Data>
bool read_data(const operation& op, Data& out, const domain::type_descriptor* beside = nullptr) {
  codec::read_options strictly;
  strictly.unknown = codec::unknown_fields::refused;
  strictly.beside = beside;
  strictly.today = domain::india_day(op.services().entities.now());
  auto read = codec::read_json(op.data, domain::descriptor<Data>(), &out, strictly);
  if (read) return true;
  answer_refusal(op, read.error());
  return false;
}

/// Data that names a conversation, and what is to be done in it.
template <class Data>
bool read_data(const operation& op, conversation_ref& where, Data& out) {
  return read_data(op, where, &domain::descriptor<Data>()) &&
         read_data(op, out, &domain::descriptor<conversation_ref>());
}

/// What is done too often is answered as over REST, out of the same bucket.
bool is_admitted(const operation& op, const domain::result<void>& admitted) {
  if (!admitted) op.client->answer(op.id, admitted.error());
  return admitted.has_value();
}

/// The answer to what has nothing to tell.
void answer(const operation& op, const domain::result<void>& done) {
  if (done)
    op.client->answer(op.id, "{}");
  else
    op.client->answer(op.id, done.error());
}

awaitable<void> message_send(operation op) {
  conversation_ref where;
  domain::message_request wanted;
  if (!is_admitted(op, admit_message(op.services(), op.user())) || !read_data(op, where, wanted)) co_return;
  auto sent = co_await send_message(op.services(), op.user(), where.conversation_id, std::move(wanted));
  if (sent)
    op.client->answer(op.id, codec::to_json(*sent));
  else
    answer_refusal(op, sent.error());
}

awaitable<void> message_read(operation op) {
  conversation_ref where;
  domain::read_request wanted;
  if (!is_admitted(op, admit_read_mark(op.services(), op.user())) || !read_data(op, where, wanted)) co_return;
  answer(op, co_await mark_read(op.services(), op.user(), where.conversation_id, wanted));
}

awaitable<void> typing(operation op, bool active) {
  conversation_ref where;
  if (!read_data(op, where)) co_return;
  answer(op, co_await tell_typing(op.services(), op.user(), where.conversation_id, active));
}

awaitable<void> typing_start(operation op) { return typing(std::move(op), true); }
awaitable<void> typing_stop(operation op) { return typing(std::move(op), false); }

/// Presence is for people who talk with each other: the conversation says with whom. It is looked at again when the
/// watch is placed, because an end between the two would be told before there is anything to end.
awaitable<void> presence_subscribe(operation op) {
  conversation_ref where;
  if (!is_admitted(op, admit_presence(op.services(), op.user())) || !read_data(op, where)) co_return;
  const auto work = [&] { return op.services().conversations.counterpart_in(where.conversation_id, op.user()); };
  auto other = co_await on_worker(op.services().workers, work);
  if (!other) {
    op.client->answer(op.id, other.error());
    co_return;
  }
  op.client->answer(op.id, "{}");
  const domain::entity_key watcher{domain::entity_kind::user, op.user()};
  op.services().entities.tell(watcher, actors::subscribe_presence{*other, where.conversation_id});
  if (!co_await on_worker(op.services().workers, work))
    op.services().entities.tell(watcher, actors::end_watching{*other, where.conversation_id});
}

awaitable<void> resume(operation op) {
  resume_data wanted;
  if (!read_data(op, wanted)) co_return;
  const auto answered = [&op] { op.client->answer(op.id, "{}"); };
  auto resumed = co_await op.client->resume(wanted.last_seq, answered);
  if (!resumed) op.client->answer(op.id, resumed.error());
}

awaitable<void> ping(operation op) {
  if (op.data == "{}")
    op.client->answer(op.id, "{}");
  else
    op.client->answer(op.id, domain::invalid_field("/data", "unknown_field", "must be empty for ping"));
  co_return;
}

awaitable<void> unknown(operation op) {
  op.client->answer(op.id, domain::failure{domain::errc::malformed_request, "There is no such operation."});
  co_return;
}

using run_operation = awaitable<void> (*)(operation);

struct known_operation {
  operation_shape shape;
  run_operation run;
};

const std::vector<known_operation>& table() {
  using domain::descriptor;
  const auto* where = &descriptor<conversation_ref>();
  constexpr std::string_view somewhere = R"({"conversation_id":"0198c0de-0000-7000-8000-000000000006"})";
  static const std::vector<known_operation> all{
      {{"message.send",
        "Sends a message, like POST /conversations/{conversation_id}/messages",
        {where, &descriptor<domain::message_request>()},
        &descriptor<domain::message>(),
        R"({"conversation_id":"0198c0de-0000-7000-8000-000000000006","type":"text","body":"Is it still free?","client_message_id":"a1"})"},
       message_send},
      {{"message.read",
        "Marks messages as read, up to a sequence number",
        {where, &descriptor<domain::read_request>()},
        nullptr,
        R"({"conversation_id":"0198c0de-0000-7000-8000-000000000006","sequence":1})"},
       message_read},
      {{"typing.start", "Tells the other participant that this person is typing", {where}, nullptr, somewhere},
       typing_start},
      {{"typing.stop", "Tells the other participant that this person has stopped typing", {where}, nullptr, somewhere},
       typing_stop},
      {{"presence.subscribe", "Subscribes to the other participant's presence", {where}, nullptr, somewhere},
       presence_subscribe},
      {{"resume",
        "Replays every durable event after last_seq, in order, before live ones",
        {&descriptor<resume_data>()},
        nullptr,
        R"({"last_seq":0})"},
       resume},
      {{"ping", "Checks that the connection is alive"}, ping},
  };
  return all;
}

run_operation find_operation(std::string_view name) {
  for (const auto& known : table())
    if (known.shape.name == name) return known.run;
  return unknown;
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

class operations_peer final : public ws_peer {
public:
  explicit operations_peer(ws_hub& hub) : hub_(hub) {}

  awaitable<void> opened(std::shared_ptr<ws_connection> connection, domain::principal who,
                         std::string auth_id) override {
    auto executor = connection->executor();
    client_ = std::make_shared<ws_client>(std::move(executor), std::move(connection), who, hub_.services().workers,
                                          hub_.events());
    hub_.add(client_);
    const auto seq = co_await client_->start();
    if (!seq)
      client_->close(seq.error().code == domain::errc::internal ? ws_close::internal : ws_close::unavailable);
    else
      client_->greet(auth_id.empty() ? std::nullopt : std::optional{std::move(auth_id)}, *seq);
  }

  void text(std::string_view text) override {
    codec::read_options strictly;
    strictly.unknown = codec::unknown_fields::refused;
    ws_frame frame;
    const auto read = codec::read_json(text, domain::descriptor<ws_frame>(), &frame, strictly);
    if (!read) {
      auto id = codec::text_member(text, "id");
      if (id && id->size() > longest_id) id.reset();
      return client_->answer(id, read.error());
    }
    operation op{hub_, client_, std::move(frame.id), frame.data ? std::move(frame.data->text) : "{}"};
    asio::co_spawn(client_->executor(), guarded(find_operation(frame.op), std::move(op)), asio::detached);
  }

  void closed() override { hub_.remove(client_); }

private:
  ws_hub& hub_;
  std::shared_ptr<ws_client> client_;
};

}  // namespace

std::vector<operation_shape> operation_shapes() {
  std::vector<operation_shape> shapes;
  for (const auto& known : table()) shapes.push_back(known.shape);
  return shapes;
}

std::unique_ptr<ws_peer> make_operations_peer(ws_hub& hub) { return std::make_unique<operations_peer>(hub); }

}  // namespace homigo::http
