// Sets the process's log up: lines for people, or one JSON object a line for collectors.
#pragma once

#include "config/settings.hpp"

namespace homigo::app {

void start_logging(const config::log_settings& settings);

}  // namespace homigo::app
