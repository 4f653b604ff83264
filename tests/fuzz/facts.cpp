// SPDX-License-Identifier: BSL-1.0
#include <vector>

#include <tessera/document/event.hpp>

#include "document/any_host.hpp"
#include "fuzz/target.hpp"

using namespace tessera;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    document_tests::any_host host;
    fuzz::check(
        fuzz::text_of(data, size), [&](std::string_view t) { return document::read_events(t, host.rows()); },
        [](std::vector<document::event> const& events) {
            std::string all;
            for (document::event const& e : events)
                all += document::write_event(e.fact.what, e.source, e.id, e.member);
            return all;
        });
    return 0;
}
