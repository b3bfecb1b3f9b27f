#include "domain/kernel/described/described.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

const type_descriptor& descriptor_of(const geo_point*) {
  static const type_descriptor table = [] {
    static const std::array fields{
        field_descriptor{"latitude", &detail::lookup<double>(),
                         [](void* p) -> void* { return &static_cast<geo_point*>(p)->latitude; },
                         field("latitude").range(-90, 90), true},
        field_descriptor{"longitude", &detail::lookup<double>(),
                         [](void* p) -> void* { return &static_cast<geo_point*>(p)->longitude; },
                         field("longitude").range(-180, 180), true}};
    type_descriptor t{.kind = kind::place, .name = "geo_point"};
    t.fields = fields;
    return t;
  }();
  return table;
}

}  // namespace homigo::domain
