// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The whole library, floors 0 to 5, without the opt-in headers.

#include <tessera/core/config.hpp>
#include <tessera/core/contract.hpp>
#include <tessera/core/errc.hpp>
#include <tessera/core/ids.hpp>
#include <tessera/core/result.hpp>
#include <tessera/core/version.hpp>
#include <tessera/core/wide.hpp>
