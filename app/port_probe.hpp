// Asks a node on this machine whether it is ready, for scripts on machines without an HTTP client.
#pragma once

namespace homigo::app {

/// Within two seconds; false too when nobody listens.
bool answers_ready(int port);

}  // namespace homigo::app
