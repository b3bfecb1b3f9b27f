#include "modules/import/stock/metros.hpp"

#include <array>

namespace homigo::stock {
namespace {

constexpr std::array mumbai{
    sub_centre{"Andheri West", {19.1364, 72.8296}, 3, 1.1}, sub_centre{"Bandra West", {19.0607, 72.8362}, 1.5, 1.6},
    sub_centre{"Powai", {19.1176, 72.9060}, 1.5, 1.15},     sub_centre{"Thane West", {19.2183, 72.9781}, 2.5, 0.65},
    sub_centre{"Kharghar", {19.0473, 73.0699}, 1.5, 0.5},   sub_centre{"Dadar", {19.0178, 72.8478}, 1, 1.25},
    sub_centre{"Malad West", {19.1869, 72.8486}, 2, 0.85},  sub_centre{"Chembur", {19.0622, 72.9005}, 1.5, 0.95}};
constexpr std::array delhi{
    sub_centre{"Dwarka", {28.5921, 77.0460}, 2.5, 0.85},      sub_centre{"Saket", {28.5245, 77.2066}, 1.5, 1.3},
    sub_centre{"Rohini", {28.7495, 77.0565}, 2, 0.75},        sub_centre{"Lajpat Nagar", {28.5677, 77.2433}, 1.5, 1.2},
    sub_centre{"Mayur Vihar", {28.6090, 77.2930}, 1.5, 0.85}, sub_centre{"Karol Bagh", {28.6519, 77.1909}, 1.5, 1},
    sub_centre{"Janakpuri", {28.6219, 77.0878}, 1.5, 0.85},   sub_centre{"Laxmi Nagar", {28.6304, 77.2770}, 2, 0.7}};
constexpr std::array bengaluru{
    sub_centre{"Whitefield", {12.9698, 77.7500}, 3, 0.95},     sub_centre{"Koramangala", {12.9352, 77.6245}, 2, 1.35},
    sub_centre{"Indiranagar", {12.9784, 77.6408}, 1.5, 1.4},   sub_centre{"HSR Layout", {12.9116, 77.6389}, 2, 1.2},
    sub_centre{"Electronic City", {12.8452, 77.6602}, 2, 0.7}, sub_centre{"Marathahalli", {12.9569, 77.7011}, 2, 0.95},
    sub_centre{"Hebbal", {13.0354, 77.5988}, 1.5, 0.95},       sub_centre{"Jayanagar", {12.9308, 77.5838}, 1, 1.15}};
constexpr std::array hyderabad{
    sub_centre{"Gachibowli", {17.4401, 78.3489}, 3, 1.25},   sub_centre{"Madhapur", {17.4483, 78.3915}, 2.5, 1.2},
    sub_centre{"Kukatpally", {17.4849, 78.4138}, 2, 0.9},    sub_centre{"Kondapur", {17.4615, 78.3688}, 2, 1.1},
    sub_centre{"Banjara Hills", {17.4156, 78.4347}, 1, 1.4}, sub_centre{"Miyapur", {17.4933, 78.3915}, 1.5, 0.8},
    sub_centre{"Uppal", {17.4058, 78.5591}, 1, 0.65},        sub_centre{"Begumpet", {17.4447, 78.4664}, 1, 1.05}};
constexpr std::array chennai{
    sub_centre{"Velachery", {12.9815, 80.2180}, 2, 0.95}, sub_centre{"Anna Nagar", {13.0850, 80.2101}, 1.5, 1.2},
    sub_centre{"Adyar", {13.0012, 80.2565}, 1.5, 1.3},    sub_centre{"Sholinganallur", {12.9010, 80.2279}, 2.5, 0.85},
    sub_centre{"Porur", {13.0382, 80.1565}, 1.5, 0.85},   sub_centre{"Tambaram", {12.9249, 80.1000}, 1.5, 0.65},
    sub_centre{"T Nagar", {13.0418, 80.2341}, 1, 1.35},   sub_centre{"Perungudi", {12.9654, 80.2461}, 1.5, 1}};
constexpr std::array pune{
    sub_centre{"Hinjewadi", {18.5913, 73.7389}, 3, 0.9},   sub_centre{"Kothrud", {18.5074, 73.8077}, 1.5, 1},
    sub_centre{"Viman Nagar", {18.5679, 73.9143}, 2, 1.2}, sub_centre{"Wakad", {18.5987, 73.7620}, 2, 0.95},
    sub_centre{"Hadapsar", {18.5089, 73.9260}, 2, 0.9},    sub_centre{"Baner", {18.5590, 73.7868}, 1.5, 1.2},
    sub_centre{"Kharadi", {18.5515, 73.9348}, 2, 1.1},     sub_centre{"Pimpri", {18.6298, 73.7997}, 1.5, 0.75}};
constexpr std::array kolkata{
    sub_centre{"Salt Lake", {22.5867, 88.4171}, 2, 1.2}, sub_centre{"New Town", {22.5958, 88.4795}, 2.5, 1},
    sub_centre{"Behala", {22.4980, 88.3103}, 1.5, 0.75}, sub_centre{"Ballygunge", {22.5280, 88.3659}, 1, 1.5},
    sub_centre{"Garia", {22.4660, 88.3828}, 1.5, 0.75},  sub_centre{"Dum Dum", {22.6420, 88.4312}, 1.5, 0.75},
    sub_centre{"Howrah", {22.5958, 88.2636}, 1.5, 0.7},  sub_centre{"Jadavpur", {22.4955, 88.3709}, 1.5, 0.95}};
constexpr std::array ahmedabad{
    sub_centre{"Satellite", {23.0300, 72.5176}, 2, 1.2},    sub_centre{"Bopal", {23.0333, 72.4634}, 2, 0.95},
    sub_centre{"Maninagar", {22.9962, 72.5996}, 1.5, 0.75}, sub_centre{"Gota", {23.1012, 72.5409}, 1.5, 0.85},
    sub_centre{"Vastrapur", {23.0395, 72.5293}, 1.5, 1.2},  sub_centre{"Chandkheda", {23.1114, 72.5900}, 1.5, 0.8},
    sub_centre{"Nikol", {23.0500, 72.6700}, 1.5, 0.7},      sub_centre{"Navrangpura", {23.0365, 72.5611}, 1, 1.15}};

constexpr std::array all{
    metro{"Mumbai", "Maharashtra", "400", {19.0760, 72.8777}, 20, 2.1, mumbai},
    metro{"Delhi", "Delhi", "110", {28.6139, 77.2090}, 18, 1.25, delhi},
    metro{"Bengaluru", "Karnataka", "560", {12.9716, 77.5946}, 19, 1.3, bengaluru},
    metro{"Hyderabad", "Telangana", "500", {17.3850, 78.4867}, 13, 1, hyderabad},
    metro{"Chennai", "Tamil Nadu", "600", {13.0827, 80.2707}, 10, 0.95, chennai},
    metro{"Pune", "Maharashtra", "411", {18.5204, 73.8567}, 9, 1, pune},
    metro{"Kolkata", "West Bengal", "700", {22.5726, 88.3639}, 7, 0.75, kolkata},
    metro{"Ahmedabad", "Gujarat", "380", {23.0225, 72.5714}, 4, 0.7, ahmedabad},
};

}  // namespace

std::span<const metro> metros() { return all; }

}  // namespace homigo::stock
