# SPDX-License-Identifier: BSL-1.0
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load

required_conan_version = ">=2.0"


class Tessera(ConanFile):
    name = "tessera"
    description = "Loyalty rules, exact and explained"
    license = "BSL-1.0"
    topics = ("loyalty", "rewards", "points", "retail", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"

    def _root(self):
        return os.path.join(self.recipe_folder, os.pardir)

    def set_version(self):
        header = load(self, os.path.join(self._root(), "include", "tessera", "core", "version.hpp"))
        self.version = ".".join(re.findall(r"define TESSERA_VERSION_\w+ (\d+)", header))

    def export_sources(self):
        for part in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/CMakeLists.txt"):
            copy(self, part, src=self._root(), dst=self.export_sources_folder)

    def requirements(self):
        # Without header_only every host would build all of Boost.
        self.requires("boost/[>=1.81 <2]", transitive_headers=True, options={"header_only": True})

    def validate(self):
        check_min_cppstd(self, 20)

    def layout(self):
        cmake_layout(self)

    def generate(self):
        CMakeDeps(self).generate()
        CMakeToolchain(self).generate()

    def build(self):
        CMake(self).configure()

    def package(self):
        CMake(self).install(component="library")

    def package_id(self):
        self.info.clear()

    def package_info(self):
        # Hosts read the package's own config file, the one that find_package reads after a plain install.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = [os.path.join("share", "cmake", "tessera")]
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
