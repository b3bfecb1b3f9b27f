// What the parameters mean that both searches take.
#pragma once

#include "http/routing/operation_note.hpp"

namespace homigo::http {

inline constexpr parameter_note near_text{
    "near", "`latitude,longitude` in degrees: the centre for `radius_m` and for sorting by distance."};
inline constexpr parameter_note radius_text{"radius_m", "The distance from `near`, in metres."};
inline constexpr parameter_note bbox_text{"bbox", "West, south, east and north, in degrees."};

}  // namespace homigo::http
