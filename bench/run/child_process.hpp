// Other programs: started, listened to, ended.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace homigo::bench {

/// A program that runs until it is told to stop. Throws std::system_error when it cannot be started.
class child_process {
public:
  /// Its output goes to `log`, appended.
  child_process(const std::string& program, const std::vector<std::string>& arguments, const std::string& log);
  /// SIGTERM, then SIGKILL after 30 s.
  ~child_process();
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;

  pid_t pid() const { return pid_; }
  bool is_alive();
  void stop();

private:
  pid_t pid_;
};

/// Runs a program to its end and gives what it said, both streams. Throws std::runtime_error when it fails.
std::string output_of(const std::string& program, const std::vector<std::string>& arguments);

/// Resident bytes of a process.
std::size_t resident_bytes(pid_t pid);

}  // namespace homigo::bench
