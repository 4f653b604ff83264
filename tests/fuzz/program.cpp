// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/giveaway.hpp>
#include <tessera/document/lint.hpp>
#include <tessera/document/loaded_program.hpp>

#include "fuzz/target.hpp"

using namespace tessera;

namespace {

/// Returns: whether the document is one of those of which the bound is looked for: small, and one in sixteen,
/// since a bound replays hundreds of histories.
bool is_bounded(std::string_view text) {
    unsigned sum = 0;
    for (char const c : text) sum += static_cast<unsigned char>(c);
    return text.size() <= 8192 && sum % 16 == 0;
}

void check_bounds(loaded_program const& of) {
    for (document::giveaway const& g : document::giveaways(of)) {
        cpp_rational highest = 0, long_run = 0;
        for (document::giveaway_part const& p : g.parts) highest += p.highest, long_run += p.long_run;
        if (highest != g.highest || long_run != g.long_run) fuzz::fail("parts that are not the whole\n");
        if (g.highest < 0 || g.long_run > g.highest) fuzz::fail("a long run above the highest\n");
        for (document::giveaway_obstacle const& o : g.obstacles)
            if (o.remedy.empty()) fuzz::fail("an obstacle without a remedy\n");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = fuzz::text_of(data, size);
    fuzz::check(
        text, [](std::string_view t) { return document::read_program(t); },
        [](document::program const& p) { return document::write_program(p); });
    static_cast<void>(document::check_program(text));
    document::making const made = document::load_program(text);
    for (document::problem const& p : made.problems)
        if (p.remedy.empty()) fuzz::fail("a problem without a remedy\n");
    if (made && is_bounded(text)) check_bounds(*made);
    return 0;
}
