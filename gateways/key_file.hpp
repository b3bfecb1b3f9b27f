// Keys that belong to one installation: made at the first start, kept in a file that only its owner may read.
#pragma once

#include <filesystem>

#include "domain/bytes.hpp"
#include "domain/random.hpp"

namespace homigo::gateways {

inline constexpr std::size_t key_octets = 32;

/// The key in `file` (hexadecimal), made of `random` when there is none yet; the folder is made too. Of processes that
/// start at once, all get the same key. Throws std::runtime_error when the file cannot be used.
domain::bytes load_or_make_key(const std::filesystem::path& file, domain::random_source& random);

}  // namespace homigo::gateways
