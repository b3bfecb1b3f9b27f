# Every library the product stands on, each from Debian (tools/packages.txt names the packages).
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS url unit_test_framework)
find_package(ZLIB REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(VIPS REQUIRED IMPORTED_TARGET vips)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)

# Debian's libcaf-dev ships no CMake package.
find_library(CAF_CORE caf_core REQUIRED)
find_path(CAF_INCLUDE caf/all.hpp REQUIRED)
add_library(homigo_caf INTERFACE)
target_link_libraries(homigo_caf INTERFACE ${CAF_CORE} Threads::Threads)
target_include_directories(homigo_caf SYSTEM INTERFACE ${CAF_INCLUDE})

# Asio and Beast are compiled once, in http/server/boost_sources.cpp.
add_library(homigo_asio INTERFACE)
target_compile_definitions(homigo_asio INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(homigo_asio INTERFACE Boost::headers Threads::Threads)
# With a sanitizer g++ 12 takes the frames of Asio's coroutines for mismatched, falsely.
if(HOMIGO_SANITIZE)
  target_compile_options(homigo_asio INTERFACE -Wno-mismatched-new-delete)
endif()
# ThreadSanitizer does not follow fences; Asio's stand beside locks that it does follow.
if(HOMIGO_SANITIZE STREQUAL "thread")
  target_compile_options(homigo_asio INTERFACE -Wno-tsan)
endif()
