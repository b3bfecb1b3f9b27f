#include "modules/import/advertisement.hpp"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "codec/octet_text.hpp"
#include "domain/kernel/described/validation.hpp"
#include "domain/postings/city.hpp"
#include "domain/postings/normalisation.hpp"
#include "domain/postings/plausibility.hpp"
#include "modules/import/advertisement_cleaning.hpp"
#include "modules/import/advertisement_vocabulary.hpp"
#include "modules/import/written_number.hpp"

namespace homigo::modules {
namespace {

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
    content().bathrooms = 1;
    if (told("bathrooms")) whole_number("bathrooms", content().bathrooms);
    floor();
    choices();
    if (told("posted_on") && !date_of(row_["posted_on"])) refuse("posted_on", "is not a date like 2022-05-18");
    address();
    place();
    untold();
    texts();
    domain::normalise(content());
    if (out_.reasons.empty()) check();
    return std::move(out_);
  }

private:
  domain::listing_content& content() { return out_.content; }
  bool told(std::string_view column) const { return !row_[column].empty(); }
  void refuse(std::string_view column, std::string_view why) {
    auto cause = std::string{column} + " " + std::string{why};
    out_.reasons.push_back({cause, std::string{column} + " \"" + row_[column] + "\" " + std::string{why}});
  }

  void whole_number(std::string_view column, std::int32_t& out) {
    const auto value = written_number(row_[column]);
    if (value && *value == std::floor(*value) && std::abs(*value) < 2e9)
      out = static_cast<std::int32_t>(*value);
    else
      refuse(column, told(column) ? "is not a whole number" : "is not stated");
  }

  void rooms() {
    using enum domain::property_type;
    const auto rooms = rooms_of(row_["bhk"]);
    if (!rooms) return refuse("bhk", told("bhk") ? "is not a whole number from 1 to 20" : "is not stated");
    const int bhk = rooms->bhk;
    content().property_type = rooms->is_studio ? _1rk
                              : bhk == 1       ? _1bhk
                              : bhk == 2       ? _2bhk
                              : bhk == 3       ? _3bhk
                                               : _4bhk_plus;
    content().configuration = rooms->is_studio ? "1 RK" : std::to_string(bhk) + " BHK";
    occupancy(bhk);
  }

  /// A listing names one occupancy: the size of the flat decides among those that the advertisement welcomes.
  void occupancy(int bhk) {
    using enum domain::occupancy_type;
    const auto wanted = tenants_of(row_["tenant_preferred"]);
    if (!wanted) return refuse("tenant_preferred", "is none of Bachelors, Family, Bachelors/Family");
    if (*wanted == welcome::family)
      content().occupancy_type = family;
    else if (*wanted == welcome::bachelors)
      content().occupancy_type = bhk == 1 ? single : bhk == 2 ? double_ : triple;
    else
      content().occupancy_type = bhk == 1 ? single : bhk == 2 ? double_ : family;
  }

  void floor() {
    if (!told("floor")) return;
    const auto storeys = storeys_of(row_["floor"]);
    if (!storeys) return refuse("floor", "is not like \"2 out of 5\", \"Ground out of 3\" or \"1\"");
    content().floor = storeys->floor;
    // Which of the two is wrong nobody can tell: the description keeps the words as found.
    if (storeys->of && storeys->floor <= *storeys->of) content().total_floors = storeys->of;
  }

  void choices() {
    if (const auto furnishing = furnishing_of(row_["furnishing"]))
      content().furnishing = *furnishing;
    else
      refuse("furnishing", "is none of Unfurnished, Semi-Furnished, Furnished");
    if (!is_area_type(row_["area_type"])) refuse("area_type", "is none of Super Area, Carpet Area, Built Area");
    if (const auto category = category_of(row_["contact"]))
      out_.host_category = *category;
    else
      refuse("contact", "is none of Contact Owner, Contact Agent, Contact Builder");
  }

  void place() {
    if (!told("latitude") && !told("longitude")) return place_in_city();
    const auto latitude = written_degrees(row_["latitude"]);
    const auto longitude = written_degrees(row_["longitude"]);
    content().location = {latitude.value_or(0), longitude.value_or(0)};
    if (domain::is_in_india({content().location.longitude, content().location.latitude}))
      return refuse("latitude", "and longitude seem to be swapped");
    if (!latitude || !(*latitude >= 6 && *latitude <= 38)) refuse("latitude", "is no latitude of India (6 to 38)");
    if (!longitude || !(*longitude >= 68 && *longitude <= 98))
      refuse("longitude", "is no longitude of India (68 to 98)");
  }

  void place_in_city() {
    if (!options_.place_by_city) {
      const std::string cause = "no coordinates (--place-by-city would place it around its city's centre)";
      out_.reasons.push_back({cause, cause});
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
  }

  void address() {
    auto& address = content().address;
    const auto* city = domain::find_city(row_["city"]);
    address.city = city ? std::string{city->name} : cleaned(row_["city"]);
    address.locality = cleaned_place(row_["locality"]);
    address.line1 = address.locality;
    address.pincode = pincode_of(row_["pincode"]);
    if (address.pincode.empty() && city) address.pincode = city->pincode;
    if (address.pincode.empty()) refuse("pincode", "is not stated, and that of its city is not known");
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
    const auto when_told = [&](const char* column, const std::string& lead, const std::string& tail = {}) {
      return told(column) ? lead + cleaned(row_[column]) + tail : std::string{};
    };
    content().title = content().configuration + " flat in " + content().address.locality;
    content().description = content().configuration + ", " + std::to_string(content().total_area_sqft) + " sq ft" +
                            when_told("area_type", " (", ")") + when_told("floor", ", floor ") +
                            when_told("furnishing", ", ") + "." +
                            when_told("tenant_preferred", " Tenants preferred: ", ".") + " From an advertisement" +
                            when_told("posted_on", " of ") + "; " + not_stated() + " are not stated there.";
  }

  std::string not_stated() const {
    std::string all;
    for (const auto& [column, words] : {std::pair{"furnishing", "furnishing, "}, std::pair{"bathrooms", "bathrooms, "}})
      if (!told(column)) all += words;
    return all + "deposit, parking, water supply and house rules";
  }

  /// What the rules of every listing say, told by the columns of the file, each once.
  void check() {
    for (const auto& error : domain::validate(content())) {
      const auto name = column_behind(error.pointer);
      if (std::ranges::find(advertisement_columns, name) == advertisement_columns.end()) {
        const auto cause = std::string{name} + " " + error.message;
        out_.reasons.push_back({cause, cause});
      } else {
        refuse(name, error.message);
      }
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
  return codec::to_hex(hash);
}

translation translate(const advertisement& row, const std::string& fingerprint, const translation_options& options) {
  return translator{row, fingerprint, options}.run();
}

}  // namespace homigo::modules
