#include "modules/listing_import.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "modules/advertisement_file.hpp"
#include "modules/demo_hosts.hpp"
#include "modules/shared_pictures.hpp"
#include "persistence/listing_import_repository.hpp"

namespace homigo::modules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t batch_rows = 500;
constexpr std::uintmax_t max_file_bytes = std::uintmax_t{512} * 1024 * 1024;

std::string read_file(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in || fs::is_directory(path)) throw std::runtime_error{"the file cannot be read"};
  if (fs::is_regular_file(path) && fs::file_size(path) > max_file_bytes)
    throw std::runtime_error{"the file is larger than 512 MiB"};
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

class importer {
public:
  importer(const import_options& options, const import_ports& ports, std::ostream& report, std::ostream& progress)
      : options_(options),
        ports_(ports),
        report_(report),
        progress_(progress),
        now_(ports.clock.now()),
        pictures_(shared_pictures(ports.store)),
        hosts_(ports.repository.ensure_hosts(demo_hosts(ports.ids), now_)) {}

  int run() {
    int status = 0;
    for (const auto& path : options_.files) {
      try {
        import_file(path);
      } catch (const unreadable_file& e) {
        report_ << path.string() << ": " << e.what() << '\n';
        status = 1;
      }
    }
    report_ << "imported " << imported_ << ", already there " << present_ << ", refused " << refused_ << '\n';
    return status;
  }

private:
  struct unreadable_file : std::runtime_error {
    using std::runtime_error::runtime_error;
  };

  static std::string text_of(const fs::path& path) {
    try {
      return read_file(path);
    } catch (const std::exception& e) {
      throw unreadable_file{e.what()};
    }
  }

  static advertisement_file opened(const std::string& text) {
    try {
      return advertisement_file{text};
    } catch (const std::runtime_error& e) {
      throw unreadable_file{e.what()};
    }
  }

  void import_file(const fs::path& path) {
    const auto text = text_of(path);
    auto file = opened(text);
    std::unordered_map<std::string, std::size_t> occurrences;
    while (const auto row = file.next()) {
      if (row->content)
        take(*row->content, occurrences, path, row->line);
      else
        refuse(path, row->line, row->trouble);
      if (batch_.size() == batch_rows) flush();
    }
    flush();
    progress_ << '\n';
  }

  void take(const advertisement& row, std::unordered_map<std::string, std::size_t>& occurrences, const fs::path& path,
            std::size_t line) {
    const auto source_ref = row.fingerprint(occurrences[row.fingerprint(0)]++);
    const auto available = std::chrono::floor<std::chrono::days>(now_);
    auto made = translate(row, source_ref, {options_.place_by_city, available});
    if (!made.reasons.empty()) {
      std::string all;
      for (const auto& reason : made.reasons) all += (all.empty() ? "" : "; ") + reason;
      return refuse(path, line, all);
    }
    const auto host = demo_host_for(made.host_category, row["city"], row["locality"]);
    batch_.push_back({ports_.ids.next(),
                      hosts_[host],
                      source_ref,
                      std::move(made.content),
                      now_,
                      now_ + options_.validity,
                      {ports_.ids.next(), ports_.ids.next(), ports_.ids.next()}});
  }

  void refuse(const fs::path& path, std::size_t line, const std::string& reason) {
    report_ << path.string() << ':' << line << ": " << reason << '\n';
    ++refused_;
  }

  void flush() {
    const auto added = ports_.repository.insert(batch_, pictures_);
    imported_ += added;
    present_ += batch_.size() - added;
    batch_.clear();
    progress_ << "\rimporting: " << imported_ + present_ + refused_ << " rows" << std::flush;
  }

  const import_options& options_;
  const import_ports& ports_;
  std::ostream& report_;
  std::ostream& progress_;
  const domain::instant now_;
  const std::array<persistence::photo_record, 3> pictures_;
  const std::vector<domain::uuid> hosts_;
  std::vector<persistence::imported_listing> batch_;
  std::size_t imported_ = 0;
  std::size_t present_ = 0;
  std::size_t refused_ = 0;
};

}  // namespace

int import_listings(const import_options& options, const import_ports& ports, std::ostream& report,
                    std::ostream& progress) {
  return importer{options, ports, report, progress}.run();
}

}  // namespace homigo::modules
