#include "codec/text_map.hpp"

#include <rapidjson/document.h>

#include <stdexcept>

namespace homigo::codec {

std::map<std::string, std::string> read_text_map(std::string_view json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseNumbersAsStringsFlag>(json.data(), json.size());
  if (!document.IsObject()) throw std::runtime_error("unreadable variables of our own");
  std::map<std::string, std::string> out;
  for (const auto& member : document.GetObject())
    if (member.value.IsString())
      out.emplace(member.name.GetString(), std::string{member.value.GetString(), member.value.GetStringLength()});
  return out;
}

}  // namespace homigo::codec
