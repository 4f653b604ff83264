// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Floor 0. The version of the library, the only place where it stands: CMake and Conan read it.

#define TESSERA_VERSION_MAJOR 0
#define TESSERA_VERSION_MINOR 1
#define TESSERA_VERSION_PATCH 0
