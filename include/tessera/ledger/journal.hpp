// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <vector>

#include <tessera/ledger/apply.hpp>

/// Floor 2. A member's journal in memory: entries in the order they were applied, postings end to end.

namespace tessera {

class journal {
public:
    /// Effects: keeps a copy of the entry.
    void append(entry const& e) {
        heads_.push_back({e, postings_.size()});
        postings_.insert(postings_.end(), e.postings.begin(), e.postings.end());
    }

    [[nodiscard]] std::size_t size() const noexcept { return heads_.size(); }

    /// Preconditions: `index < size()`. The entry's postings live as long as the journal is not appended to.
    [[nodiscard]] entry operator[](std::size_t index) const noexcept {
        entry e = heads_[index].fields;
        std::size_t const first = heads_[index].first;
        std::size_t const last = index + 1 < heads_.size() ? heads_[index + 1].first : postings_.size();
        e.postings = {postings_.data() + first, last - first};
        return e;
    }

private:
    struct head {
        entry fields;
        std::size_t first;
    };
    std::vector<head> heads_;
    std::vector<posting> postings_;
};

/// Effects: folds the journal into a new account, without the program that wrote it.
/// Fails with: what `apply` answers for the first entry that does not fit.
[[nodiscard]] inline result<account> fold(journal const& entries, chart slots) {
    account folded;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        errc const failed = apply(folded, slots, entries[i]);
        if (failed != errc::ok) return failed;
    }
    return folded;
}

}  // namespace tessera
