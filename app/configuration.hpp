// All settings of the process, from the shipped defaults, the file and the command line, in this order.
#pragma once

#include "actors/runtime/settings.hpp"
#include "app/command_line.hpp"
#include "config/settings.hpp"
#include "feed/settings.hpp"
#include "http/pipeline/settings.hpp"

namespace homigo::app {

struct configuration {
  config::settings all;
  http::settings http;
  actors::settings actors;
  feed::settings feed;
};

/// Throws config::bad_setting with one sentence.
configuration load_configuration(const command_line& line);

}  // namespace homigo::app
