// Writes one JSON value down again while it is parsed, for fields whose JSON passes through unread.
#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>

#include "domain/kernel/described/described.hpp"

namespace homigo::codec {

class raw_recorder {
public:
  bool active() const { return target_ != nullptr; }
  /// Open objects and lists of the value that is being written down.
  std::size_t depth() const { return writer_.depth(); }
  void begin(domain::raw_json* target) {
    target_ = target;
    buffer_.Clear();
    writer_.Reset(buffer_);
  }
  /// Replays one SAX event; finishes by itself when the value is complete.
  template <class Event>
  bool record(Event&& event) {
    if (!event(writer_)) return false;
    if (writer_.IsComplete()) {
      target_->text.assign(buffer_.GetString(), buffer_.GetSize());
      target_ = nullptr;
    }
    return true;
  }

private:
  domain::raw_json* target_ = nullptr;
  rapidjson::StringBuffer buffer_;
  /// RapidJSON's writer, telling its depth.
  struct counting_writer : rapidjson::Writer<rapidjson::StringBuffer> {
    using Writer::Writer;
    std::size_t depth() const { return level_stack_.GetSize() / sizeof(Level); }
  };
  counting_writer writer_{buffer_};
};

}  // namespace homigo::codec
