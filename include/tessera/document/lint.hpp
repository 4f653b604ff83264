// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/program.hpp>

/// Floor 6, compiled: link tessera::document. What a program says that it cannot mean, or that costs money,
/// found without any data. A program with findings can be made and runs; one with problems cannot.

namespace tessera::document {

/// Numbers are never reused and a meaning never changes. The tens are the subjects.
enum class lint_code : std::uint16_t {
    // names
    unknown_tier = 701,
    unknown_points = 702,

    // tiers
    tier_never_reached = 711,
    tier_passed_over = 712,
    tier_flaps = 713,
    tier_ends_with_period = 714,
    tier_lost_to_redemption = 715,
    keep_never_read = 716,
    tiers_without_benefit = 717,
    regulars_pay_more = 718,

    // ladders
    step_never_reached = 721,
    step_pays_nothing = 722,
    step_pays_less = 723,
    step_above_cap = 724,
    step_kept_after_return = 725,

    // earning
    earns_on_itself = 731,
    spent_value_pays_steps = 732,
    splitting_gains = 733,
    split_evades_cap = 734,
    gives_back_much = 735,
    gives_back_all = 736,
    over_before_it_opens = 737,
    extras_meet = 738,
    earned_twice = 739,
    cap_never_cuts = 740,

    // spending
    points_nobody_spends = 741,
    never_enough_points = 742,
    bounds_exclude = 743,
    nothing_to_spend_yet = 744,
    points_stranded = 745,
    gifts_can_be_sent = 746,

    // days
    never_applies = 751,
    always_closed = 752,

    // the order side
    benefits_add_up = 761,
    promotions_add_up = 762,
    amount_off_any_order = 763,
    all_for_free = 764,
    more_costs_less = 765,
    quantity_costs_more = 766,
    offers_without_guard = 767,
    stack_without_offers = 768,
    part_never_filled = 769,
    guard_counts_too_little = 770,

    // returns
    returns_not_taken = 771,
    spent_then_forgiven = 772,
    debt_outlives_points = 773,
    benefit_kept_after_return = 774,
    loses_nothing = 775,

    // actions
    reward_for_good_review = 781,
    birthday_on_any_day = 782,
    referral_without_wait = 783,

    // segments
    segment_never_holds = 791,
    segment_nobody_names = 792,
    rule_for_nobody = 793,

    // what comes to nothing, or comes too often
    nothing_given = 801,
    offer_steps_fall = 802,
    filter_takes_nothing = 803,
    offer_bars_itself = 804,
    gift_with_every_order = 805,
};

/// How sure a finding is, and how bad.
enum class severity : std::uint8_t {
    advice,   ///< perhaps meant; the lint guesses, or it is a matter of taste
    warning,  ///< does what it says, and costs money or members
    error,    ///< can never do what it says
};

/// One kind of finding.
struct lint_kind {
    lint_code code{};
    std::string_view name{};  ///< that of the enumerator
    document::severity severity{};
    std::string_view says{};  ///< in general; the reason of a finding has the figures
    std::string_view fix{};
};
/// Returns: all kinds, by number.
[[nodiscard]] std::span<lint_kind const> lint_kinds() noexcept;
/// Returns: the kind of a code of the enumeration.
[[nodiscard]] lint_kind const& kind_of_finding(lint_code code) noexcept;
[[nodiscard]] std::string_view to_text(severity how) noexcept;

/// What a program says that it should not.
struct finding {
    lint_code code{};
    document::severity severity{};
    std::string pointer{};   ///< RFC 6901
    std::string beside{};    ///< the other place, where two are involved; else empty
    std::size_t line = 0;    ///< from 1 on; 0 where there is no text
    std::size_t column = 0;  ///< in bytes, from 1 on
    std::string reason{};    ///< with the figures of this program
    std::string remedy{};
    friend bool operator==(finding const&, finding const&) = default;
};
/// Returns: the finding as text: `program.json:3:12: warning: 713 tier_flaps: ...`, with its places and the
///   remedy below.
[[nodiscard]] std::string to_text(finding const& what, std::string_view file);

/// From where on what is a matter of degree is told.
struct lint_bounds {
    ratio given_back = ratio(1, 5);  ///< the share of a price that points are worth at most
};

/// Returns: what a program should not say, by version and rule, each thing once. The program may be one that
///   cannot be made. Complexity: linear in rules, quadratic in the rules of one pool; schedules that rarely
///   hold are looked through for sixty years, two hundred of them at most.
/// Tested by: tests/document/lint.test.cpp, with a pair of documents for every code.
[[nodiscard]] std::vector<finding> lint(program const& what, lint_bounds const& bounds = {});

/// All that is wrong with a document's text, and all that is doubtful, each in the order of the text.
struct checking {
    std::vector<problem> problems{};
    std::vector<finding> findings{};

    /// Returns: whether the program can be made and says nothing that it cannot do.
    [[nodiscard]] explicit operator bool() const noexcept;
};
/// Returns: what reading, making and lint find. Of a text that cannot be read there are no findings; a
///   problem that a finding tells more precisely is left out.
[[nodiscard]] checking check_program(std::string_view json, lint_bounds const& bounds = {},
                                     limits const& most = {});

}  // namespace tessera::document
