# How every target of ours is compiled.
option(UNDERTONE_WERROR "Warnings are errors" OFF)

# Line numbers without the rest of the debug information: a fifth less to compile, and all that a stack trace shows.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
if(UNDERTONE_SANITIZE)
  # Half of what -O2 costs to compile with checks in it.
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1 -DNDEBUG")
endif()

add_library(undertone_compile INTERFACE)
target_compile_options(undertone_compile INTERFACE -Wall -Wextra -Wshadow -Wconversion
  # Designated initialisers leave out what has a default: that is what they are for.
  -Wno-missing-field-initializers
  $<$<BOOL:${UNDERTONE_WERROR}>:-Werror>)
# GCC 12 at -O3 sees overlaps in std::string that are not there (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(undertone_compile INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
endif()
# The same samples on every machine: no fused multiply-add where the compiler feels like it.
target_compile_options(undertone_compile INTERFACE -ffp-contract=off)
if(UNDERTONE_SANITIZE)
  target_compile_options(undertone_compile INTERFACE -fsanitize=${UNDERTONE_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(undertone_compile INTERFACE -fsanitize=${UNDERTONE_SANITIZE})
endif()
