// SPDX-License-Identifier: BSL-1.0
// Boost.JSON, compiled here once, so that the tool needs headers only.
#include <boost/json/src.hpp>
