# Toolchain of the clang preset: the newest clang++ of this machine, 16 or later (older ones reject the ranges of
# g++ 12's library). Another one: -DCMAKE_CXX_COMPILER=/path/to/clang++.
if(NOT CMAKE_CXX_COMPILER)
    foreach(version RANGE 30 16 -1)
        list(APPEND names clang++-${version})
    endforeach()
    find_program(TESSERA_CLANG NAMES ${names} clang++ REQUIRED)
    set(CMAKE_CXX_COMPILER ${TESSERA_CLANG})
endif()
