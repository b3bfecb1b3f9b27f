// What keeps people safe from each other: blocks.
#pragma once

#include "modules/safety/block_repository.hpp"
#include "modules/safety/blocks.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class safety_module {
public:
  safety_module(const platform::offer& platform, const platform::earlier_modules& earlier);
  void add_to(platform::registry& node);

private:
  const platform::offer& platform_;
  persistence::block_repository block_rows_;
  modules::blocks blocks_;
};

}  // namespace homigo::modules
