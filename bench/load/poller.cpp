#include "bench/load/poller.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

namespace homigo::load {
namespace {

void require(bool done, const char* what) {
  if (!done) throw std::system_error{errno, std::generic_category(), what};
}

}  // namespace

poller::poller() : descriptor_(::epoll_create1(EPOLL_CLOEXEC)), events_{} { require(descriptor_ >= 0, "epoll"); }

poller::~poller() { ::close(descriptor_); }

void poller::watch(int descriptor, watcher& who) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = &who;
  require(::epoll_ctl(descriptor_, EPOLL_CTL_ADD, descriptor, &event) == 0, "epoll");
}

void poller::watch_writing(int descriptor, watcher& who, bool wanted) {
  epoll_event event{};
  event.events = wanted ? EPOLLIN | EPOLLOUT : EPOLLIN;
  event.data.ptr = &who;
  require(::epoll_ctl(descriptor_, EPOLL_CTL_MOD, descriptor, &event) == 0, "epoll");
}

void poller::forget(int descriptor) { ::epoll_ctl(descriptor_, EPOLL_CTL_DEL, descriptor, nullptr); }

void poller::wait(std::chrono::nanoseconds at_most) {
  at_most = std::max(at_most, std::chrono::nanoseconds::zero());
  const timespec limit{static_cast<time_t>(at_most.count() / 1'000'000'000), at_most.count() % 1'000'000'000};
  const int ready = ::epoll_pwait2(descriptor_, events_.data(), static_cast<int>(events_.size()), &limit, nullptr);
  require(ready >= 0 || errno == EINTR, "epoll");
  for (int i = 0; i < ready; ++i) static_cast<watcher*>(events_[static_cast<std::size_t>(i)].data.ptr)->ready();
}

}  // namespace homigo::load
