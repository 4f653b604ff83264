// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/core/config.hpp>
#include <tessera/core/ids.hpp>
#include <tessera/core/row.hpp>

/// Floor 3. What an order remembers of offers that a return does not simply lower with the goods: what each
/// asked for, in figures line by line, so that what is kept can be judged again without the rule.

namespace tessera {

/// What becomes of what an offer gave when goods come back.
enum class benefit_return : std::uint8_t {
    pro_rata,  ///< each line goes back at what it cost; gifts and free shipping stay
    kept,      ///< what comes off the goods stays whole on those that are kept, as far as they cost so much
    lost,      ///< what is kept without what the offer asked for is charged for: withheld from the refund
};

/// An offer of an order of which that is said.
struct benefit_terms {
    rule_id rule{};
    benefit_return how = benefit_return::kept;
    bool gift_back = false;           ///< its gift came back
    std::int64_t shipping_minor = 0;  ///< what it took off shipping
    std::int64_t gift_minor = 0;      ///< what its gift is worth
    friend constexpr bool operator==(benefit_terms const&, benefit_terms const&) noexcept = default;
};

/// What an offer asked for: `times` times `least` of a figure that the lines add up to.
struct benefit_condition {
    rule_id rule{};
    std::uint32_t figures = 0;  ///< where the lines' figures begin
    std::int64_t least = 0;     ///< above zero
    std::int64_t times = 1;     ///< sets: of those that are left the benefit stays
    std::int64_t part = 0;  ///< where it is not reached, so much of `whole` stays all the same; of sets with
                            ///  each that is left, and 0: an equal part
    std::int64_t whole = 1;
    bool of_kept = false;   ///< it stays of what the goods that are kept got, and not of all that was given
    bool of_price = false;  ///< it is asked of what came off goods or shipping alone
    bool of_gift = false;   ///< it is asked of the gift alone
    friend constexpr bool operator==(benefit_condition const&, benefit_condition const&) noexcept = default;
};

/// All that an order remembers of them. Most orders remember nothing: then the other rows mean nothing, and
/// neither copying nor comparing looks at them.
struct benefit_record {
    row<benefit_terms> terms;
    row<benefit_condition> conditions;
    row<std::int64_t> figures;  ///< one for each line, of each figure that a condition looks at

    benefit_record() noexcept = default;
    benefit_record(benefit_record const& other) { *this = other; }
    benefit_record(benefit_record&& other) noexcept = default;
    benefit_record& operator=(benefit_record const& other) {
        if (other.empty())
            clear();
        else
            copy(other);
        return *this;
    }
    benefit_record& operator=(benefit_record&& other) noexcept = default;
    ~benefit_record() = default;

    [[nodiscard]] bool empty() const noexcept { return terms.empty(); }
    void clear() noexcept { terms.clear(); }
    /// Effects: adds an offer, the first one to an empty record.
    void add(benefit_terms const& by) {
        if (empty()) {
            conditions.clear();
            figures.clear();
        }
        terms.push_back(by);
    }
    friend bool operator==(benefit_record const& one, benefit_record const& other) noexcept {
        if (one.empty() || other.empty()) return one.empty() && other.empty();
        return one.terms == other.terms && one.conditions == other.conditions && one.figures == other.figures;
    }

private:
    TESSERA_COLD void copy(benefit_record const& other) {
        terms = other.terms;
        conditions = other.conditions;
        figures = other.figures;
    }
};

}  // namespace tessera
