// The SAX handler behind read_json: a stack of open objects and lists, filled through field tables.
#pragma once

#include <rapidjson/rapidjson.h>

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "codec/json_reader.hpp"
#include "codec/raw_recorder.hpp"

namespace homigo::codec {

class object_builder {
public:
  object_builder(const domain::type_descriptor& type, void* object, const read_options& options);

  std::vector<domain::field_error> take_errors() { return std::move(errors_); }
  /// Why the text is refused as a whole; empty when it is not.
  const std::string& refusal() const { return refusal_; }

  // RapidJSON's handler concept: false stops the parse.
  bool Null();
  bool Bool(bool value);
  bool Int(int value) { return Int64(value); }
  bool Uint(unsigned value) { return Int64(value); }
  bool Int64(std::int64_t value);
  bool Uint64(std::uint64_t value);
  bool Double(double value);
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
  bool String(const char* text, rapidjson::SizeType length, bool copy);
  bool StartObject();
  bool Key(const char* text, rapidjson::SizeType length, bool copy);
  bool EndObject(rapidjson::SizeType);
  bool StartArray();
  bool EndArray(rapidjson::SizeType);

private:
  /// Tables have at most 52 fields (Boost.Describe's limit).
  struct frame {
    const domain::type_descriptor* type;
    void* object;
    std::size_t path_length;
    bool fresh;  // made by this text, so that its required fields must be there
    std::bitset<64> seen{};
    std::vector<std::string> unknown{};
  };
  /// Where the next value goes; `type` is null when it is to be ignored.
  struct slot {
    const domain::type_descriptor* type = nullptr;
    void* object = nullptr;
    bool fresh = false;
    const domain::field_descriptor* field = nullptr;  // of the open object; null in lists
  };

  slot next_slot();
  /// A slot for a value that is not null: an optional is given its value.
  slot filled_slot();
  void end_value();
  void add_error(std::string code, std::string message);
  bool mismatch(const domain::type_descriptor& type);
  bool refuse(std::string why);
  bool refuse_root();
  bool skip_scalar();
  bool begins_raw(const slot& at);
  bool open_raw();
  bool is_storable(std::string_view text);
  bool set_number(double value);
  void set_text(const domain::type_descriptor& type, void* object, std::string_view text);
  void check_required(const frame& top);

  const domain::type_descriptor& root_;
  void* root_object_;
  read_options options_;
  std::vector<frame> stack_;
  std::string path_;
  slot pending_;
  std::size_t skipping_ = 0;  // depth inside a value that is ignored
  raw_recorder recorder_;
  std::vector<domain::field_error> errors_;
  std::string refusal_;
};

}  // namespace homigo::codec
