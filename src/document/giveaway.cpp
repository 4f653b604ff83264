// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/giveaway.hpp>

#include "giveaway_room.hpp"

namespace tessera::document {

std::vector<giveaway> giveaways(loaded_program const& of, giveaway_terms const& terms) {
    std::vector<giveaway> all;
    program const& said = of.said();
    for (std::size_t v = 0; v < said.versions.size(); ++v) {
        giveaway& made = all.emplace_back();
        made.version = said.versions[v].number;
        giveaway_worth const worth(said, v, terms, made.obstacles);
        giveaway_spend const spend(said, v, terms, worth, made);
        spend.fill(made);
        spend.fill_order(made);
        find_witness(of, v, spend, worth, terms, made);
    }
    return all;
}

}  // namespace tessera::document
