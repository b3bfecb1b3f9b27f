// All modules of the product, made in the order of modules/CMakeLists.txt.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::http {
class authenticator;
}

namespace homigo::app {

class product {
public:
  /// What is offered must outlive it.
  explicit product(const platform::offer& offered);
  /// The last is taken apart first.
  ~product();
  product(const product&) = delete;
  product& operator=(const product&) = delete;

  void add_to(platform::registry& node);
  http::authenticator& authenticator();

private:
  struct module {
    std::shared_ptr<void> made;
    std::function<void(platform::registry&)> add_to;
  };
  template <class Module>
  void make(const platform::offer& offered);

  platform::earlier_modules made_;
  std::vector<module> modules_;
};

}  // namespace homigo::app
