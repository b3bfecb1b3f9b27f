#include "codec/text_member.hpp"

#include <rapidjson/reader.h>

#include "codec/utf8.hpp"

namespace homigo::codec {
namespace {

/// Ends the parse where the text is found.
class seeker : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, seeker> {
public:
  explicit seeker(std::string_view name) : name_(name) {}
  std::optional<std::string> found;

  bool Default() { return pass(); }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    if (!is_next_) return pass();
    found.emplace(text, length);
    return false;
  }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    is_next_ = depth_ == 1 && std::string_view{text, length} == name_;
    return true;
  }
  bool StartObject() { return ++depth_, pass(); }
  bool StartArray() { return ++depth_, pass(); }
  bool EndObject(rapidjson::SizeType) { return --depth_, pass(); }
  bool EndArray(rapidjson::SizeType) { return --depth_, pass(); }

private:
  bool pass() {
    is_next_ = false;
    return true;
  }

  std::string_view name_;
  std::size_t depth_ = 0;
  bool is_next_ = false;
};

}  // namespace

std::optional<std::string> text_member(std::string_view json, std::string_view name) {
  if (!is_utf8(json)) return std::nullopt;
  seeker handler{name};
  rapidjson::MemoryStream stream{json.data(), json.size()};
  rapidjson::Reader{}.Parse<rapidjson::kParseIterativeFlag>(stream, handler);
  return std::move(handler.found);
}

}  // namespace homigo::codec
