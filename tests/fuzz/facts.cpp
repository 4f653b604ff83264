// SPDX-License-Identifier: BSL-1.0
#include <deque>
#include <vector>

#include <tessera/document/event.hpp>

#include "fuzz/target.hpp"

using namespace tessera;

namespace {

/// A host that has a receipt of every order and an account of every member.
class any_host {
public:
    [[nodiscard]] document::host_rows rows() {
        return {[this](fact_id order) {
                    receipts_.emplace_back().order = order;
                    return &receipts_.back();
                },
                [this](member_id) { return &nobody_; }};
    }

private:
    std::deque<receipt> receipts_;
    account nobody_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    any_host host;
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
