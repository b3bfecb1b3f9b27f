// The reference that apps fetch at their start: vocabularies, prices, limits.
#pragma once

#include "modules/reference/business_settings.hpp"
#include "modules/reference/reference_book.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class reference_module {
public:
  reference_module(const platform::offer& platform, const platform::earlier_modules&);
  void add_to(platform::registry& node);

private:
  persistence::business_settings setting_rows_;
  reference_book book_;
};

}  // namespace homigo::modules
