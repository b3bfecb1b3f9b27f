#include "modules/import/listing_import.hpp"

#include <array>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "codec/tabular_text.hpp"
#include "modules/import/demo_hosts.hpp"
#include "modules/import/import_report.hpp"
#include "modules/import/listing_import_repository.hpp"
#include "modules/import/shared_pictures.hpp"

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

struct unreadable_file : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string text_of(const fs::path& path) {
  try {
    return codec::utf8_table(read_file(path));
  } catch (const std::exception& e) {
    throw unreadable_file{e.what()};
  }
}

advertisement_file opened(const std::string& text, const column_map& renamed) {
  try {
    return advertisement_file{text, renamed};
  } catch (const std::runtime_error& e) {
    throw unreadable_file{e.what()};
  }
}

/// What all imported listings share; made when the first of them comes.
struct shared_things {
  std::array<persistence::photo_record, 3> pictures;
  std::vector<domain::uuid> hosts;
};

class importer {
public:
  importer(const import_options& options, const import_ports& ports, std::ostream& report, std::ostream& progress)
      : options_(options),
        ports_(ports),
        report_(report, options.verbose, options.lines),
        progress_(progress),
        now_(ports.clock.now()) {}

  int run() {
    int status = 0;
    for (const auto& path : options_.files) {
      try {
        import_file(path);
      } catch (const unreadable_file& e) {
        report_.unreadable(path, e.what());
        status = 1;
      }
    }
    report_.end(options_.dry_run
                    ? "would import " + std::to_string(imported_)
                    : "imported " + std::to_string(imported_) + ", already there " + std::to_string(present_));
    return status;
  }

private:
  void import_file(const fs::path& path) {
    const auto text = text_of(path);
    auto file = opened(text, options_.renamed);
    std::unordered_map<std::string, std::size_t> occurrences;
    while (const auto row = file.next()) {
      if (row->content)
        take(*row->content, occurrences, path, row->line);
      else
        report_.refused(path, row->line, {{row->trouble, row->trouble}});
      if (batch_.size() == batch_rows) flush();
    }
    flush();
    progress_ << '\n';
  }

  void take(const advertisement& row, std::unordered_map<std::string, std::size_t>& occurrences, const fs::path& path,
            std::size_t line) {
    const auto source_ref = row.fingerprint(occurrences[row.fingerprint(0)]++);
    auto made = translate(row, source_ref, {options_.place_by_city, domain::india_day(now_)});
    if (!made.reasons.empty()) return report_.refused(path, line, made.reasons);
    if (options_.dry_run) {
      ++imported_;
      return;
    }
    const auto host = demo_host_for(made.host_category, row["city"], row["locality"]);
    batch_.push_back({ports_.ids.next(),
                      shared().hosts[host],
                      source_ref,
                      std::move(made.content),
                      now_,
                      now_ + options_.validity,
                      {ports_.ids.next(), ports_.ids.next(), ports_.ids.next()}});
  }

  const shared_things& shared() {
    if (!shared_)
      shared_ =
          shared_things{shared_pictures(ports_.store), ports_.repository.ensure_hosts(demo_hosts(ports_.ids), now_)};
    return *shared_;
  }

  void flush() {
    if (!batch_.empty()) {
      const auto added = ports_.repository.insert(batch_, shared().pictures);
      imported_ += added;
      present_ += batch_.size() - added;
      batch_.clear();
    }
    progress_ << "\rimporting: " << imported_ + present_ + report_.refused_rows() << " rows" << std::flush;
  }

  const import_options& options_;
  const import_ports& ports_;
  import_report report_;
  std::ostream& progress_;
  const domain::instant now_;
  std::optional<shared_things> shared_;
  std::vector<persistence::imported_listing> batch_;
  std::size_t imported_ = 0;
  std::size_t present_ = 0;
};

}  // namespace

int import_listings(const import_options& options, const import_ports& ports, std::ostream& report,
                    std::ostream& progress) {
  return importer{options, ports, report, progress}.run();
}

}  // namespace homigo::modules
