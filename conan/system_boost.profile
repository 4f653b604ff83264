# For building without a server of packages: the system's Boost stands for Conan's.
include(default)

[settings]
compiler.cppstd=20

[platform_requires]
boost/1.81.0

[conf]
tools.cmake.cmaketoolchain:generator=Ninja
tools.cmake.cmaketoolchain:user_presets=
