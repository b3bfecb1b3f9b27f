// Reads `section.key = value` lines and command line overrides into settings structs, through their field tables.
//
//   # comment
//   environment = production
//   database.pool_size = 16
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.hpp"
#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::config {

/// One sentence that tells the operator what is wrong, with the file and line where there is one.
struct bad_setting : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class loader {
public:
  /// All sections of `all`, which must outlive the loader.
  explicit loader(settings& all);
  /// A section that belongs to another room (http).
  template <class T>
  void add_section(std::string_view name, T& object) {
    sections_.push_back({std::string{name}, &domain::descriptor<T>(), &object});
  }

  /// Later files and overrides win. All throw bad_setting.
  void read_file(const std::filesystem::path& path);
  void read_text(std::string_view text, std::string_view source);
  /// `assignment` is "section.key=value", as after --set.
  void override_with(std::string_view assignment);
  /// What concerns several settings; call it last.
  void check() const;

private:
  struct known_section {
    std::string name;  // empty: keys without a section
    const domain::type_descriptor* type;
    void* object;
  };
  void assign(std::string_view line, const std::string& where);
  std::vector<std::string> all_names() const;
  const known_section& find_section(std::string_view name, const std::string& where) const;

  settings& all_;
  std::vector<known_section> sections_;
};

}  // namespace homigo::config
