// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <string>

#include <tessera/document/loaded_program.hpp>
#include <tessera/document/tell.hpp>
#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

/// Offers that are lost with their goods, coupons kept back, compensation and tier awards: a loaded program
/// decides as one in code does.

using namespace tessera;
using namespace tessera::literals;

namespace benefit_documents {

auto in_code() {
    auto made =
        make("benefits", currencies::EUR, accrual("points", 1),
             tiers("club", net_spend(), tier{"silver", 20}, tier{"gold", 90}),
             tier_award("club", "silver", "fives", 2).living(days(30)),
             tier_award("club", "gold", "points", 100).named("golden").pending(days(60)),
             offers("all",
                    {offer("five off").amount_off(5).from(20).by_coupon().when_returned(benefit_return::kept),
                     offer("steps")
                         .share_off(5_percent)
                         .step({.from = 50, .share = 10_percent})
                         .gift({9}, 1, 3)
                         .when_returned(benefit_return::lost)}),
             coupon("five off", "fives"),
             compensation("spoiled", "vouchers", 40_percent).of({.with = host_tag}).living(days(90)),
             returns(60).with_shipping());
    REQUIRE(made.has_value());
    return *made;
}

}  // namespace benefit_documents

using namespace benefit_documents;

TEST_CASE("benefits of a document are kept, lost, held, compensated and awarded as those in code") {
    auto const coded = in_code();
    auto const text = document::write_program(document::document_of(coded, date_of(2020, 1, 1)));
    auto const loaded = document::load_program(text);
    for (document::problem const& p : loaded.problems) FAIL_CHECK(to_text(p, "program"));
    REQUIRE(loaded);
    CHECK(document::write_program(loaded->said()) == text);

    account held;
    decision one, other;
    std::uint64_t facts = 0;
    auto const head = [&] {
        ++facts;
        date const day = date_of(2026, 1, 1) + static_cast<int>(facts);
        return fact_head{.id = {facts}, .key = {to_instant({day, 0}, 0), facts}, .day = day};
    };
    auto const take = [&](auto const& what) {
        REQUIRE(coded.decide(held, what, one).has_value());
        REQUIRE(loaded->decide(held, what, other).has_value());
        CHECK(one.reasons == other.reasons);
        CHECK(one.priced.adjustments == other.priced.adjustments);
        CHECK(one.receipt == other.receipt);
        CHECK(one.refund == other.refund);
        CHECK(one.postings == other.postings);
        REQUIRE(apply(held, coded.chart(), one.as_entry()) == errc::ok);
    };
    line const lines[] = {{.tags = host_tag, .number = 1, .quantity = 3, .list_minor = 30'00},
                          {.number = 2, .list_minor = 40'00}};
    rule_id const claims[] = {offer::id_of("five off")};
    redemption_wish const wish[] = {{coupon::id_of("five off"), every_point, {7}}};
    order const first{.head = head(), .what = {.lines = lines, .shipping_minor = 4'90, .claims = claims}};
    take(first);
    take(reserve{head(), coupon::id_of("five off"), {7}, every_point, {5'000'000'000}});
    take(reserve{head(), coupon::id_of("five off"), {8}, every_point, {5'000'000'000}});
    take(release{head(), coupon::id_of("five off"), {8}});
    take(order{.head = head(), .what = {.lines = lines, .claims = claims}, .wishes = wish});
    CHECK(one.receipt.benefits.terms.size() == 2);
    receipt const bought = one.receipt;
    returned_line const some[] = {{.number = 2}};
    take(receipt_return{head(), &bought, some});
    receipt const back = one.receipt;
    take(compensate{head(), compensation::id_of("spoiled"), &back, 1});
    receipt const given = one.receipt;
    CHECK(given.compensated[0] > 0);
    take(compensate{head(), compensation::id_of("spoiled"), &given, 1});
    CHECK(one.receipt.returns == given.returns);
    take(receipt_return{head(), &given, {}, true});
    CHECK(one.receipt.all_back());
}
