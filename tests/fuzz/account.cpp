// SPDX-License-Identifier: BSL-1.0
#include <vector>

#include <tessera/document/account.hpp>
#include <tessera/document/snapshot.hpp>

#include "fuzz/target.hpp"

using namespace tessera;

/// Both forms of an account: text, and bytes.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz::check(
        fuzz::text_of(data, size), [](std::string_view t) { return document::read_account(t); },
        [](document::stored_account const& a) { return document::write_account(a.held, a.slots.view()); });
    auto const read = document::read_snapshot({data, size});
    if (!read) return 0;
    std::vector<std::uint8_t> const written =
        document::write_snapshot(read.what.held, read.what.slots.view());
    if (written != std::vector<std::uint8_t>(data, data + size))
        fuzz::fail("a snapshot is not read as what its bytes say\n");
    return 0;
}
