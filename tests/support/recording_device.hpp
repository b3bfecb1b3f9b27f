// A device that writes down what it is told.
#pragma once

#include "actors/sessions/session_protocol.hpp"

namespace homigo::tests {

class recording_device final : public actors::push_sink {
public:
  void events_committed(const actors::events_committed& news) override {
    seqs.push_back(news.seq);
    data.push_back(news.data ? *news.data : "");
  }
  void volatile_event(std::shared_ptr<const std::string> frame) override { frames.push_back(*frame); }
  std::vector<std::int64_t> seqs;
  std::vector<std::string> data;  // of each, empty where rows have to be read
  std::vector<std::string> frames;
};

}  // namespace homigo::tests
