// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/snapshot.hpp>

#include "account_document.hpp"
#include "packer.hpp"

namespace tessera::document {

std::vector<std::uint8_t> write_snapshot(account const& of, chart slots) {
    account_document from = document_of(of, slots);
    cbor::bytes_out out;
    packer::pack(out, from);
    return std::move(out.bytes);
}

reading_of<stored_account> read_snapshot(std::span<std::uint8_t const> bytes, limits const& most) {
    unpacking from{cbor::bytes_in(bytes), {}};
    reading_of<stored_account> done;
    account_document read;
    if (bytes.size() > most.bytes)
        from.tell(errc::document_too_large, nullptr, "at most " + std::to_string(most.bytes) + " bytes");
    else
        unpacker::read(from, nullptr, read);
    if (from.in.left() != 0) from.tell(errc::malformed_cbor, nullptr, "nothing behind the end");
    done.problems = std::move(from.told);
    if (!done) return done;
    reading_room room;
    complete(room, std::move(read), done.what);
    for (unplaced& f : room.found)
        if (done.problems.size() < most.problems)
            done.problems.push_back({f.code, std::move(f.pointer), 1, 1, {}, std::move(f.remedy)});
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
