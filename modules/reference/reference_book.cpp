#include "modules/reference/reference_book.hpp"

#include <charconv>
#include <map>

#include "codec/json_writer.hpp"
#include "modules/reference/business_settings.hpp"

namespace homigo::modules {
namespace {

using setting_texts = std::map<std::string, std::string, std::less<>>;

constexpr std::chrono::minutes kept_for{1};

std::optional<std::int64_t> number(const setting_texts& settings, const std::string& key) {
  const auto found = settings.find(key);
  if (found == settings.end()) return std::nullopt;
  std::int64_t value = 0;
  const auto* end = found->second.data() + found->second.size();
  const auto read = std::from_chars(found->second.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{value} : std::nullopt;
}

void add_prices(domain::reference& all, const setting_texts& settings) {
  const auto& purposes = domain::descriptor<domain::payment_purpose>();
  for (std::size_t i = 0; i < purposes.names.size(); ++i) {
    const std::string name{purposes.names[i]};
    const auto amount = number(settings, name + "_price_paise");
    if (!amount) continue;
    domain::reference_price price;
    purposes.set_ordinal(&price.purpose, i);
    price.amount_paise = *amount;
    if (const auto days = number(settings, name + "_validity_days"))
      price.validity_days = static_cast<std::int32_t>(*days);
    all.prices.push_back(price);
  }
}

void add_versions(domain::reference& all, const setting_texts& settings) {
  for (const std::string platform : {"android", "ios", "web"})
    if (const auto found = settings.find("minimum_app_version_" + platform); found != settings.end())
      all.minimum_app_versions.push_back({platform, found->second});
}

}  // namespace

std::shared_ptr<const std::string> reference_book::json() {
  const auto now = clock_.now();
  const std::lock_guard lock{mutex_};
  // A clock that was set back must not keep an old book for ever.
  if (kept_ && now >= read_at_ && now - read_at_ < kept_for) return kept_;
  setting_texts settings;
  for (auto& s : settings_.all()) settings.emplace(std::move(s.key), std::move(s.value));
  auto all = domain::built_in_reference();
  add_prices(all, settings);
  add_versions(all, settings);
  all.limits.super_likes_per_day = static_cast<std::int32_t>(number(settings, "super_like_daily_quota").value_or(0));
  kept_ = std::make_shared<const std::string>(codec::to_json(all));
  read_at_ = now;
  return kept_;
}

}  // namespace homigo::modules
