// All open connections: counted against their limits, and found again when the node drains.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace homigo::http {

/// One connection as the table sees it. Both are called from any thread.
class connection {
public:
  virtual ~connection() = default;
  /// Finish what is being answered, then close; WebSockets close with 1012.
  virtual void drain() = 0;
  /// Close now.
  virtual void abort() = 0;
};

class connection_table : public std::enable_shared_from_this<connection_table> {
public:
  enum class verdict : std::uint8_t { admitted, full, address_full };

  /// A place in the table; gives it back when destroyed. Moves from the HTTP session to the WebSocket it becomes.
  class place {
  public:
    place() = default;
    place(std::shared_ptr<connection_table> table, std::uint64_t id, std::string address)
        : table_(std::move(table)), id_(id), address_(std::move(address)) {}
    place(place&&) = default;
    place& operator=(place&&) = delete;
    ~place() {
      if (table_) table_->leave(id_, address_);
    }
    /// Who answers drain() and abort() here from now on. Drains it at once when draining has begun already.
    void occupy(const std::shared_ptr<connection>& who) {
      if (table_) table_->occupy(id_, who);
    }
    const std::string& address() const { return address_; }

  private:
    std::shared_ptr<connection_table> table_;
    std::uint64_t id_ = 0;
    std::string address_;
  };

  connection_table(std::size_t limit, std::size_t limit_per_address)
      : limit_(limit), limit_per_address_(limit_per_address) {}

  struct admission {
    verdict outcome;
    place taken;
  };
  /// A proxy brings many clients from one address: only the limit of all counts for it.
  admission enter(const std::string& address, bool is_proxy = false);

  /// `empty` is called once, when the last connection has left; at once when there is none.
  void drain(std::function<void()> empty);
  /// Ends the waiting: aborts who is still there, and calls `empty` if it was not called yet.
  void give_up();
  bool draining() const { return draining_; }
  std::size_t size() const;

private:
  friend class place;
  void occupy(std::uint64_t id, const std::shared_ptr<connection>& who);
  void leave(std::uint64_t id, const std::string& address);
  std::vector<std::shared_ptr<connection>> occupants() const;

  const std::size_t limit_;
  const std::size_t limit_per_address_;
  mutable std::mutex mutex_;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, std::weak_ptr<connection>> places_;
  std::unordered_map<std::string, std::size_t> by_address_;
  std::atomic<bool> draining_{false};  // changes under the mutex
  std::function<void()> on_empty_;
};

}  // namespace homigo::http
