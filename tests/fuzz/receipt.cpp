// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/receipt.hpp>

#include "fuzz/target.hpp"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::check(
        fuzz::text_of(data, size), [](std::string_view t) { return document::read_receipt(t); },
        [](receipt const& r) { return document::write_receipt(r); });
    return 0;
}
