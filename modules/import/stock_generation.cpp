#include "modules/import/stock_generation.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "domain/kernel/threads/thread.hpp"
#include "modules/import/shared_pictures.hpp"
#include "modules/import/stock_tokens.hpp"
#include "modules/users/secrets/private_file.hpp"

namespace homigo::modules {
namespace {

/// A batch of one kind. Its token lines stay in their place, so that the file is the same whoever wrote which batch.
struct task {
  bool of_hosts;
  stock::batch_key key;
  std::string token_lines;
};

std::vector<task> plan(const generation_options& options) {
  std::vector<task> tasks;
  const auto add = [&](bool of_hosts, std::size_t postings) {
    for (std::size_t first = 0; first < postings; first += stock::batch_size)
      tasks.push_back(
          {of_hosts, {options.seed, first / stock::batch_size, std::min(stock::batch_size, postings - first)}, {}});
  };
  add(true, options.listings);
  add(false, options.requirements);
  return tasks;
}

class generator {
public:
  generator(const generation_options& options, const generation_ports& ports, const generation_progress& progress)
      : options_(options),
        ports_(ports),
        progress_(progress),
        now_(ports.clock.now()),
        pictures_(shared_pictures(ports.store)),
        tasks_(plan(options)) {}

  generation_report run() {
    std::optional<private_file> file;
    if (options_.token_file) file.emplace(*options_.token_file);
    in_parallel();
    if (report_.listings_added + report_.requirements_added > 0) ports_.repository.tidy();
    if (file) {
      file->write(token_file_header);
      for (const auto& each : tasks_) file->write(each.token_lines);
      file->keep();
    }
    return report_;
  }

private:
  /// The first failure ends all threads after their present batch.
  void in_parallel() {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::max<std::size_t>(options_.threads, 1); ++i)
      threads.push_back(domain::start_thread("generation", [this](const std::stop_token&) { work(); }));
    for (auto& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

  void work() {
    try {
      for (auto i = next_++; i < tasks_.size() && !failed_; i = next_++) {
        auto& each = tasks_[i];
        const bool is_new = each.of_hosts ? offer(each) : seek(each);
        account_for(each, is_new);
      }
    } catch (...) {
      const std::lock_guard lock{mutex_};
      if (!failed_.exchange(true)) failure_ = std::current_exception();
    }
  }

  bool offer(task& each) {
    const auto hosts = stock::draw_hosts(each.key, now_);
    return add(each, hosts, [&](const auto& sessions) { ports_.repository.add_hosts(hosts, pictures_, sessions); });
  }

  bool seek(task& each) {
    const auto tenants = stock::draw_tenants(each.key, now_);
    return add(each, tenants, [&](const auto& sessions) { ports_.repository.add_tenants(tenants, sessions); });
  }

  template <class People, class Insert>
  bool add(task& each, const People& people, Insert&& insert) {
    std::vector<persistence::generated_session> sessions;
    if (options_.token_file)
      for (const auto& person : people) {
        sessions.push_back(generated_session_of(ports_.secrets, person.account.user_id, now_));
        each.token_lines += token_file_line(ports_.secrets, person);
      }
    const bool is_new = !ports_.repository.has_account(people.front().account.user_id);
    if (is_new)
      insert(sessions);
    else if (!sessions.empty())
      ports_.repository.sign_in(sessions);
    return is_new;
  }

  void account_for(const task& each, bool is_new) {
    const std::lock_guard lock{mutex_};
    auto& count = each.of_hosts ? (is_new ? report_.listings_added : report_.listings_present)
                                : (is_new ? report_.requirements_added : report_.requirements_present);
    count += each.key.postings;
    done_ += each.key.postings;
    progress_(done_, options_.listings + options_.requirements);
  }

  const generation_options& options_;
  const generation_ports& ports_;
  const generation_progress& progress_;
  const domain::instant now_;
  const std::array<persistence::photo_record, 3> pictures_;
  std::vector<task> tasks_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;  // guards what follows
  std::exception_ptr failure_;
  generation_report report_;
  std::size_t done_ = 0;
};

}  // namespace

generation_report generate_stock(const generation_options& options, const generation_ports& ports,
                                 const generation_progress& progress) {
  return generator{options, ports, progress}.run();
}

}  // namespace homigo::modules
