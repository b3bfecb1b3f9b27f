// The words of the OpenAPI document that belong to no single route: headings by address, parameters by name, statuses.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "http/routing/route.hpp"

namespace homigo::http {

std::string_view api_description();

/// The heading of a full path; empty when there is none for it.
std::string_view tag_of(std::span<const route_tag> tags, std::string_view full_path);

/// What a parameter or header of this name means on every route; empty when its name has to do.
std::string_view shared_parameter_text(std::string_view name);
/// What it means on this one.
std::string parameter_text(const route& entry, std::string_view name);

/// A route's own description, then who may call it, how often, and how it may be repeated.
std::string description_of(const route& entry);

/// What a status means as an answer here.
std::string_view status_text(unsigned status);

}  // namespace homigo::http
