// SPDX-License-Identifier: BSL-1.0
#include "loaded_contenders.hpp"

#include <string>

#include <tessera/document/loaded_program.hpp>
#include <tessera/document/tell.hpp>

#include "many_facts.hpp"
#include "one_call.hpp"

namespace bench {
namespace {

/// The workload's program as a document, with so many more rules for lines of so many categories.
tessera::document::program document_with(std::uint32_t rules, std::uint32_t categories) {
    auto all = tessera::document::document_of(workload_program);
    for (std::uint32_t n = 0; n < rules; ++n) {
        tessera::document::accrual more;
        more.points = "stars";
        more.name = "rule " + std::to_string(n);
        more.rate = tessera::ratio(1, 100);
        more.living = tessera::days(365);
        more.of.lines.category = '#' + std::to_string(1 + n % categories);
        all.versions.front().rules.emplace_back(std::move(more));
    }
    return all;
}

/// A program is read from its text, as a host reads it.
tessera::loaded_program load(tessera::document::program const& said) {
    auto const made = tessera::document::load_program(tessera::document::write_program(said));
    for (auto const& p : made.problems) std::fprintf(stderr, "%s\n", to_text(p, "workload").c_str());
    if (!made) stop(made.problems.front().code);
    return *made;
}

/// Lines whose categories follow one another.
std::vector<tessera::line> lines_of(workload const& work, std::uint32_t categories) {
    auto lines = bench::lines_of(work);
    std::uint32_t next = 0;
    for (tessera::line& l : lines) l.category = {1 + next++ % categories};
    return lines;
}

struct loaded_rules {
    explicit loaded_rules(tessera::loaded_program const& rules) noexcept
        : of(&rules), points(rules.pool("points")), credit(rules.pool("cashback")) {}
    [[nodiscard]] tessera::loaded_program const& program() const noexcept { return *of; }
    [[nodiscard]] std::size_t place_of(tessera::slot_id slot) const noexcept {
        return slot == points ? 1 : slot == credit ? 0 : 2;
    }

    tessera::loaded_program const* of;
    tessera::slot_id points;
    tessera::slot_id credit;
};

/// A contender with the program that it decides by.
template <template <class> class Host>
class loaded final : public contender {
public:
    template <class... More>
    loaded(workload const& work, tessera::loaded_program rules, More... more)
        : rules_(std::move(rules)), inner_(work, loaded_rules(rules_), std::move(more)...) {}

    totals run(std::size_t first, std::size_t last) override { return inner_.run(first, last); }
    memory_use memory() const override { return inner_.memory(); }

private:
    tessera::loaded_program rules_;
    Host<loaded_rules> inner_;
};

std::unique_ptr<contender> one_by_one(workload const& work, std::uint32_t rules, std::uint32_t categories) {
    return std::make_unique<loaded<one_call>>(work, load(document_with(rules, categories)),
                                              lines_of(work, categories));
}
template <template <class> class Host>
std::unique_ptr<contender> in_one_call(workload const& work) {
    return std::make_unique<loaded<Host>>(work, load(document_with(0, 1)));
}

}  // namespace

std::unique_ptr<contender> prepare_tessera_loaded(workload const& work) { return one_by_one(work, 0, 1); }
std::unique_ptr<contender> prepare_tessera_loaded_span(workload const& work) {
    return in_one_call<span_call>(work);
}
std::unique_ptr<contender> prepare_tessera_loaded_replay(workload const& work) {
    return in_one_call<replayed>(work);
}
std::unique_ptr<contender> prepare_tessera_loaded_sorted(workload const& work) {
    return in_one_call<replayed_sorted>(work);
}
std::unique_ptr<contender> prepare_tessera_rules_10(workload const& work) { return one_by_one(work, 10, 3); }
std::unique_ptr<contender> prepare_tessera_rules_1000(workload const& work) {
    return one_by_one(work, 1000, 300);
}

}  // namespace bench
