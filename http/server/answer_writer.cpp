#include "http/server/answer_writer.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace homigo::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t copied_at_most = 16'384;
constexpr std::size_t collected_at_most = 65'536;
constexpr std::size_t kept = 4096;  // an idle connection holds no more

}  // namespace

void answer_writer::add(response answer, const head_facts& facts, bool without_body) {
  append_head(bytes_, answer, facts);
  if (without_body) return;
  if (answer.body.size() > copied_at_most)
    long_body_ = std::move(answer.body);
  else
    bytes_ += answer.body;
}

bool answer_writer::is_full() const { return !long_body_.empty() || bytes_.size() >= collected_at_most; }

std::array<asio::const_buffer, 2> answer_writer::left() const {
  const auto of_bytes = std::min(written_, bytes_.size());
  return {asio::buffer(bytes_) + of_bytes, asio::buffer(long_body_) + (written_ - of_bytes)};
}

bool answer_writer::write_now() {
  while (written_ < bytes_.size() + long_body_.size()) {
    error_code failed;
    written_ += socket_.write_some(left(), failed);
    if (failed) return false;
  }
  forget();
  return true;
}

asio::awaitable<bool> answer_writer::flush(deadline& limit, std::chrono::milliseconds patience) {
  if (write_now()) co_return true;
  const auto rest = left();
  error_code failed;
  limit.after(patience);
  co_await asio::async_write(socket_, rest, asio::redirect_error(asio::use_awaitable, failed));
  limit.never();
  forget();
  co_return !failed;
}

void answer_writer::forget() {
  written_ = 0;
  long_body_ = {};
  if (bytes_.capacity() > kept)
    bytes_ = {};
  else
    bytes_.clear();
}

}  // namespace homigo::http
