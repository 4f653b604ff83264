// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/lint.hpp>
#include <tessera/document/loaded_program.hpp>

#include "fuzz/target.hpp"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = fuzz::text_of(data, size);
    fuzz::check(
        text, [](std::string_view t) { return document::read_program(t); },
        [](document::program const& p) { return document::write_program(p); });
    static_cast<void>(document::check_program(text));
    document::making const made = document::load_program(text);
    for (document::problem const& p : made.problems)
        if (p.remedy.empty()) fuzz::fail("a problem without a remedy\n");
    return 0;
}
