#include "persistence/postgres/client/binary_array.hpp"

namespace homigo::postgres {
namespace {

// Number of dimensions, whether there are NULLs, type; then size and lower bound of the only dimension.
constexpr std::size_t dimensions_at = 0, nulls_at = 4, type_at = 8, count_at = 12, bound_at = 16, header = 20;

}  // namespace

binary_array::binary_array(type_oid type) : bytes_(header, '\0') {
  put32(bytes_, type_at, static_cast<std::int32_t>(type));
  put32(bytes_, dimensions_at, 1);
  put32(bytes_, bound_at, 1);
}

void binary_array::add_bytes(const void* bytes, std::size_t size) {
  append32(bytes_, static_cast<std::int32_t>(size));
  bytes_.append(static_cast<const char*>(bytes), size);
  ++count_;
}

void binary_array::add_null() {
  bytes_.append(4, '\xff');  // the length −1
  has_null_ = true;
  ++count_;
}

void binary_array::add(const domain::uuid& value) { add_bytes(value.data, sizeof value.data); }

void binary_array::add(std::int32_t value) {
  append32(bytes_, sizeof value);
  append32(bytes_, value);
  ++count_;
}

void binary_array::add(std::int64_t value) {
  append32(bytes_, sizeof value);
  append64(bytes_, value);
  ++count_;
}

void binary_array::add(std::string_view value) { add_bytes(value.data(), value.size()); }

void binary_array::add(domain::instant value) { add(microseconds_of_postgres(value)); }

binary_parameter binary_array::parameter() const {
  auto bytes = bytes_;
  put32(bytes, count_at, count_);
  put32(bytes, nulls_at, has_null_ ? 1 : 0);
  // An array of nothing has no dimension.
  if (count_ == 0) put32(bytes, dimensions_at, 0), bytes.resize(count_at);
  return binary(bytes);
}

}  // namespace homigo::postgres
