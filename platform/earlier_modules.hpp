// The modules that are made already, for those after them: what a module needs of another it asks for by type.
#pragma once

#include <stdexcept>
#include <typeindex>
#include <unordered_map>

namespace homigo::platform {

class earlier_modules {
public:
  template <class Module>
  void add(Module& made) {
    made_.emplace(typeid(Module), &made);
  }

  /// Throws std::logic_error for one that comes later in the order of modules/CMakeLists.txt, or not at all.
  template <class Module>
  Module& get() const {
    const auto found = made_.find(typeid(Module));
    if (found == made_.end()) throw std::logic_error{std::string{"no module made yet is a "} + typeid(Module).name()};
    return *static_cast<Module*>(found->second);
  }

private:
  std::unordered_map<std::type_index, void*> made_;
};

}  // namespace homigo::platform
