// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/journal.hpp>

#include "fuzz/target.hpp"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::check(
        fuzz::text_of(data, size), [](std::string_view t) { return document::read_journal(t); },
        [](document::stored_journal const& j) { return document::write_journal(j.entries, j.slots.view()); });
    return 0;
}
