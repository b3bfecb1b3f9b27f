// What devices can be told of a batch's events without reading rows again.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "actors/runtime/commit_lane.hpp"

namespace homigo::actors {

/// Of one committed batch; refers to what it is made from.
class committed_data {
public:
  committed_data(const std::vector<group_request>& groups, const std::vector<group_outcome>& outcomes)
      : groups_(groups), outcomes_(outcomes) {}

  /// The JSON that the API shows of the event; null where it takes rows that the commit does not have. Written once for
  /// all who get it.
  std::shared_ptr<const std::string> of(const domain::user_event& event) const;

private:
  std::shared_ptr<const std::string> written(const domain::user_event& event) const;

  const std::vector<group_request>& groups_;
  const std::vector<group_outcome>& outcomes_;
  mutable std::map<std::pair<std::int32_t, std::int32_t>, std::shared_ptr<const std::string>> by_item_;
};

}  // namespace homigo::actors
