// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/decision.hpp>
#include <tessera/document/receipt.hpp>

#include "document/hostile.hpp"
#include "document/random_history.hpp"

using namespace document_tests;
using shop_tests::bytes_of;

namespace {

answer again(std::string_view text) {
    auto const read = document::read_decision(text);
    if (!read) return {{}, read.problems};
    return {document::write_decision(read.what.what), {}};
}

answer receipt_again(std::string_view text) {
    auto const read = document::read_receipt(text);
    if (!read) return {{}, read.problems};
    return {document::write_receipt(read.what), {}};
}

constexpr auto small_program =
    compose("small", currencies::EUR, tiers("club", net_spend(), tier{"silver", 50}),
            member_price("club", off{"silver", 2_percent}), accrual("points", 1).living(days(365)),
            redemption("points", {.points = 1, .money = "0.03"_d}), returns(30));

}  // namespace

TEST_CASE("decision document: what a person reads of an order and a return") {
    shop_tests::shop s(small_program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, {{.number = 1, .quantity = 2, .list_minor = 60'00}});
    s.buy(day + 1, {{.number = 1, .quantity = 2, .list_minor = 10'00}},
          {{s.rules.redemption_rule("points"), 40}});
    CHECK(document::write_decision(s.last) ==
          R"({"tessera":1,"document":"decision","fact":"2","at":"2026-01-02T00:00:00Z","sequence":"2",)"
          R"("saw":1,"program":1,)"
          R"("postings":[{"post":"redeem","slot":2,"amount":40,"expires":"2027-01-01","rule":810750943},)"
          R"({"post":"issue","slot":2,"amount":8,"expires":"2027-01-02","rule":181216549},)"
          R"({"post":"tally","slot":1,"amount":878,"rule":834489266}],)"
          R"("reasons":[{"reason":"redeemed","rule":810750943,"a":40,"b":120},)"
          R"({"reason":"earned","rule":181216549,"a":8,"b":860}],)"
          R"("price":{"totals":{"list_minor":1000,"member_minor":20,"quantity":2},)"
          R"("adjustments":[{"rule":353301028,"base_minor":1000,"off_minor":20,)"
          R"("lines":{"without":[1]}}],)"
          R"("reasons":[{"reason":"member_price","rule":353301028,"detail":1,"a":20,"b":1000}]},)"
          R"("receipt":{"order":"2","program":1,"day":"2026-01-02","stored_value_minor":120,)"
          R"("totals":{"list_minor":1000,"member_minor":20,"quantity":2},)"
          R"("lines":[{"number":1,"quantity":2,"list_minor":1000}],)"
          R"("adjustments":[{"rule":353301028,"base_minor":1000,"off_minor":20,)"
          R"("lines":{"without":[1]}}],)"
          R"("awards":[{"rule":181216549,"pool":2,"amount":8,"lot":{"expires":"2027-01-02"},)"
          R"("basis_minor":860}],)"
          R"("tenders":[{"rule":810750943,"pool":2,"amount":40,"lot":{"expires":"2027-01-01"}}]}})");
    s.bring_back(day + 2, 1, {{1, 1, 0}});
    CHECK(document::write_decision(s.last) ==
          R"({"tessera":1,"document":"decision","fact":"3","at":"2026-01-03T00:00:00Z","sequence":"3",)"
          R"("saw":2,"program":1,)"
          R"("postings":[{"post":"tally","slot":0,"amount":1,"expires":"2026-01-02","tag":"2",)"
          R"("rule":3352765491},)"
          R"({"post":"restore","slot":2,"amount":20,"expires":"2027-01-01","rule":3352765491},)"
          R"({"post":"claw","slot":2,"amount":4,"expires":"2027-01-02","rule":181216549},)"
          R"({"post":"tally","slot":1,"amount":-439,"rule":834489266}],)"
          R"("reasons":[{"reason":"restored","rule":810750943,"a":20,"b":60},)"
          R"({"reason":"taken_back","rule":181216549,"a":4,"b":8}],)"
          R"("price":{"totals":{"list_minor":1000,"member_minor":20,"quantity":2},)"
          R"("adjustments":[{"rule":353301028,"base_minor":1000,"off_minor":20,)"
          R"("lines":{"without":[1]}}]},)"
          R"("receipt":{"order":"2","program":1,"day":"2026-01-02","returns":1,"stored_value_minor":120,)"
          R"("totals":{"list_minor":1000,"member_minor":20,"quantity":2},)"
          R"("lines":[{"number":1,"quantity":2,"list_minor":1000}],)"
          R"("adjustments":[{"rule":353301028,"base_minor":1000,"off_minor":20,)"
          R"("lines":{"without":[1]}}],)"
          R"("awards":[{"rule":181216549,"pool":2,"amount":8,"taken_back":4,"lot":{"expires":"2027-01-02"},)"
          R"("basis_minor":860}],)"
          R"("tenders":[{"rule":810750943,"pool":2,"amount":40,"restored":20,)"
          R"("lot":{"expires":"2027-01-01"}}],"returned":[{"quantity":1}]},)"
          R"("refund":{"money_minor":430,"stored_minor":60}})");
    CHECK(document::write_receipt(s.last.receipt) ==
          R"({"tessera":1,"document":"receipt","order":"2","program":1,"day":"2026-01-02","returns":1,)"
          R"("stored_value_minor":120,"totals":{"list_minor":1000,"member_minor":20,"quantity":2},)"
          R"("lines":[{"number":1,"quantity":2,"list_minor":1000}],)"
          R"("adjustments":[{"rule":353301028,"base_minor":1000,"off_minor":20,)"
          R"("lines":{"without":[1]}}],)"
          R"("awards":[{"rule":181216549,"pool":2,"amount":8,"taken_back":4,"lot":{"expires":"2027-01-02"},)"
          R"("basis_minor":860}],)"
          R"("tenders":[{"rule":810750943,"pool":2,"amount":40,"restored":20,)"
          R"("lot":{"expires":"2027-01-01"}}],"returned":[{"quantity":1}]})");
}

TEST_CASE("decision document: any decision survives, and so does its receipt") {
    CHECK_PROPERTY("the same decision, the same text", [] {
        busy_shop s(busy_program);
        date day = date_of(2026, 1, 1);
        for (int left = *rc::gen::inRange(1, 12); left > 0; --left) {
            happen(s, day);
            std::string const text = document::write_decision(s.last);
            auto const read = document::read_decision(text);
            RC_ASSERT(read.problems.empty());
            RC_ASSERT(bytes_of(read.what.what) == bytes_of(s.last));
            RC_ASSERT(read.what.what.receipt == s.last.receipt);
            RC_ASSERT(read.what.what.priced.lines.size() == s.last.priced.lines.size());
            RC_ASSERT(document::write_decision(read.what.what) == text);
            std::string const paper = document::write_receipt(s.last.receipt);
            auto const back = document::read_receipt(paper);
            RC_ASSERT(back.problems.empty());
            RC_ASSERT(back.what == s.last.receipt);
        }
    });
}

TEST_CASE("decision document: goods come back by a receipt that was stored as by one that was not") {
    CHECK_PROPERTY("the same return", [] {
        busy_shop s(busy_program);
        date day = date_of(2026, 1, 1);
        for (int left = *rc::gen::inRange(1, 12); left > 0; --left) happen(s, day);
        for (receipt const& paper : s.receipts) {
            auto const stored = document::read_receipt(document::write_receipt(paper));
            RC_ASSERT(stored.problems.empty());
            decision one, other;
            receipt_return const by_paper{{{999}, {{INT32_MAX * std::int64_t{1'000}}, 999}, day}, &paper, {}};
            receipt_return const by_stored{by_paper.head, &stored.what, {}};
            auto const decided = s.rules.decide(s.member, by_paper, one);
            auto const decided_too = s.rules.decide(s.member, by_stored, other);
            RC_ASSERT(decided.has_value() == decided_too.has_value());
            RC_ASSERT(bytes_of(one) == bytes_of(other));
        }
    });
}

TEST_CASE("decision document: broken and hostile texts are told about") {
    shop_tests::shop s(small_program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, {{.number = 1, .quantity = 2, .list_minor = 60'00}},
          {{s.rules.redemption_rule("points"), 40}});
    s.bring_back(day + 2, 0, {{1, 1, 0}});
    check_hostile(document::write_decision(s.last), again);
    check_hostile(document::write_receipt(s.last.receipt), receipt_again);
}
