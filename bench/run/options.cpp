#include "bench/run/options.hpp"

#include <charconv>
#include <map>

namespace homigo::bench {
namespace {

std::uint64_t number(const std::string& flag, const std::string& text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value == 0 || value > 100'000'000)
    throw usage_error{flag + " takes a whole number from 1 on."};
  return value;
}

}  // namespace

const char* const usage =
    "usage: homigo_bench [WORK …] [--json] [--rounds R] [--seconds S] [--entities N] [--sockets N]\n"
    "         (--url URL | --server FILE --server-argument WORD …) --tokens FILE --database CONNINFO\n"
    "         --baseline CONNINFO --pgbench FILE --hello FILE [--node FILE] --folder bench\n"
    "       homigo_bench --grown LISTINGS:MS … [--json]\n"
    "works: feed feed-alone received swipe swipe-hot chat http swipe-web chat-web http-web memory websocket\n"
    "       cold-start\n";

options parse_options(const std::vector<std::string>& words) {
  options out;
  const std::map<std::string, std::uint64_t*> numbers{{"--rounds", &out.rounds},
                                                      {"--seconds", &out.seconds},
                                                      {"--entities", &out.entities},
                                                      {"--sockets", &out.sockets}};
  const std::map<std::string, std::string*> texts{
      {"--url", &out.url},           {"--server", &out.server},     {"--tokens", &out.tokens},
      {"--database", &out.database}, {"--baseline", &out.baseline}, {"--pgbench", &out.pgbench},
      {"--hello", &out.hello},       {"--node", &out.node},         {"--folder", &out.folder}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    const auto value = [&]() -> const std::string& {
      if (i + 1 == words.size()) throw usage_error{word + " needs a value."};
      return words[++i];
    };
    if (word == "--json")
      out.json = true;
    else if (word == "--grown")
      out.grown.push_back(value());
    else if (word == "--server-argument")
      out.server_arguments.push_back(value());
    else if (const auto found = numbers.find(word); found != numbers.end())
      *found->second = number(word, value());
    else if (const auto text = texts.find(word); text != texts.end())
      *text->second = value();
    else if (word.starts_with("--"))
      throw usage_error{"There is no flag " + word + "."};
    else
      out.works.push_back(word);
  }
  if (!out.grown.empty()) return out;
  if (out.url.empty() == out.server.empty()) throw usage_error{"Either --url or --server is needed."};
  if (out.tokens.empty() || out.database.empty()) throw usage_error{"--tokens and --database are needed."};
  return out;
}

}  // namespace homigo::bench
