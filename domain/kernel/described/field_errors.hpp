// One fault is told once, whichever rules it breaks.
#pragma once

#include <vector>

#include "domain/kernel/errors/errc.hpp"

namespace homigo::domain {

/// Adds those of `more` that say something new. A value that is wrong in itself, or in a part of it, is not told again
/// for what other rules make of it; nor is a value that was only compared with it.
void add_unless_told(std::vector<field_error>& errors, std::vector<field_error> more);

}  // namespace homigo::domain
