// SPDX-License-Identifier: BSL-1.0
#include <string>
#include <vector>

#include "fuzz/target.hpp"
#include "tool/failure.hpp"
#include "tool/history.hpp"

using namespace tessera;

namespace {

/// Effects: reads order lines; those that are wrong are skipped, or end the reading with a sentence.
void read(std::uint8_t const* data, std::size_t size, bool skip_bad) {
    try {
        tool::history const read = tool::read_history({data, data + size}, "orders.csv", {skip_bad, {}});
        std::size_t lines = 0;
        for (tool::past_order const& o : read.orders) lines += o.returned.size() + o.bought.size();
        if (lines != read.lines.size() || (!skip_bad && !read.skipped.empty()))
            fuzz::fail("lines are lost or read twice\n");
    } catch (tool::failure const& why) {
        if (std::string(why.what()).find("orders.csv") == std::string::npos)
            fuzz::fail("a failure does not say where\n");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    read(data, size, false);
    read(data, size, true);
    return 0;
}
