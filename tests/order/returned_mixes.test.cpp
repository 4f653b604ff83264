// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "order/random_offers.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

/// Offers that are kept or lost, shipping, points and compensation, all in one order of which parts come
/// back.

using namespace tessera;
using namespace tessera::literals;

namespace returned_mixes {

constexpr date today = date_of(2026, 5, 1);

/// What a shop says beside its offers.
struct terms {
    bool shipping;
    refund_split split;
    ratio share;  ///< of a compensation
};
terms any_terms() {
    return {*rc::gen::arbitrary<bool>(),
            *rc::gen::element(refund_split::proportional, refund_split::money_first,
                              refund_split::stored_value_first),
            *ratio::make(random_offers::drawn<std::int64_t>(1, 10), 10)};
}
/// An order of somebody who has a thousand points of two cents, some of which it spends.
template <class Program>
class visit {
public:
    visit(Program by, random_offers::cart_of const& wanted) : by_(std::move(by)), lines_(wanted.lines) {
        for (std::size_t i = 0; i < lines_.size(); ++i) lines_[i].number = static_cast<std::uint32_t>(i + 1);
        RC_ASSERT(decide(action{.head = head(), .what = action_named("gift")}) == errc::ok);
        redemption_wish const wish{by_.redemption_rule("points"),
                                   random_offers::drawn<std::int64_t>(0, 1'000)};
        RC_ASSERT(decide(order{.head = head(),
                               .what = {.lines = lines_, .shipping_minor = wanted.shipping},
                               .wishes = {&wish, 1}}) == errc::ok);
        paid_ = out_.priced.payable_minor();
        shipping_ = out_.priced.shipping_minor;
        for (benefit_terms const& by_offer : paper_.benefits.terms) gifts_ += by_offer.gift_minor;
    }
    /// Effects: some of a line comes back, by units or by its price, or is compensated; or all comes back.
    void come_back() {
        auto const at = random_offers::drawn<std::size_t>(0, lines_.size() - 1);
        returned_line part{.number = lines_[at].number};
        switch (random_offers::drawn(0, 9)) {
            case 0: return give_back({});
            case 1:
            case 2: return ask(part.number);
            case 3:
            case 4:
            case 5: part.list_minor = random_offers::drawn<std::int64_t>(1, lines_[at].list_minor + 1); break;
            default: part.quantity = random_offers::drawn(1U, std::max(1U, lines_[at].quantity)); break;
        }
        give_back({&part, 1});
    }
    void give_back(std::span<returned_line const> parts) {
        if (paper_.all_back()) return;
        std::int64_t const before = points();
        errc const done = decide(receipt_return{head(), &paper_, parts});
        if (done == errc::returned_above_bought) return;
        RC_ASSERT(done == errc::ok);
        RC_ASSERT(out_.refund.money_minor >= 0);
        RC_ASSERT(out_.refund.stored_minor >= 0);
        RC_ASSERT(points() >= before);
        refunded_ += out_.refund.money_minor + out_.refund.stored_minor;
        check();
    }
    void ask(std::uint32_t number) {
        if (paper_.all_back()) return;
        RC_ASSERT(decide(compensate{head(), compensation::id_of("spoiled"), &paper_, number}) == errc::ok);
        check();
    }
    void check() const {
        RC_ASSERT(refunded_ + vouchers() <= paid_);
        RC_ASSERT(points() <= 1'000);
        if (!paper_.benefits.empty() || !paper_.compensated.empty())
            RC_ASSERT(paper_.refunded_minor == refunded_);
    }
    /// Preconditions: all came back. `with_shipping`: shipping did too.
    void check_end(bool with_shipping) const {
        RC_ASSERT(refunded_ + vouchers() >= paid_ - gifts_ - (with_shipping ? 0 : shipping_));
        for (receipt_tender const& t : paper_.tenders) RC_ASSERT(t.paid || t.restored == t.amount);
    }

private:
    fact_head head() {
        ++facts_;
        return {{facts_}, {to_instant({today, 0}, 0), facts_}, today};
    }
    template <class Fact>
    errc decide(Fact const& what) {
        auto const done = by_.decide(held_, what, out_);
        if (!done) return done.error();
        RC_ASSERT(apply(held_, by_.chart(), out_.as_entry()) == errc::ok);
        paper_ = out_.receipt;
        return errc::ok;
    }
    [[nodiscard]] std::int64_t available(char const* pool) const {
        return balance_of(held_, by_.chart(), by_.pool(pool), today).available;
    }
    [[nodiscard]] std::int64_t points() const { return available("points"); }
    [[nodiscard]] std::int64_t vouchers() const { return available("vouchers"); }

    Program by_;
    std::vector<line> lines_;
    account held_;
    decision out_;
    receipt paper_;
    std::int64_t paid_ = 0, shipping_ = 0, gifts_ = 0, refunded_ = 0;
    std::uint64_t facts_ = 0;
};

template <class Spending>
void check_any_visit(Spending const& spending) {
    auto const say = random_offers::any_returned_rules();
    terms const how = any_terms();
    returns const rule = returns(60).refunding(how.split);
    auto made = make(
        "mixed", currencies::EUR, offers("all", say.all, say.stacks), action_award("gift", "points", 1'000),
        spending, compensation("spoiled", "vouchers", how.share), how.shipping ? rule.with_shipping() : rule);
    RC_ASSERT(made.has_value());
    visit v(*made, random_offers::any_cart());
    for (int more = random_offers::drawn(0, 12); more > 0; --more) v.come_back();
    v.give_back({});
    v.check_end(how.shipping);
}

}  // namespace returned_mixes

using namespace returned_mixes;

TEST_CASE("returned offers: refunds and vouchers are never more than was paid, and come to it at last") {
    redemption const cents("points", {.points = 1, .money = {2, 2}});
    CHECK_PROPERTY("points pay", [&] { check_any_visit(cents); });
    CHECK_PROPERTY("points lower the price", [&] { check_any_visit(cents.as_discount()); });
}
