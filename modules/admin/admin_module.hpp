// For operators and what watches over the node: health, figures, the state of its actors.
#pragma once

#include "modules/admin/routes/ops.hpp"
#include "persistence/postgres/jobs/job_table.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class feed_module;

class admin_module {
public:
  admin_module(const platform::offer& platform, const platform::earlier_modules& earlier);
  /// `node` is read at each request, so that what is registered later counts too.
  void add_to(platform::registry& node);

private:
  http::jobs_report jobs();

  const platform::offer& platform_;
  postgres::job_table job_rows_;
  feed_module& feed_;
};

}  // namespace homigo::modules
