#include "modules/import/import_report.hpp"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <stdexcept>

namespace homigo::modules {

import_report::import_report(std::ostream& out, bool verbose, const std::filesystem::path& lines)
    : out_(out), verbose_(verbose) {
  if (lines.empty()) return;
  lines_ = std::make_unique<std::ofstream>(lines, std::ios::trunc);
  if (!*lines_) throw std::runtime_error{"the report " + lines.string() + " cannot be written"};
}

import_report::~import_report() = default;

void import_report::tell_line(const std::string& line) {
  if (verbose_) out_ << line << '\n';
  if (lines_) *lines_ << line << '\n';
}

void import_report::refused(const std::filesystem::path& file, std::size_t line, const std::vector<refusal>& reasons) {
  std::string all;
  for (const auto& reason : reasons) {
    all.append(all.empty() ? "" : "; ").append(reason.text);
    ++causes_[reason.cause];
  }
  tell_line(file.string() + ':' + std::to_string(line) + ": " + all);
  ++rows_;
}

void import_report::unreadable(const std::filesystem::path& file, const std::string& why) {
  out_ << file.string() << ": " << why << '\n';
  if (lines_) *lines_ << file.string() << ": " << why << '\n';
}

void import_report::end(const std::string& totals) {
  std::vector<std::pair<std::string, std::size_t>> by_count{causes_.begin(), causes_.end()};
  std::ranges::stable_sort(by_count, std::ranges::greater{}, [](const auto& cause) { return cause.second; });
  for (const auto& [cause, count] : by_count) out_ << "refused " << count << ": " << cause << '\n';
  out_ << totals << ", refused " << rows_ << '\n';
  if (lines_ && !lines_->flush()) throw std::runtime_error{"the report could not be written to its end"};
}

}  // namespace homigo::modules
