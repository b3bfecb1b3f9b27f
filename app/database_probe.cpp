#include "app/database_probe.hpp"

namespace homigo::app {

domain::result<void> database_probe::operator()() {
  constexpr std::chrono::seconds late{1};
  if (asking_.exchange(true)) {
    if (answered_ && steady::now() - since_.load() < late) return {};
    return domain::refusal(domain::errc::database_unavailable);
  }
  since_ = steady::now();
  try {
    ask_();
  } catch (...) {
    answered_ = false;
    asking_ = false;
    throw;
  }
  answered_ = true;
  asking_ = false;
  return {};
}

}  // namespace homigo::app
