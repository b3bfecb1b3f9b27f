#include "modules/advertisement.hpp"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "domain/validation.hpp"
#include "domain/city.hpp"

namespace homigo::modules {
namespace {

template <class T>
std::optional<T> number(const std::string& text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
  return value;
}

/// A row on its way to a listing.
class translator {
public:
  translator(const advertisement& row, const std::string& fingerprint, const translation_options& options)
      : row_(row), fingerprint_(fingerprint), options_(options) {}

  translation run() {
    rooms();
    whole_number("rent_monthly", content().rent_monthly);
    whole_number("size_sqft", content().total_area_sqft);
    content().rentable_area_sqft = content().total_area_sqft;
    whole_number("bathrooms", content().bathrooms);
    floor();
    furnishing();
    contact();
    if (!domain::parse_date(row_["posted_on"])) refuse("posted_on", "is not a date like 2022-05-18");
    place();
    address();
    untold();
    texts();
    if (out_.reasons.empty()) check();
    return std::move(out_);
  }

private:
  domain::listing_content& content() { return out_.content; }
  void refuse(std::string_view column, std::string_view why) {
    out_.reasons.push_back(std::string{column} + " \"" + row_[column] + "\" " + std::string{why});
  }

  void whole_number(std::string_view column, std::int32_t& out) {
    if (const auto value = number<std::int32_t>(row_[column]))
      out = *value;
    else
      refuse(column, "is not a whole number");
  }

  void rooms() {
    using enum domain::property_type;
    const int bhk = number<int>(row_["bhk"]).value_or(0);
    if (bhk < 1 || bhk > 20) refuse("bhk", "is not a whole number from 1 to 20");
    content().property_type = bhk == 1 ? _1bhk : bhk == 2 ? _2bhk : bhk == 3 ? _3bhk : _4bhk_plus;
    content().configuration = std::to_string(bhk) + " BHK";
    occupancy(bhk);
  }

  /// A listing names one occupancy: the size of the flat decides among those that the advertisement welcomes.
  void occupancy(int bhk) {
    using enum domain::occupancy_type;
    const auto& wanted = row_["tenant_preferred"];
    if (wanted == "Family")
      content().occupancy_type = family;
    else if (wanted == "Bachelors")
      content().occupancy_type = bhk == 1 ? single : bhk == 2 ? double_ : triple;
    else if (wanted == "Bachelors/Family")
      content().occupancy_type = bhk == 1 ? single : bhk == 2 ? double_ : family;
    else
      refuse("tenant_preferred", "is none of Bachelors, Family, Bachelors/Family");
  }

  /// "2 out of 5", "Ground out of 3", or the storey alone.
  void floor() {
    const auto& text = row_["floor"];
    const auto split = text.find(" out of ");
    const auto storey = text.substr(0, split);
    if (storey == "Ground")
      content().floor = 0;
    else if (storey == "Upper Basement")
      content().floor = -1;
    else if (storey == "Lower Basement")
      content().floor = -2;
    else
      content().floor = number<std::int32_t>(storey);
    if (split != text.npos) content().total_floors = number<std::int32_t>(text.substr(split + 8));
    if (!content().floor || (split != text.npos && !content().total_floors))
      return refuse("floor", "is not like \"2 out of 5\", \"Ground out of 3\" or \"1\"");
    // Which of the two is wrong nobody can tell: the description keeps the words as found.
    if (content().total_floors && *content().floor > *content().total_floors) content().total_floors.reset();
  }

  void furnishing() {
    const auto& text = row_["furnishing"];
    if (text == "Unfurnished")
      content().furnishing = domain::furnishing::unfurnished;
    else if (text == "Semi-Furnished")
      content().furnishing = domain::furnishing::semi_furnished;
    else if (text == "Furnished")
      content().furnishing = domain::furnishing::fully_furnished;
    else
      refuse("furnishing", "is none of Unfurnished, Semi-Furnished, Furnished");
    const auto& area = row_["area_type"];
    if (area != "Super Area" && area != "Carpet Area" && area != "Built Area")
      refuse("area_type", "is none of Super Area, Carpet Area, Built Area");
  }

  void contact() {
    const auto& text = row_["contact"];
    if (text == "Contact Owner")
      out_.host_category = domain::host_category::owner;
    else if (text == "Contact Agent")
      out_.host_category = domain::host_category::broker;
    else if (text == "Contact Builder")
      out_.host_category = domain::host_category::company;
    else
      refuse("contact", "is none of Contact Owner, Contact Agent, Contact Builder");
  }

