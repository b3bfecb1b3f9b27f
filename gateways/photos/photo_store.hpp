// Keeps picture files by the hash of their content: the same picture is one file, and a file never changes.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace homigo::gateways {

/// SHA-256 of the content in hexadecimal and the extension: `9f86…0a08.jpg`.
std::string photo_key(std::string_view content, std::string_view extension);

/// Whether `text` is a key that photo_key can have made. Nothing else reaches the file system.
bool is_photo_key(std::string_view text);

/// Thread-safe. Trouble with the disk throws domain::unavailable (storage_unavailable), and is over when the disk is in
/// order again. Keys that are none throw std::invalid_argument, but
/// are simply unknown to read().
class photo_store {
public:
  virtual ~photo_store() = default;
  /// On return the file survives a crash. A file that is there already is left as it is.
  virtual void put(const std::string& key, std::string_view content) = 0;
  virtual std::optional<std::string> read(std::string_view key) const = 0;
  /// No error when there is no such file.
  virtual void erase(const std::string& key) = 0;
};

/// Where photos stand in the data folder.
inline std::filesystem::path photo_folder(const std::filesystem::path& data_folder) { return data_folder / "photos"; }

/// Files `<folder>/<first two digits>/<key>`; makes the folder.
std::unique_ptr<photo_store> make_file_photo_store(const std::filesystem::path& folder);

}  // namespace homigo::gateways
