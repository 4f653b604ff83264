// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/ledger/journal.hpp>
#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "vocabulary.hpp"

/// A shop whose program a case describes: rules in lists, facts one after the other, and the figures a case
/// asks for. It is all that an adapter of a loyalty system needs of the library.

namespace conformance {

using earn_rule = tessera::accrual<0, 4, 0>;
using unit_prices = tessera::quantity_price<std::vector<tessera::quantity_step>>;

/// Groups of one to five tiers.
struct tier_groups {
    std::vector<tessera::tiers<1>> one;
    std::vector<tessera::tiers<2>> two;
    std::vector<tessera::tiers<3>> three;
    std::vector<tessera::tiers<4>> four;
    std::vector<tessera::tiers<5>> five;
};
/// Tiers as a case lists them: from where on, and the name.
using tier_steps = std::vector<std::pair<tessera::cpp_rational, std::string>>;

/// The rules of a case, and the texts they are named by.
class rule_book {
public:
    tessera::currency money = tessera::currencies::EUR;
    std::vector<earn_rule> earn;
    std::vector<tessera::action_award> awards;
    std::vector<tessera::by_hand> hands;
    std::vector<tessera::redemption> payments;
    std::vector<tessera::after_earning<tessera::redemption>> late_payments;
    std::vector<tessera::reward> rewards;
    std::vector<tessera::after_earning<tessera::reward>> late_rewards;
    std::vector<tessera::promotion> promotions;
    std::vector<unit_prices> quantities;
    std::vector<tessera::goal> goals;
    tier_groups tiers;
    std::vector<tessera::level_by_hand> level_setters;
    std::vector<tessera::transfer> transfers;
    tessera::returns returning{36'500};

    /// Returns: the text, kept as long as the rules.
    std::string_view named(std::string text) { return names_.emplace_back(std::move(text)); }
    /// Returns: the bit that stands for a word: a label, a code, a role. Throws `unsupported` beyond 48.
    tessera::tag_set tag(std::string const& word);
    /// Effects: adds a rule that earns, with up to four multipliers.
    void add(tessera::accrual<> const& rule, std::vector<tessera::extra> const& multipliers = {});
    /// Effects: adds the group "levels". Returns: the names by level, that of no level being empty.
    std::vector<std::string> levels(tessera::measure by, tier_steps steps,
                                    tessera::downgrade how = tessera::downgrade::reassess,
                                    tessera::term_length held = {});
    /// Effects: lets staff give and take points by hand.
    void by_hand(std::string_view pool, unsigned decimals = 0);

private:
    std::deque<std::string> names_;
    std::map<std::string, tessera::tag_set> tags_;
};

/// Returns: the exact amount. Throws `unsupported` where a decimal cannot hold it.
[[nodiscard]] tessera::decimal amount(std::string_view text);
[[nodiscard]] tessera::ratio rate(tessera::cpp_rational const& value);
[[nodiscard]] tessera::date day_named(std::string_view text);

/// What a case buys.
struct purchase {
    std::vector<tessera::line> lines{};
    tessera::tag_set tags = 0;
    std::vector<tessera::redemption_wish> wishes{};
};

/// Members, their journals, and the clock of a case.
class shop {
public:
    /// Effects: makes the program. Throws `unsupported` with the library's reason when there is none.
    explicit shop(rule_book book);
    ~shop();
    shop(shop const&) = delete;
    shop& operator=(shop const&) = delete;

    tessera::date day = tessera::date_of(2026, 1, 1);

    /// Effects: sets the clock, to an event's "2026-01-31" or "2026-01-31T12:00:00".
    void at(std::string_view when);
    /// Effects: what follows is about another member.
    void of(std::string const& who) { member_ = who; }
    tessera::tag_set tag(std::string const& word);
    /// Returns: a line of goods at a price, in the program's currency.
    [[nodiscard]] tessera::line goods(tessera::cpp_rational const& price, std::int64_t quantity = 1) const;
    [[nodiscard]] tessera::redemption_wish wish(std::string_view rule) const;
    [[nodiscard]] tessera::redemption_wish wish(std::string_view rule, std::int64_t amount) const;