  void place() {
    if (row_["latitude"].empty() && row_["longitude"].empty()) return place_in_city();
    const auto latitude = number<double>(row_["latitude"]);
    const auto longitude = number<double>(row_["longitude"]);
    if (!latitude || !(*latitude >= 6 && *latitude <= 38)) refuse("latitude", "is no latitude of India (6 to 38)");
    if (!longitude || !(*longitude >= 68 && *longitude <= 98))
      refuse("longitude", "is no longitude of India (68 to 98)");
    content().location = {latitude.value_or(0), longitude.value_or(0)};
  }

  void place_in_city() {
    if (!options_.place_by_city) {
      out_.reasons.push_back("no coordinates (--place-by-city would place it around its city's centre)");
      return;
    }
    const auto* city = domain::find_city(row_["city"]);
    if (!city) return refuse("city", "has no known centre, and the row has no coordinates");
    // Up to 0.03 degrees (some 3 km) either way, by the digits of the fingerprint.
    const auto spread = [&](std::size_t at) {
      return (static_cast<double>(std::stoul(fingerprint_.substr(at, 4), nullptr, 16)) / 65535 - 0.5) * 0.06;
    };
    const auto rounded = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
    content().location = {rounded(city->centre.latitude + spread(0)), rounded(city->centre.longitude + spread(4))};
    if (row_["pincode"].empty()) content().address.pincode = city->pincode;
  }

  void address() {
    auto& address = content().address;
    const auto* city = domain::find_city(row_["city"]);
    address.city = city ? std::string{city->name} : row_["city"];
    address.locality = row_["locality"];
    address.line1 = row_["locality"];
    if (address.pincode.empty()) address.pincode = row_["pincode"];
    const auto state = city ? std::optional{city->state} : domain::state_of_pincode(address.pincode);
    if (state)
      address.state = *state;
    else
      refuse("city", "lies in a state that neither it nor the pincode tells");
  }

  /// What no advertisement tells, though a listing needs it.
  void untold() {
    content().available_from = options_.available_from;
    content().gender_preference = domain::gender_preference::any;
    content().bathroom_type = domain::bathroom_type::attached;
    content().parking = domain::parking::none;
    content().water_supply = domain::water_supply::municipal;
    content().rules = {true, true, true, true, true, domain::guest_policy::allowed};
  }

  void texts() {
    content().title = content().configuration + " flat in " + row_["locality"];
    content().description = content().configuration + ", " + row_["size_sqft"] + " sq ft (" + row_["area_type"] +
                            "), floor " + row_["floor"] + ", " + row_["furnishing"] +
                            ". Tenants preferred: " + row_["tenant_preferred"] + ". From an advertisement of " +
                            row_["posted_on"] +
                            "; deposit, parking, water supply and house rules are not stated there.";
  }

  /// What the rules of every listing say, told by the columns of the file, each once.
  void check() {
    for (const auto& error : domain::validate(content())) {
      const auto name = column_behind(error.pointer);
      if (std::ranges::find(advertisement_columns, name) == advertisement_columns.end())
        out_.reasons.push_back(std::string{name} + " " + error.message);
      else
        refuse(name, error.message);
    }
    const auto repeated = std::ranges::unique(out_.reasons);
    out_.reasons.erase(repeated.begin(), repeated.end());
  }

  static std::string_view column_behind(std::string_view pointer) {
    if (pointer == "/total_area_sqft" || pointer == "/rentable_area_sqft") return "size_sqft";
    if (pointer == "/title" || pointer == "/address/line1") return "locality";
    return pointer.substr(pointer.rfind('/') + 1);
  }

  const advertisement& row_;
  const std::string& fingerprint_;
  const translation_options& options_;
  translation out_;
};

}  // namespace

const std::string& advertisement::operator[](std::string_view column) const {
  const auto at = std::ranges::find(advertisement_columns, column) - advertisement_columns.begin();
  return texts_.at(static_cast<std::size_t>(at));
}

std::string advertisement::fingerprint(std::size_t occurrence) const {
  std::string all;
  for (const auto& text : texts_) all.append(std::to_string(text.size())).append(":").append(text);
  all += "#" + std::to_string(occurrence);
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(all.data()), all.size());
  char digits[2 * sizeof hash + 1];
  return sodium_bin2hex(digits, sizeof digits, hash, sizeof hash);
}

translation translate(const advertisement& row, const std::string& fingerprint, const translation_options& options) {
  return translator{row, fingerprint, options}.run();
}

}  // namespace homigo::modules
