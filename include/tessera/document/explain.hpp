// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/naming.hpp>
#include <tessera/ledger/account.hpp>
#include <tessera/program/decision.hpp>

/// Floor 6, compiled: link tessera::document. Reasons, postings and what lies ahead of a member, as sentences
/// in English and Chinese. Nothing is decided here: every figure is one of a reason, a posting or a balance.

namespace tessera::document {

enum class language : std::uint8_t { english, chinese };

/// What `detail`, `a` or `b` of a reason is, and how it is written.
enum class meaning : std::uint8_t {
    nothing,
    money,        ///< minor units of the program's currency
    value,        ///< of the rule's pool: points, or money
    wish,         ///< the same; all there is
    given,        ///< of the pool that the rule fills from another one
    measured,     ///< by the rule's measure
    missing,      ///< the same, without saying of what
    count,        ///< how many
    number,       ///< a number that the host gave
    order,        ///< a fact that the host named
    day,          ///< a day by number
    level,        ///< a tier of the rule
    level_of,     ///< a tier, and by which of several measures
    price,        ///< a tier, with what its members pay
    bounded,      ///< what limited something, if anything did
    refused,      ///< what something was refused for
    capped,       ///< what a cap bounds
    slot,         ///< the slot whose amounts these are
    scope,        ///< where an award was rounded
    exactness,    ///< whether staff set exactly that
    suppressed,   ///< why an offer does not stand
    barred,       ///< why a line is not compensated
    unopened,     ///< why an offer is not open to a customer
    rule_called,  ///< another rule, by its name
    belonging,    ///< whether only members of a segment are meant, or never they
};

/// A figure of a reason, under the key that the text and the JSON know it by.
struct figure_kind {
    std::string_view key{};
    document::meaning what = document::meaning::nothing;
};

/// One kind of reason: what its figures are, and the sentence. A key in braces stands for its figure.
struct reason_kind {
    reason_code code{};
    figure_kind detail{};
    figure_kind a{};
    figure_kind b{};
    std::string_view english{};
    std::string_view chinese{};
};
/// Returns: all kinds, by number.
[[nodiscard]] std::span<reason_kind const> reason_kinds() noexcept;

/// A figure as a machine reads it, and as it stands in a sentence.
struct figure {
    std::string key;
    std::string value;  ///< an exact amount without its unit, a day, a name
    std::string shown;
    friend bool operator==(figure const&, figure const&) = default;
};

/// One thing that is told.
struct sentence {
    std::string_view kind{};  ///< the word for a reason, a posting or a prospect
    std::string rule{};       ///< the name of the rule; empty for what nobody decided
    std::vector<figure> figures{};
    std::string text{};
};

/// Tells what a program decided. It views the program, which has to live.
/// Complexity: linear in what is told, times the rules of the program.
/// Example: `for (sentence const& s : explainer(program).tell(decision)) print(s.text);`
/// Tested by: tests/document/explain.test.cpp.
class explainer {
public:
    /// `call` gives the host's name of a fact; without it facts have their numbers.
    explicit explainer(loaded_program const& of, language in = language::english,
                       std::function<std::string(fact_id)> call = {});

    /// Returns: why the decision is what it is: its price first, then what the member got, spent and became.
    [[nodiscard]] std::vector<sentence> tell(decision const& what) const;

    /// Returns: the bill of a quote on a day: each line with what comes off it, shipping, gifts and perks,
    /// tax, and
    ///   what is to be paid. `articles` are the names of the lines' articles; those without one have their
    ///   number.
    [[nodiscard]] std::vector<sentence> bill(priced_order const& of, date day,
                                             std::span<std::string const> articles = {}) const;

    /// Returns: why the price of a quote is what it is: what was given, suppressed, kept back, and missing.
    [[nodiscard]] std::vector<sentence> tell(priced_order const& of, date day) const;

    /// Returns: what one reason says. `within` is the entry of its decision: a reason that names no pool is
    ///   about the one that its postings move.
    [[nodiscard]] sentence tell(reason const& why, entry const& within) const;

    /// Returns: what one posting of an entry does. Preconditions: the program's chart has its slot.
    [[nodiscard]] sentence tell(posting const& what, program_version by) const;

    /// Returns: what a member is and has on a day, and what is missing to the next tier, to keeping this one
    ///   and to the next step of each ladder, and what ends next. It is the program that answers.
    [[nodiscard]] std::vector<sentence> outlook(account const& of, date day) const;

    /// Returns: every lot on a day, pool by pool and soonest first: how much, from when and until when. A
    ///   pool whose value never ends has none.
    [[nodiscard]] std::vector<sentence> lots(account const& of, date day) const;

    [[nodiscard]] document::names const& called() const noexcept { return names_; }
    [[nodiscard]] language in() const noexcept { return in_; }

private:
    loaded_program const& program_;
    document::names names_;
    language in_;
    std::function<std::string(fact_id)> call_;
};

/// Returns: the sentences as a JSON array on one line: of each the kind, the rule where there is one, the
///   figures by their keys as exact texts, and the text.
[[nodiscard]] std::string write_sentences(std::span<sentence const> all);

}  // namespace tessera::document