    // --- facts; each answers with the decision, which stands until the next
    tessera::decision const& buy(purchase what, std::string const& id = {});
    /// Effects: the host tells the same order again. Preconditions: it was bought under that name.
    tessera::decision const& buy_again(std::string const& id);
    /// Effects: goods of an order come back; without lines all that is left of it, where something is.
    /// Preconditions: `knows(id)`.
    tessera::decision const& return_goods(std::string const& id,
                                          std::vector<tessera::returned_line> const& some = {});
    /// Returns: what the decision would be; nothing happens.
    tessera::decision const& preview(purchase what);
    tessera::decision const& act(std::string_view what, std::string_view claim = {});
    tessera::decision const& give(std::int64_t raw, tessera::lot_key lot);
    tessera::decision const& give(std::int64_t raw);
    tessera::decision const& take(std::int64_t raw, tessera::lot_key lot);
    tessera::decision const& take(std::int64_t raw);
    tessera::decision const& demand(std::int64_t raw);
    tessera::decision const& act_by_hand(std::string_view hand, std::int64_t raw);
    tessera::decision const& act_by_hand(std::string_view hand, std::int64_t raw, tessera::lot_key lot);
    /// Effects: staff set a level as a floor, for good.
    tessera::decision const& set_level(std::string_view setter, std::uint8_t level);
    /// Effects: the member gives points to another one, whom what follows is about.
    tessera::decision const& send(std::int64_t raw, std::string const& to, std::string_view pool = "points");
    /// Goods that come back without a receipt.
    tessera::decision const& give_back(std::vector<tessera::line> lines);
    tessera::decision const& wait();

    // --- figures
    /// Returns: whether an order of that name has a receipt.
    [[nodiscard]] bool knows(std::string const& id) const { return receipts_.contains(id); }
    [[nodiscard]] tessera::receipt const& receipt_of(std::string const& id) const { return receipts_.at(id); }
    /// Returns: all that the member's journal says the member was given.
    [[nodiscard]] tessera::cpp_rational issued(std::string_view pool = "points") const;
    [[nodiscard]] tessera::balance owns(std::string_view pool = "points") const;
    [[nodiscard]] tessera::balance owns(std::string_view pool, tessera::date on) const;
    [[nodiscard]] std::vector<tessera::lot> lots(std::string_view pool = "points") const;
    /// Returns: the lots that open later than today, the first batch first.
    [[nodiscard]] std::vector<tessera::lot> waiting(std::string_view pool) const;
    /// Returns: what can be used less what is owed, in whole points and their decimals.
    [[nodiscard]] tessera::cpp_rational points(std::string_view pool = "points") const;
    [[nodiscard]] tessera::cpp_rational in_points(std::int64_t raw, std::string_view pool = "points") const;
    [[nodiscard]] std::int64_t raw(tessera::cpp_rational const& points,
                                   std::string_view pool = "points") const;
    /// Returns: what the last decision's postings of a kind move of the pool.
    [[nodiscard]] tessera::cpp_rational moved(tessera::posting_kind kind,
                                              std::string_view pool = "points") const;
    [[nodiscard]] tessera::reason const* reason_of(tessera::reason_code code) const;
    [[nodiscard]] tessera::decision const& last() const noexcept { return last_; }
    [[nodiscard]] tessera::cpp_rational money(std::int64_t minor) const;
    [[nodiscard]] std::int64_t minor(tessera::cpp_rational const& amount) const;
    /// Returns: a part of the last decision's price: its lines that the basis takes.
    [[nodiscard]] tessera::cpp_rational price(tessera::basis const& part) const;
    /// Returns: what is left to pay in the last decision, after points and other stored value.
    [[nodiscard]] tessera::cpp_rational due() const;
    /// Returns: the member's level on the day. Preconditions: the case has levels.
    [[nodiscard]] std::uint8_t level() const;
    /// Returns: how many entries of the member's journal move value.
    [[nodiscard]] int entries() const;

private:
    struct engine;
    struct member;

    template <class Fact>
    tessera::decision const& decide(Fact const& what);
    template <class Fact>
    tessera::decision const& commit(Fact const& what);
    tessera::decision const& by_hand(std::string_view hand, std::int64_t raw, tessera::lot_key const* lot);
    [[nodiscard]] tessera::order order_of(purchase const& what);
    [[nodiscard]] tessera::fact_head next_head();
    [[nodiscard]] member& current() const;
    [[nodiscard]] tessera::slot_id slot_of(std::string_view pool) const;

    std::unique_ptr<engine> engine_;
    mutable std::map<std::string, std::unique_ptr<member>> members_;
    std::string member_;
    std::uint64_t sequence_ = 0;
    std::int64_t second_ = 0;
    std::deque<purchase> bought_;
    std::map<std::string, tessera::receipt> receipts_;
    std::map<std::string, tessera::order> placed_;
    tessera::decision last_;
};

}  // namespace conformance
