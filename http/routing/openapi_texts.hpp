// The words of the OpenAPI document that belong to no single route: tags by address, parameters by name, statuses.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "http/routing/route.hpp"

namespace homigo::http {

struct api_tag {
  std::string_view name;
  std::string_view description;
};

std::string_view api_description();
std::span<const api_tag> api_tags();

/// The tag of a full path; empty when nobody has given its first segment a tag.
std::string_view tag_of(std::string_view full_path);

/// What a parameter or header of this name means everywhere; empty when its name has to do.
std::string_view parameter_text(std::string_view name);

/// A route's own description, then who may call it, how often, and how it may be repeated.
std::string description_of(const route& entry);

/// What a status means as an answer here.
std::string_view status_text(unsigned status);

}  // namespace homigo::http
