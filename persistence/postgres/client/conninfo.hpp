// What the setting database.url means: libpq's connection string and its URI brought into one form, and the sentences
// for what is wrong with it or with the database behind it. The password is in none of them.
#pragma once

#include <optional>
#include <string>

namespace homigo::postgres {

/// What an operator has to mend in the setting before anything connects; nothing when libpq can read it.
std::optional<std::string> conninfo_fault(const std::string& conninfo);

/// A key=value string for libpq with the time-outs that every connection needs, unless `conninfo` names its own, and
/// with this application name. Throws std::invalid_argument with the sentence of conninfo_fault().
std::string complete_conninfo(const std::string& conninfo, const std::string& application_name);

/// Which database does not answer, and why, in one sentence; `said` is libpq's message.
std::string connection_fault(const std::string& conninfo, const std::string& said);

}  // namespace homigo::postgres
