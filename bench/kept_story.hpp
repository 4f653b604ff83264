// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <vector>

#include <tessera/program/decision.hpp>

/// Every posting and reason of many decisions, where a host keeps them.

namespace bench {

class kept_story {
public:
    /// Effects: makes room in memory that exists, as receipts are written to memory that exists: each of its
    ///   pages has been written once.
    explicit kept_story(std::size_t most) {
        make_room(postings_, most);
        make_room(reasons_, most);
    }

    void add(tessera::decision const& d) {
        postings_.insert(postings_.end(), d.postings.begin(), d.postings.end());
        reasons_.insert(reasons_.end(), d.reasons.begin(), d.reasons.end());
    }

private:
    template <class T>
    static void make_room(std::vector<T>& all, std::size_t most) {
        all.resize(most);
        all.clear();
    }

    std::vector<tessera::posting> postings_;
    std::vector<tessera::reason> reasons_;
};

}  // namespace bench
