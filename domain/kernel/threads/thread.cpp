#include "domain/kernel/threads/thread.hpp"

#include <pthread.h>

#include <mutex>
#include <utility>

namespace homigo::domain {
namespace {

struct thread_list {
  std::mutex mutex;
  std::map<std::string, std::int32_t> by_name;

  void add(const std::string& name, std::int32_t count) {
    const std::lock_guard lock{mutex};
    change(name, count);
  }
  void move(const std::string& from, const std::string& to) {
    const std::lock_guard lock{mutex};
    change(from, -1);
    change(to, 1);
  }

private:
  void change(const std::string& name, std::int32_t count) {
    if ((by_name[name] += count) == 0) by_name.erase(name);
  }
};

thread_local std::string own_name;

/// Never taken apart: a thread may outlive main() when the process is left as it is.
thread_list& list() {
  static auto* const kept = new thread_list;
  return *kept;
}

void show(const std::string& name) {
  constexpr std::size_t longest = 15;  // of Linux
  pthread_setname_np(pthread_self(), name.substr(0, longest).c_str());
}

void rename(std::string name) {
  list().move(own_name, name);
  own_name = std::move(name);
  show(own_name);
}

}  // namespace

std::jthread start_thread(std::string name, std::function<void(const std::stop_token&)> work) {
  list().add(name, 1);
  return std::jthread{[name = std::move(name), work = std::move(work)](const std::stop_token& stop) {
    show(own_name = name);
    work(stop);
    list().add(name, -1);
  }};
}

std::map<std::string, std::int32_t> running_threads() {
  const std::lock_guard lock{list().mutex};
  return list().by_name;
}

thread_name::thread_name(std::string name) : outer_(own_name) {
  if (!outer_.empty()) rename(std::move(name));
}

thread_name::~thread_name() {
  if (!outer_.empty()) rename(std::move(outer_));
}

}  // namespace homigo::domain
