#include "bench/run/people.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace homigo::bench {
namespace {

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, by);) parts.push_back(part);
  return parts;
}

}  // namespace

people read_people(const std::string& token_file) {
  std::ifstream in{token_file};
  people out;
  std::string line;
  std::getline(in, line);  // the header
  while (std::getline(in, line)) {
    const auto fields = split(line, ',');
    if (fields.size() != 4) throw std::runtime_error{token_file + " is no token file."};
    (fields[0] == "host" ? out.hosts : out.tenants).push_back({fields[1], fields[3], split(fields[2], ' ')});
  }
  if (out.hosts.empty() || out.tenants.empty())
    throw std::runtime_error{token_file + " cannot be read, or lacks hosts or tenants."};
  return out;
}

}  // namespace homigo::bench
