// Until when what the calling thread does is worth finishing: set where a request's work begins, kept where it waits.
#pragma once

#include <chrono>

namespace homigo::domain {

/// For the thread and the scope that it stands in; another one inside of it holds in its place.
class work_deadline {
public:
  using moment = std::chrono::steady_clock::time_point;

  explicit work_deadline(moment until);
  ~work_deadline();
  work_deadline(const work_deadline&) = delete;
  work_deadline& operator=(const work_deadline&) = delete;

  /// moment::max() outside of all such scopes: work that nobody waits for.
  static moment current();
  static bool has_passed() { return current() <= std::chrono::steady_clock::now(); }

private:
  moment outer_;
};

}  // namespace homigo::domain
