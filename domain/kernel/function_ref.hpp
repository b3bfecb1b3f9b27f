// A parameter that is called before the callee returns: a reference to the callable, nothing copied or allocated.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace homigo::domain {

template <class Signature>
class function_ref;

/// std::function is for what is kept; this must not outlive the call it is passed to.
template <class R, class... A>
class function_ref<R(A...)> {
public:
  template <class F>
  requires(!std::same_as<std::remove_cvref_t<F>, function_ref> && std::is_invocable_r_v<R, F&, A...>)
      function_ref(F&& callable)  // NOLINT(bugprone-forwarding-reference-overload): constrained above
  noexcept                        // implicit, as of std::function
      : callable_(const_cast<void*>(static_cast<const void*>(std::addressof(callable)))),
        call_([](void* at, A... given) -> R {
          auto& target = *static_cast<std::remove_reference_t<F>*>(at);
          if constexpr (std::is_void_v<R>)
            std::invoke(target, std::forward<A>(given)...);
          else
            return std::invoke(target, std::forward<A>(given)...);
        }) {}

  R operator()(A... given) const { return call_(callable_, std::forward<A>(given)...); }

private:
  void* callable_;
  R (*call_)(void*, A...);
};

}  // namespace homigo::domain
