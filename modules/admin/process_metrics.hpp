// The process as its operating system sees it, under the names that Prometheus' own client libraries use.
#pragma once

namespace homigo::metrics {
class registry;
}

namespace homigo::modules {

/// From /proc/self; what cannot be read is left out.
void add_process_metrics(metrics::registry& metrics);

}  // namespace homigo::modules
