// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <deque>

#include <tessera/document/fact.hpp>

namespace document_tests {

using namespace tessera;

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

}  // namespace document_tests
