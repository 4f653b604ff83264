# What the project's own targets are compiled with. Nothing of it reaches a target that a host links: it stands
# on `tessera_developer`, which is linked privately and never exported.

include(CheckCXXCompilerFlag)

option(TESSERA_WARNINGS_AS_ERRORS "Stop at the first warning in the project's own sources" OFF)
option(TESSERA_COVERAGE "Count the lines that run" OFF)
option(TESSERA_KEEP_CALLS "Inline nothing by force: builds without optimization take a quarter of the time" OFF)
target_compile_definitions(tessera INTERFACE $<BUILD_INTERFACE:$<$<BOOL:${TESSERA_KEEP_CALLS}>:TESSERA_KEEP_CALLS>>)
set(TESSERA_SANITIZERS "" CACHE STRING "Sanitizers for the project's own targets, such as address,undefined")

add_library(tessera_developer INTERFACE)
target_compile_options(tessera_developer INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
    $<$<BOOL:${TESSERA_WARNINGS_AS_ERRORS}>:-Werror>
    $<$<BOOL:${TESSERA_COVERAGE}>:--coverage>)
target_link_options(tessera_developer INTERFACE $<$<BOOL:${TESSERA_COVERAGE}>:--coverage>)
# Two warnings that cry wolf: clang 22's at __COUNTER__, which Catch2's and Google Benchmark's macros use; g++ 13's at
# a reference to what a view made on the spot points to, which outlives the view.
foreach(warning c2y-extensions dangling-reference)
    check_cxx_compiler_flag(-W${warning} TESSERA_HAS_${warning})
    if(TESSERA_HAS_${warning})
        target_compile_options(tessera_developer INTERFACE -Wno-${warning})
    endif()
endforeach()
if(TESSERA_SANITIZERS)
    target_compile_options(tessera_developer INTERFACE
        -fsanitize=${TESSERA_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(tessera_developer INTERFACE -fsanitize=${TESSERA_SANITIZERS})
endif()

# A compiler cache makes the second build quick; precompiled headers need these allowances of it.
find_program(TESSERA_CCACHE ccache)
if(PROJECT_IS_TOP_LEVEL AND TESSERA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${TESSERA_CCACHE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(tessera_developer INTERFACE -fpch-preprocess)
    endif()
endif()
