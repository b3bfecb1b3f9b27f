// One example for each body that the API takes; tests validate and send every one.
#pragma once

#include <string_view>

namespace homigo::http {

/// The JSON text of a body of this type; empty when there is none.
std::string_view request_example(std::string_view type_name);

}  // namespace homigo::http
