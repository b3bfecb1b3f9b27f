// Which SQL texts are prepared, so that PostgreSQL parses and plans each once for a connection and not at every use.
#pragma once

#include <optional>
#include <string>

namespace homigo::postgres {

/// The name under which connections prepare this text. The first few hundred texts of the process get one: statements
/// that are put together from optional parts could otherwise fill a connection's memory. Thread-safe.
std::optional<std::string> statement_name(const std::string& sql);

}  // namespace homigo::postgres
