#include "sample_edge.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/kernel/errors/unavailable.hpp"
#include "http/routing/openapi.hpp"
#include "http/routing/sent_back.hpp"

namespace homigo::http::testing {

HOMIGO_TABLE(note)
HOMIGO_TABLE_ENUM(colour)
HOMIGO_TABLE(page)
HOMIGO_TABLE(search)

namespace {

using domain::errc;
using domain::failure;

/// Sends back what it hears; "count" makes it send a hundred numbers at once, "flood" more than a slow reader can take,
/// "pour" as much as it takes, "thread" whether it is heard on the thread of its connection, "bye" makes it close.
class echo_peer : public ws_peer {
public:
  explicit echo_peer(std::atomic<int>& closed) : closed_(closed) {}
  boost::asio::awaitable<void> opened(std::shared_ptr<ws_connection> connection, domain::principal,
                                      std::string auth_id) override {
    connection_ = std::move(connection);
    // What is sent meanwhile waits.
    co_await boost::asio::post(connection_->executor(), boost::asio::use_awaitable);
    say("hello " + auth_id);
  }
  void text(std::string_view frame) override {
    if (frame == "flood")
      for (int i = 0; i < 200; ++i) say(std::string(65'536, 'x'));
    else if (frame == "pour")
      boost::asio::co_spawn(connection_->executor(), pour(connection_), boost::asio::detached);
    else if (frame == "count")
      for (int i = 0; i < 100; ++i) say(std::to_string(i));
    else if (frame == "thread")
      say(is_on_its_thread() ? "own" : "other");
    else if (frame == "bye")
      connection_->close(ws_close::normal);
    else
      say(std::string{frame});
  }
  void closed() override {
    ++closed_;
    connection_.reset();
  }

private:
  bool is_on_its_thread() const {
    const auto executor = connection_->executor();
    const auto* context = executor.target<boost::asio::io_context::executor_type>();
    return context != nullptr && context->running_in_this_thread();
  }
  /// Fifty megabytes, as they are taken.
  static boost::asio::awaitable<void> pour(std::shared_ptr<ws_connection> to) {
    for (int i = 0; i < 800; ++i) {
      const bool has_room = co_await to->room();
      if (!has_room) co_return;
      to->send(std::make_shared<const std::string>(65'536, static_cast<char>('a' + i % 26)));
    }
    to->send(std::make_shared<const std::string>("poured"));
  }
  void say(std::string text) { connection_->send(std::make_shared<const std::string>(std::move(text))); }
  std::atomic<int>& closed_;
  std::shared_ptr<ws_connection> connection_;
};

std::string text_of(const domain::idempotency_scope& scope) {
  return domain::to_string(scope.user_id) + scope.route + ' ' + scope.key;
}

}  // namespace

domain::idempotency_ticket memory_store::begin(const domain::idempotency_scope& scope,
                                               const domain::request_hash& hash) {
  using state = domain::idempotency_ticket::state;
  const std::lock_guard lock{mutex_};
  auto& e = entries_[text_of(scope)];
  if (e.reserved_id == domain::nil_uuid) {
    e.hash = hash;
    e.reserved_id.data[15] = static_cast<std::uint8_t>(entries_.size());
  }
  if (e.hash != hash) return {state::key_reused};
  if (e.running) return {state::in_progress};
  if (e.answer) return {state::replay, *e.answer};
  e.running = true;
  return {state::started, {}, e.reserved_id};
}

std::optional<domain::idempotency_ticket> memory_store::look(const domain::idempotency_scope& scope,
                                                             const domain::request_hash& hash) {
  using state = domain::idempotency_ticket::state;
  const std::lock_guard lock{mutex_};
  const auto known = entries_.find(text_of(scope));
  if (known == entries_.end()) return std::nullopt;
  const auto& e = known->second;
  if (e.hash != hash) return domain::idempotency_ticket{state::key_reused};
  if (e.answer) return domain::idempotency_ticket{state::replay, *e.answer};
  return std::nullopt;
}

void memory_store::finish(const domain::idempotency_scope& scope, const domain::stored_answer& answer) {
  const std::lock_guard lock{mutex_};
  auto& e = entries_[text_of(scope)];
  e.answer = answer;
  e.running = false;
}

void memory_store::abandon(const domain::idempotency_scope& scope) {
  const std::lock_guard lock{mutex_};
  entries_[text_of(scope)].running = false;
}

std::optional<domain::principal> sample_tokens::cached(std::string_view token) {
  if (token != "cached") return std::nullopt;
  return domain::principal{.account_status = domain::account_status::active};
}

domain::result<domain::principal> sample_tokens::authenticate(std::string_view token) {
  domain::principal who{.account_status = domain::account_status::active};
  who.is_operator = token == "operator" || token == "clerk";
  if (token == "operator") who.permissions.add(domain::operator_permission::operations);
  if (token == "pending") who.account_status = domain::account_status::pending;
  if (token == "away") throw domain::unavailable(errc::database_unavailable, "no connection");
  if (token != "active" && !who.is_operator && token != "pending") return failure{errc::unauthorized, "Unknown token."};
  return who;
}

domain::token_fault sample_tokens::fault_of(std::string_view token) {
  if (token == "expired") return domain::token_fault::expired;
  if (token == "suspended") return domain::token_fault::account_suspended;
  return domain::token_fault::unknown;
}

domain::uuid counting_ids::next() {
  domain::uuid id{};
  id.data[15] = ++last_;
  return id;
}

settings short_settings() {
  settings s;
  s.address = "127.0.0.1";
  s.port = 0;
  s.worker_threads = 2;
  s.body_limit_bytes = 1024;
  return s;
}

sample_edge::sample_edge(settings with)
    : settings_(std::move(with)),
      threads_(static_cast<std::size_t>(settings_.io_threads)),
      workers_(static_cast<std::size_t>(settings_.worker_threads),
               static_cast<std::size_t>(settings_.worker_queue_limit)),
      pipeline_({routes_, tokens_, store_, lanes_, limits_, clock_, ids_, edge_metrics_, settings_}),
      listener_(threads_, pipeline_, {settings_.address, settings_.port}) {
  add_routes();
  routes_.seal();
  listener_.start();
  threads_.start();
}

sample_edge::~sample_edge() {
  threads_.stop();
  lanes_.stop();
}

void sample_edge::add_routes() {
  using rendered = domain::result<rendered_json>;
  routes_.get("/hello").anonymous().at_root().run(
      [](call&) -> rendered { return rendered_json{R"({"hello":"world"})"}; });
  routes_.get("/alive")
      .anonymous()
      .at_root()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .run([](call&) -> rendered { return rendered_json{"1"}; });
  routes_.get("/big").anonymous().run(
      [](call&) -> rendered { return rendered_json{'"' + std::string(5000, 'x') + '"'}; });
  routes_.post("/echo").takes<note>().answers<note>(201).run([this](call& c, const note& body) -> domain::result<note> {
    ++echoes;
    auto answer = body;
    if (const auto id = c.reserved_id()) answer.tags.push_back(domain::to_string(*id));
    if (body.title == "throw") throw std::runtime_error("secret");
    return answer;
  });
  routes_.post("/asked").takes<note>().answers<note>().ask(
      [this](call&, note body) -> boost::asio::awaitable<domain::result<note>> {
        ++echoes;
        if (body.title == "away") throw domain::unavailable(errc::overloaded, "x");
        co_return body;
      });
  routes_.get("/items/mine").run([](call&) -> rendered { return rendered_json{"[]"}; });
  routes_.get("/items/{item_id}").run([](call& c) -> rendered {
    c.etag(7);
    return rendered_json{'"' + domain::to_string(c.id("item_id")) + '"'};
  });
  routes_.put("/items/{item_id}").merges<note>().answers<note>().run([](call& c) -> domain::result<note> {
    if (c.if_match().value_or(7) != 7) return failure{errc::precondition_failed, "It has changed."};
    note stored{"old", 3, {}};
    if (auto merged = lay_over(c, stored, {}); !merged) return merged.error();
    return stored;
  });
  routes_.del("/items/{item_id}").run([](call&) -> domain::result<void> { return {}; });
  routes_.get("/search").queries<search>().viewer_optional().run(
      [](call& c) -> rendered { return rendered_json{std::to_string(c.query<search>().page.limit)}; });
  routes_.post("/upload").multipart({.part_bytes = 100'000}).run([](call& c) -> rendered {
    return rendered_json{std::to_string(c.request().parts.at(0).body.size())};
  });
  routes_.get("/limited").anonymous().limited({2, std::chrono::seconds{60}}).run([](call&) -> rendered {
    return rendered_json{"1"};
  });
  routes_.get("/feed").anonymous().shed(load_class::browse).run([](call&) -> rendered { return rendered_json{"[]"}; });
  routes_.get("/ops/x").operators_with(domain::operator_permission::operations).run([](call&) -> rendered {
    return rendered_json{"1"};
  });
  routes_.post("/gate").anonymous().run([this](call&) -> domain::result<void> {
    at_gate.set_value();
    gate.get_future().wait();
    return {};
  });
  const auto from_memory = [this](call& c) -> std::optional<rendered> {
    if (!remembers) return std::nullopt;
    if (c.request().header("x-throw")) throw std::runtime_error("secret");
    if (c.request().header("x-refuse")) return failure{errc::forbidden, "Not this."};
    if (const auto* length = c.request().header("x-length"))
      return rendered_json{std::string(std::stoul(*length), 'x')};
    c.etag(3);
    return rendered_json{R"("memory")"};
  };
  routes_.get("/remembered").anonymous().from_memory(from_memory).run([](call& c) -> rendered {
    c.etag(3);
    return rendered_json{R"("worker")"};
  });
  routes_.websocket("/ws", [this] { return std::make_unique<echo_peer>(peers_closed); });
  add_openapi_route(routes_);
}

}  // namespace homigo::http::testing
