// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

std::string_view message_seen_by_second(tessera::errc code);

std::string_view message_seen_by_second(tessera::errc code) { return tessera::message(code); }
