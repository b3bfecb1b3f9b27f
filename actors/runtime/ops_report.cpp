#include "actors/runtime/ops_report.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::actors {

HOMIGO_TABLE(latency_figures)
HOMIGO_TABLE(kind_figures)
HOMIGO_TABLE(lane_figures)
HOMIGO_TABLE(ops_report)

}  // namespace homigo::actors
