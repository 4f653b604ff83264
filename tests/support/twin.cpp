// SPDX-License-Identifier: BSL-1.0
#include "support/twin.hpp"

#include <tessera/document/loaded_program.hpp>

#include "support/shop.hpp"

namespace shop_tests {

struct twin::loaded {
    tessera::loaded_program program;
};

std::shared_ptr<twin const> twin::load(tessera::document::program const& said, tessera::chart chart) {
    std::string const text = write_program(said);
    auto const made = tessera::document::load_program(text);
    INFO(text);
    for (tessera::document::problem const& p : made.problems) UNSCOPED_INFO(to_text(p, "twin"));
    REQUIRE(made);
    if (made->chart().size() != chart.size() || !made->chart().extends(chart)) return nullptr;
    return std::shared_ptr<twin const>(new twin(std::make_shared<loaded const>(loaded{*made})));
}

std::vector<std::uint8_t> twin::decide(tessera::account const& of, tessera::any_fact const& what) const {
    tessera::decision d;
    bool const done =
        std::visit([&](auto const& fact) { return program_->program.decide(of, fact, d).has_value(); }, what);
    return done ? bytes_of(d) : std::vector<std::uint8_t>();
}

}  // namespace shop_tests
