// What the server binary does for each verb; the value is the exit code.
#pragma once

#include "app/command_line.hpp"

namespace homigo::app {

int serve(const command_line& line);
int migrate(const command_line& line);
int import(const command_line& line);
int generate(const command_line& line);
int admin(const command_line& line);
/// 0 when the rows of the database do not contradict each other; otherwise each contradiction is a line.
int check(const command_line& line);
/// 0 when the settings are right; throws config::bad_setting otherwise.
int check_configuration(const command_line& line);
int tell_help(const command_line& line);
int tell_version(const command_line& line);

}  // namespace homigo::app
