#include "app/command_line.hpp"

#include <charconv>

namespace homigo::app {
namespace {

int parse_port(const std::string& text) {
  int port = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || port < 1 || port > 65535)
    throw usage_error{"--port takes a number from 1 to 65535."};
  return port;
}

}  // namespace

const char* const usage =
    "usage: homigo_server serve   --config FILE [--set section.key=value …]\n"
    "       homigo_server migrate --config FILE\n"
    "       homigo_server import  --config FILE [--place-by-city] FILE.csv …\n"
    "       homigo_server admin create --email ADDRESS --config FILE\n"
    "       homigo_server probe   --port N\n";

command_line parse_command_line(const std::vector<std::string>& arguments) {
  if (arguments.empty()) throw usage_error{"A verb is needed."};
  command_line line;
  line.verb = arguments.front();
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const auto& word = arguments[i];
    const auto value = [&]() -> const std::string& {
      if (i + 1 == arguments.size()) throw usage_error{word + " needs a value."};
      return arguments[++i];
    };
    if (word == "--config")
      line.config = value();
    else if (word == "--set")
      line.overrides.push_back(value());
    else if (word == "--email")
      line.email = value();
    else if (word == "--port")
      line.port = parse_port(value());
    else if (word == "--place-by-city")
      line.place_by_city = true;
    else if (word.starts_with("--"))
      throw usage_error{"There is no flag " + word + "."};
    else
      line.words.push_back(word);
  }
  return line;
}

}  // namespace homigo::app
