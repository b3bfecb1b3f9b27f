# Compiler settings that every target shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# -O3 costs a third more build time and wins nothing here.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# Most of the build is reading headers: several sources as one unit read them once (docs/adr/0031-several-sources-one-unit.md).
option(HOMIGO_UNITY "Compile several sources as one unit" ON)
set(CMAKE_UNITY_BUILD ${HOMIGO_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)

option(HOMIGO_TESTS "Build the tests" ON)
set(HOMIGO_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them: address,undefined or thread")

add_library(homigo_settings INTERFACE)
target_include_directories(homigo_settings INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(homigo_settings INTERFACE -pthread
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  # g++ 12 reports these falsely in optimised standard library and Boost code.
  -Wno-error=maybe-uninitialized -Wno-error=restrict -Wno-error=stringop-overflow -Wno-error=array-bounds
  -Wno-error=dangling-reference -Wno-error=free-nonheap-object -Wno-error=stringop-overread)
# dangling-reference is g++ 13's; an older compiler must not stop at the unknown name.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  get_target_property(options homigo_settings INTERFACE_COMPILE_OPTIONS)
  list(REMOVE_ITEM options -Wno-error=dangling-reference)
  set_target_properties(homigo_settings PROPERTIES INTERFACE_COMPILE_OPTIONS "${options}")
endif()

# In a unit of several files g++ takes coroutines that await lambdas for types of a header, falsely.
if(HOMIGO_UNITY)
  target_compile_options(homigo_settings INTERFACE -Wno-subobject-linkage)
endif()

if(HOMIGO_SANITIZE)
  target_compile_options(homigo_settings INTERFACE -fsanitize=${HOMIGO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(homigo_settings INTERFACE -fsanitize=${HOMIGO_SANITIZE})
endif()

find_program(HOMIGO_CCACHE ccache)
if(HOMIGO_CCACHE)
  if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${HOMIGO_CCACHE})
  endif()
  target_compile_options(homigo_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
find_program(HOMIGO_MOLD mold)
if(HOMIGO_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# homigo_room(NAME SOURCES … LINK …): one folder, one static library.
function(homigo_room name)
  cmake_parse_arguments(room "" "" "SOURCES;LINK" ${ARGN})
  add_library(homigo_${name} STATIC ${room_SOURCES})
  target_link_libraries(homigo_${name} PUBLIC homigo_settings ${room_LINK})
endfunction()

# homigo_module(NAME SOURCES … LINK …): a module of the product with its own sql/ and routes/, the target
# homigo_module_NAME. It stands on the whole platform and on the modules before it; LINK names libraries that it alone
# needs.
function(homigo_module name)
  cmake_parse_arguments(module "" "" "SOURCES;LINK" ${ARGN})
  get_property(before GLOBAL PROPERTY homigo_newest_module)
  homigo_room(module_${name} SOURCES ${module_SOURCES} LINK homigo_platform ${before} ${module_LINK})
  if(before)
    target_precompile_headers(homigo_module_${name} REUSE_FROM homigo_module_users)
  else()
    target_precompile_headers(homigo_module_${name} PRIVATE
      <boost/asio/awaitable.hpp> <chrono> <functional> <memory> <optional> <pqxx/result> <string> <vector>)
  endif()
  set_property(GLOBAL PROPERTY homigo_newest_module homigo_module_${name})
endfunction()
