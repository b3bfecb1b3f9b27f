#include "app/product.hpp"

#include <tuple>
#include <type_traits>

#include "app/module_list.hpp"  // written by CMake

namespace homigo::app {

template <class Module>
void product::make(const platform::offer& offered) {
  auto made = std::make_shared<Module>(offered, made_);
  made_.add(*made);
  modules_.push_back({made, [&m = *made](platform::registry& node) { m.add_to(node); }});
}

product::product(const platform::offer& offered) {
  [&]<class... Modules>(std::type_identity<std::tuple<Modules...>>) {
    (make<Modules>(offered), ...);
  }(std::type_identity<module_list>{});
}

product::~product() {
  while (!modules_.empty()) modules_.pop_back();
}

void product::add_to(platform::registry& node) {
  for (const auto& each : modules_) each.add_to(node);
}

http::authenticator& product::authenticator() { return made_.get<modules::users_module>().authenticator(); }

}  // namespace homigo::app
