// What a person's device hears while it is connected.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace homigo::actors {

/// Durable events of this user up to `seq` are committed. With `data`, the JSON of event `seq`, a device that has had
/// all before it needs no rows.
struct events_committed {
  std::int64_t seq = 0;
  std::string event;
  std::shared_ptr<const std::string> data;
};

/// One device's connection. Called on any thread; must not block.
class push_sink {
public:
  virtual ~push_sink() = default;
  virtual void events_committed(const actors::events_committed& news) = 0;
  /// An event without a number: typing, presence. `frame` is the finished JSON.
  virtual void volatile_event(std::shared_ptr<const std::string> frame) = 0;
};

}  // namespace homigo::actors
