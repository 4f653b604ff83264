// SPDX-License-Identifier: BSL-1.0
#include "tool/explain.hpp"

#include <string>

#include <boost/json.hpp>

#include "support/catch.hpp"
#include "tool/amounts.hpp"
#include "tool/command_line.hpp"
#include "tool/story.hpp"
#include "tool/support.hpp"

using namespace tessera;
using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

/// Orders of two members: steps, tiers, points that pay, goods that come back.
constexpr std::string_view lines =
    "A1,mia,2024-01-05T10:00:00,LAMP,1,180.00,EUR\n"
    "B1,tom,2024-01-06T10:00:00,LAMP,1,50.00,EUR\n"
    "A2,mia,2024-02-01T09:30:00,TABLE,2,450.00,EUR\n"
    "A3,mia,2024-03-01T12:00:00,CHAIR,4,30.00,EUR\n"
    "A4,mia,2024-04-01T12:00:00,TABLE,-1,450.00,EUR\n";

/// The files of a test, and what is asked of them.
struct shop_files {
    folder here;
    explaining ask;

    shop_files() {
        ask.orders = here.with("orders.csv", below_header(lines));
        ask.program = "seed-returns";
        ask.member = "mia";
    }
    /// Returns: what is told; or the exit status with why there is nothing to tell.
    [[nodiscard]] std::string told() const {
        try {
            return explain(ask);
        } catch (failure const& why) {
            std::string text = why.what();
            text = std::to_string(static_cast<int>(why.status())) + ' ' + text.substr(0, text.find('\n'));
            std::size_t const at = text.find(here.path.string());
            return at == std::string::npos ? text : text.replace(at, here.path.string().size(), "HERE");
        }
    }
};

/// Returns: the exit status of the tool, told to explain.
int status_of(std::vector<char const*> words) {
    words.insert(words.begin(), {"tessera", "explain"});
    return run(static_cast<int>(words.size()), words.data());
}

/// Returns: what a member has of a pool, less what is owed: who owes has nothing.
std::string owned(document::sentence const& balance) {
    for (document::figure const& f : balance.figures)
        if (f.key == "debt") return '-' + f.value;
    return balance.figures[0].value;
}

/// An order of member 7 and its return as events.
constexpr std::string_view events =
    R"({"specversion":"1.0","id":"o-1","source":"till","type":"org.tessera.order","subject":"7",)"
    R"("time":"2026-01-05T10:00:00Z","data":{"tessera":1,"day":"2026-01-05",)"
    R"("lines":[{"number":1,"list_minor":2000}]}})"
    "\n"
    R"({"specversion":"1.0","id":"r-1","source":"till","type":"org.tessera.receipt_return","subject":"7",)"
    R"("time":"2026-01-09T10:00:00Z","data":{"tessera":1,"day":"2026-01-09","order":"ORDER"}})"
    "\n";

std::string shop_events() {
    std::string text(events);
    std::string const number = std::to_string(document::event_fact("till", "o-1").value);
    return text.replace(text.find("ORDER"), 5, number);
}

}  // namespace

TEST_CASE("explain: a member's story, in English") {
    shop_files s;
    CHECK(s.told() == R"(member mia, program seed-returns, as of 2024-04-01

2024-01-05T10:00:00 order A1: 180.00 EUR
  redemption: all wished and refused, because of the balance; 0 points available
  points: 180 points earned on 180.00 EUR
  club: 820.00 EUR more reaches silver; now at a net spend of 180.00 EUR

2024-02-01T09:30:00 order A2: 900.00 EUR, to pay 898.20 EUR
  redemption: 180 points pay 1.80 EUR; the bound is the balance
  points: 898 points earned on 898.20 EUR
  cashback: 120.00 EUR given at a net spend of 1080.00 EUR
  club: silver reached from no tier at a net spend of 1080.00 EUR
  club: 1920.00 EUR more reaches gold; now at a net spend of 1080.00 EUR

2024-03-01T12:00:00 order A3: 120.00 EUR, to pay 108.62 EUR
  club: 2.40 EUR off 120.00 EUR for silver (2 % off)
  redemption: 898 points pay 8.98 EUR; the bound is the balance
  points: 108 points earned on 108.62 EUR
  club: 1800.00 EUR more reaches gold; now at a net spend of 1200.00 EUR

2024-04-01T12:00:00 return A4 of order A2: refund 449.10 EUR
  redemption: 90 points put back, for 0.90 EUR that they had paid
  points: 449 points taken back
  points: 251 points of it are no longer there and are owed; 251 points owed in all
  cashback: 100.00 EUR taken back at a net spend of 750.00 EUR
  club: fallen to no tier from silver at a net spend of 750.00 EUR
  club: 250.00 EUR more reaches silver; now at a net spend of 750.00 EUR

as of 2024-04-01
  club: tier: no tier
  club: 250.00 EUR more reaches silver; now at a net spend of 750.00 EUR
  cashback: 250.00 EUR more reaches the next step, at 1000.00 EUR, which gives 100.00 EUR
  points: 0 points available, 251 points owed
  cashback: 20.00 EUR available
)");
}

TEST_CASE("explain: a member's story, in Chinese") {
    shop_files s;
    s.ask.lang = "zh";
    CHECK(s.told() == R"(会员 mia，方案 seed-returns，截至 2024-04-01

2024-01-05T10:00:00 订单 A1：180.00 EUR
  redemption：申请使用全部未获准：可用余额不足；可用0积分
  points：消费180.00 EUR，获得180积分
  club：距 silver 还差820.00 EUR（净消费180.00 EUR）

2024-02-01T09:30:00 订单 A2：900.00 EUR，应付898.20 EUR
  redemption：使用180积分抵现1.80 EUR；受限于可用余额
  points：消费898.20 EUR，获得898积分
  cashback：净消费1080.00 EUR，返120.00 EUR
  club：升级：无等级 → silver（净消费1080.00 EUR）
  club：距 gold 还差1920.00 EUR（净消费1080.00 EUR）

2024-03-01T12:00:00 订单 A3：120.00 EUR，应付108.62 EUR
  club：silver（98折）会员价，120.00 EUR优惠2.40 EUR
  redemption：使用898积分抵现8.98 EUR；受限于可用余额
  points：消费108.62 EUR，获得108积分
  club：距 gold 还差1800.00 EUR（净消费1200.00 EUR）

2024-04-01T12:00:00 退货 A4，原订单 A2：退款449.10 EUR
  redemption：退还90积分，对应已抵现0.90 EUR
  points：扣回449积分
  points：其中251积分已不足扣，记为欠分，共欠251积分
  cashback：净消费750.00 EUR，扣回100.00 EUR
  club：降级：silver → 无等级（净消费750.00 EUR）
  club：距 silver 还差250.00 EUR（净消费750.00 EUR）

截至 2024-04-01
  club：会员等级：无等级
  club：距 silver 还差250.00 EUR（净消费750.00 EUR）
  cashback：距下一档（满1000.00 EUR返100.00 EUR）还差250.00 EUR
  points：可用0积分，欠251积分
  cashback：可用20.00 EUR
)");
}

TEST_CASE("explain: one fact with its postings, and one posting of it") {
    shop_files s;
    s.ask.fact = "A2";
    CHECK(s.told() == R"(member mia, program seed-returns, as of 2024-02-01

2024-02-01T09:30:00 order A2: 900.00 EUR, to pay 898.20 EUR
  redemption: 180 points pay 1.80 EUR; the bound is the balance
  points: 898 points earned on 898.20 EUR
  cashback: 120.00 EUR given at a net spend of 1080.00 EUR
  club: silver reached from no tier at a net spend of 1080.00 EUR
  club: 1920.00 EUR more reaches gold; now at a net spend of 1080.00 EUR
  postings
    redemption: 180 points used, until 2025-01-04
    points: 898 points issued, until 2025-01-31
    net spend: 900.00 EUR
    cashback: cashback awarded: 120.00 EUR
    cashback: 120.00 EUR issued
    club: tier reached: silver, from 2024-02-01

as of 2024-02-01
  club: tier: silver
  club: 1920.00 EUR more reaches gold; now at a net spend of 1080.00 EUR
  cashback: 920.00 EUR more reaches the next step, at 2000.00 EUR, which gives 200.00 EUR
  points: 898 points available
  cashback: 120.00 EUR available
  points: 898 points end on 2025-01-31
)");
    s.ask.fact.clear();
    s.ask.posting = "A2:1";
    CHECK(s.told() == R"(member mia, program seed-returns, as of 2024-02-01

2024-02-01T09:30:00 order A2: 900.00 EUR, to pay 898.20 EUR
  points: 898 points earned on 898.20 EUR
  postings
    points: 898 points issued, until 2025-01-31
)");
    s.ask.posting = "A2:99";
    CHECK(s.told() == "2 there is no posting A2:99");
    s.ask.posting = "A2:one";
    CHECK(s.told() == "2 there is no posting A2:one");
    s.ask.posting = "A2";
    CHECK(s.told() == "2 A2 names no posting");
}

TEST_CASE("explain: what if there was another order") {
    shop_files s;
    s.ask.what_if = {{supposed::what::order, "2024-02-15 2000.00"}};
    CHECK(s.told() == R"(member mia, program seed-returns, as of 2024-04-01
what if: order #1 of 2000.00 EUR on 2024-02-15

2024-02-15T23:59:59 order #1 (what if): 2000.00 EUR, to pay 1951.02 EUR
  + club: 40.00 EUR off 2000.00 EUR for silver (2 % off)
  + redemption: 898 points pay 8.98 EUR; the bound is the balance
  + points: 1951 points earned on 1951.02 EUR
  + cashback: 200.00 EUR given at a net spend of 3080.00 EUR
  + club: gold reached from silver at a net spend of 3080.00 EUR

2024-03-01T12:00:00 A3
  - 2024-03-01T12:00:00 order A3: 120.00 EUR, to pay 108.62 EUR
  - club: 2.40 EUR off 120.00 EUR for silver (2 % off)
  - redemption: 898 points pay 8.98 EUR; the bound is the balance
  - points: 108 points earned on 108.62 EUR
  - club: 1800.00 EUR more reaches gold; now at a net spend of 1200.00 EUR
  + 2024-03-01T12:00:00 order A3: 120.00 EUR, to pay 94.49 EUR
  + club: 6.00 EUR off 120.00 EUR for gold (5 % off)
  + redemption: 1951 points pay 19.51 EUR; the bound is the balance
  + points: 94 points earned on 94.49 EUR

2024-04-01T12:00:00 return A4 of order A2: refund 449.10 EUR
  - points: 251 points of it are no longer there and are owed; 251 points owed in all
  - cashback: 100.00 EUR taken back at a net spend of 750.00 EUR
  - club: fallen to no tier from silver at a net spend of 750.00 EUR
  - club: 250.00 EUR more reaches silver; now at a net spend of 750.00 EUR
  + points: 265 points of it are no longer there and are owed; 265 points owed in all
  + club: fallen to silver from gold at a net spend of 2750.00 EUR
  + club: 250.00 EUR more reaches gold; now at a net spend of 2750.00 EUR

as of 2024-04-01
  - club: tier: no tier
  - club: 250.00 EUR more reaches silver; now at a net spend of 750.00 EUR
  - cashback: 250.00 EUR more reaches the next step, at 1000.00 EUR, which gives 100.00 EUR
  - points: 0 points available, 251 points owed
  - cashback: 20.00 EUR available
  + club: tier: silver
  + club: 250.00 EUR more reaches gold; now at a net spend of 2750.00 EUR
  + cashback: 2250.00 EUR more reaches the next step, at 5000.00 EUR, which gives 500.00 EUR
  + points: 0 points available, 265 points owed
  + cashback: 320.00 EUR available
)");
    s.ask.lang = "zh";
    CHECK(s.told() == R"(会员 mia，方案 seed-returns，截至 2024-04-01
假设：2024-02-15 下单 #1，2000.00 EUR

2024-02-15T23:59:59 订单 #1（假设）：2000.00 EUR，应付1951.02 EUR
  + club：silver（98折）会员价，2000.00 EUR优惠40.00 EUR
  + redemption：使用898积分抵现8.98 EUR；受限于可用余额
  + points：消费1951.02 EUR，获得1951积分
  + cashback：净消费3080.00 EUR，返200.00 EUR
  + club：升级：silver → gold（净消费3080.00 EUR）

2024-03-01T12:00:00 A3
  - 2024-03-01T12:00:00 订单 A3：120.00 EUR，应付108.62 EUR
  - club：silver（98折）会员价，120.00 EUR优惠2.40 EUR
  - redemption：使用898积分抵现8.98 EUR；受限于可用余额
  - points：消费108.62 EUR，获得108积分
  - club：距 gold 还差1800.00 EUR（净消费1200.00 EUR）
  + 2024-03-01T12:00:00 订单 A3：120.00 EUR，应付94.49 EUR
  + club：gold（95折）会员价，120.00 EUR优惠6.00 EUR
  + redemption：使用1951积分抵现19.51 EUR；受限于可用余额
  + points：消费94.49 EUR，获得94积分

2024-04-01T12:00:00 退货 A4，原订单 A2：退款449.10 EUR
  - points：其中251积分已不足扣，记为欠分，共欠251积分
  - cashback：净消费750.00 EUR，扣回100.00 EUR
  - club：降级：silver → 无等级（净消费750.00 EUR）
  - club：距 silver 还差250.00 EUR（净消费750.00 EUR）
  + points：其中265积分已不足扣，记为欠分，共欠265积分
  + club：降级：gold → silver（净消费2750.00 EUR）
  + club：距 gold 还差250.00 EUR（净消费2750.00 EUR）

截至 2024-04-01
  - club：会员等级：无等级
  - club：距 silver 还差250.00 EUR（净消费750.00 EUR）
  - cashback：距下一档（满1000.00 EUR返100.00 EUR）还差250.00 EUR
  - points：可用0积分，欠251积分
  - cashback：可用20.00 EUR
  + club：会员等级：silver
  + club：距 gold 还差250.00 EUR（净消费2750.00 EUR）
  + cashback：距下一档（满5000.00 EUR返500.00 EUR）还差2250.00 EUR
  + points：可用0积分，欠265积分
  + cashback：可用320.00 EUR
)");
}

TEST_CASE("explain: what if goods came back, and what if the program was another one") {
    shop_files s;
    s.ask.as_of = "2024-05-01";
    s.ask.what_if = {{supposed::what::returned, "A3 5"}};
    CHECK(s.told() == R"(member mia, program seed-returns, as of 2024-05-01
what if: line 5 of order A3 comes back on 2024-05-01

2024-05-01T23:59:59 return #1 (what if) of order A3: refund 108.62 EUR
  + redemption: 898 points put back, for 8.98 EUR that they had paid
  + returns: 251 points of it pay what was owed; 0 points still owed
  + points: 108 points taken back
  + club: 370.00 EUR more reaches silver; now at a net spend of 630.00 EUR

as of 2024-05-01
  - club: 250.00 EUR more reaches silver; now at a net spend of 750.00 EUR
  - cashback: 250.00 EUR more reaches the next step, at 1000.00 EUR, which gives 100.00 EUR
  - points: 0 points available, 251 points owed
  + club: 370.00 EUR more reaches silver; now at a net spend of 630.00 EUR
  + cashback: 370.00 EUR more reaches the next step, at 1000.00 EUR, which gives 100.00 EUR
  + points: 539 points available
  + points: 539 points end on 2025-01-31

lots
  + points: 539 points, until 2025-01-31
)");
    s.ask.what_if = {{supposed::what::program, "seed-tiers"}};
    CHECK(s.told() == R"(member mia, program seed-returns, as of 2024-05-01
what if: the program seed-tiers

2024-01-05T10:00:00 order A1: 180.00 EUR
  - redemption: all wished and refused, because of the balance; 0 points available
  - points: 180 points earned on 180.00 EUR

2024-02-01T09:30:00 A2
  - 2024-02-01T09:30:00 order A2: 900.00 EUR, to pay 898.20 EUR
  - redemption: 180 points pay 1.80 EUR; the bound is the balance
  - points: 898 points earned on 898.20 EUR
  - cashback: 120.00 EUR given at a net spend of 1080.00 EUR
  + 2024-02-01T09:30:00 order A2: 900.00 EUR

2024-03-01T12:00:00 A3
  - 2024-03-01T12:00:00 order A3: 120.00 EUR, to pay 108.62 EUR
  - redemption: 898 points pay 8.98 EUR; the bound is the balance
  - points: 108 points earned on 108.62 EUR
  + 2024-03-01T12:00:00 order A3: 120.00 EUR, to pay 117.60 EUR

2024-04-01T12:00:00 A4
  - 2024-04-01T12:00:00 return A4 of order A2: refund 449.10 EUR
  - redemption: 90 points put back, for 0.90 EUR that they had paid
  - points: 449 points taken back
  - points: 251 points of it are no longer there and are owed; 251 points owed in all
  - cashback: 100.00 EUR taken back at a net spend of 750.00 EUR
  + 2024-04-01T12:00:00 return without receipt A4: 450.00 EUR
  + club: 9.00 EUR off 450.00 EUR for silver (2 % off)

as of 2024-05-01
  - cashback: 250.00 EUR more reaches the next step, at 1000.00 EUR, which gives 100.00 EUR
  - points: 0 points available, 251 points owed
  - cashback: 20.00 EUR available
)");
    s.ask.what_if = {{supposed::what::program, "seed-returns"}};
    CHECK(s.told() == R"(member mia, program seed-returns, as of 2024-05-01
what if: the program seed-returns

nothing differs
)");
}

TEST_CASE("explain: the same as JSON") {
    shop_files s;
    s.ask.json = true;
    auto const read = boost::json::parse(s.told());
    CHECK(read.at("member") == "mia");
    CHECK(read.at("as_of") == "2024-04-01");
    REQUIRE(read.at("facts").as_array().size() == 4);
    auto const& second = read.at("facts").at(1);
    CHECK(second.at("fact") == "order");
    CHECK(second.at("id") == "A2");
    bool pays = false;
    for (auto const& said : second.at("says").as_array())
        if (said.at("kind") == "ladder_paid") {
            CHECK(said.at("award") == "120.00");
            CHECK(said.at("measure") == "1080.00");
            pays = true;
        }
    CHECK(pays);
    CHECK(!second.at("postings").as_array().empty());
    CHECK(!read.at("outlook").as_array().empty());
    s.ask.what_if = {{supposed::what::order, "2024-02-15 2000.00 shipping=4.90"},
                     {supposed::what::returned, "A3 5 1"},
                     {supposed::what::program, "seed-returns"}};
    auto const other = boost::json::parse(s.told());
    CHECK(boost::json::serialize(other.at("what_if")) ==
          R"([{"change":"add_order","id":"#1","day":"2024-02-15","amount":"2000.00","quantity":1,)"
          R"("shipping":"4.90","text":"order #1 of 2000.00 EUR on 2024-02-15"},)"
          R"({"change":"return_line","id":"#2","day":"2024-04-01","order":"A3","line":5,"quantity":1,)"
          R"("text":"1 unit of line 5 of order A3 comes back on 2024-04-01"},)"
          R"({"change":"with_program","program":"seed-returns","text":"the program seed-returns"}])");
    CHECK(other.at("differences").at(0).at("before").as_array().empty());
    CHECK(!other.at("differences").at(0).at("after").as_array().empty());
}

TEST_CASE(
    "explain: an event that came again counts once, and one that says something else then is an error") {
    shop_files s;
    s.ask.orders.clear();
    std::string const once = shop_events();
    s.ask.facts = s.here.with("facts.ndjson", once);
    s.ask.program = s.here.with(
        "shop.json", R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,)"
                     R"("from":"2020-01-01","rules":[{"rule":"accrual","points":"points","rate":"1"},)"
                     R"({"rule":"returns","days":30}]}]})");
    s.ask.member = "7";
    std::string const told = s.told();
    s.ask.facts = s.here.with("facts.ndjson", once + once);
    CHECK(s.told() == told);
    std::string other = once;
    other.replace(other.find("2000"), 4, "2001");
    s.ask.facts = s.here.with("facts.ndjson", once + other);
    CHECK(s.told() == "1 HERE/facts.ndjson:3:27: /id: 551 " + std::string(message(errc::fact_differs)));
    CHECK_THROWS_WITH(explain(s.ask), Catch::Matchers::EndsWith("\n  value: \"o-1\"\n  fact: o-1"));
}

TEST_CASE("explain: a fact that no account takes is told at its place in the file of events") {
    shop_files s;
    s.ask.orders.clear();
    s.ask.member = "7";
    s.ask.program = s.here.with(
        "shop.json", R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,)"
                     R"("from":"2020-01-01","rules":[{"rule":"accrual","points":"points","rate":"1"},)"
                     R"({"rule":"returns","days":30}]}]})");
    auto const told = [&](std::string const& type, std::string const& data) {
        s.ask.facts = s.here.with(
            "facts.ndjson", R"({"specversion":"1.0","source":"s","id":"x","type":"org.tessera.)" + type +
                                R"(","subject":"7","time":"2024-01-01T10:00:00Z","data":{)" + data + "}}\n");
        return s.told();
    };
    std::string const day = R"("tessera":1,"day":"2024-01-01",)";
    auto const at = [](std::string const& place, errc why) {
        return "1 HERE/facts.ndjson:1:" + place + ": " + std::to_string(static_cast<int>(why)) + ' ' +
               std::string(message(why));
    };
    CHECK(told("order", day + R"("lines":[{"list_minor":5},{"list_minor":-50}])") ==
          at("194: /data/lines/1/list_minor", errc::negative_amount));
    CHECK_THROWS_WITH(explain(s.ask), Catch::Matchers::EndsWith("\n  value: -50\n  fact: x"));
    CHECK(told("order", day + R"("lines":[])") == at("162: /data/lines", errc::empty_order));
    CHECK(told("order", day + R"("lines":[{"list_minor":5}],"stored_value_minor":9)") ==
          at("202: /data/stored_value_minor", errc::paid_above_price));
    CHECK(told("order", day + R"("lines":[{"list_minor":5},{"list_minor":5,"tax_minor":3,)"
                              R"("promotion_minor":3}])") ==
          at("180: /data/lines/1", errc::deduction_above_list));
    CHECK(told("receipt_return", day + R"("order":"17")") == at("171: /data/order", errc::unknown_receipt));
    CHECK(told("claim", day + R"("rule":17)") == at("161: /data/rule", errc::unknown_rule));
}

TEST_CASE("explain: facts come as events too, and a return finds its order") {
    shop_files s;
    s.ask.orders.clear();
    s.ask.facts = s.here.with("facts.ndjson", shop_events());
    s.ask.program = s.here.with(
        "shop.json", R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,)"
                     R"("from":"2020-01-01","rules":[{"rule":"accrual","points":"points","rate":"1"},)"
                     R"({"rule":"returns","days":30}]}]})");
    s.ask.member = "7";
    CHECK(s.told() == R"(member 7, program shop, as of 2026-01-09

2026-01-05T10:00:00 order o-1: 20.00 EUR
  points: 20 points earned on 20.00 EUR

2026-01-09T10:00:00 return r-1 of order o-1: refund 20.00 EUR
  points: 20 points taken back

as of 2026-01-09
  points: 0 points available
)");
    s.ask.member = "8";
    CHECK(s.told() == "2 HERE/facts.ndjson knows no member called 8");
    s.ask.member = "7";
    s.ask.program = "seed-shop";
    CHECK(s.told() == "2 seed-shop is in the currency of the orders, and this file does not tell its own");
}

TEST_CASE("explain: a journal alone tells what was posted, and what is ahead") {
    constexpr std::string_view program =
        R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2020-01-01","rules":[)"
        R"({"rule":"accrual","points":"points","rate":"1","living":{"days":30}},)"
        R"({"rule":"returns","days":30}]}]})";
    auto const shop = document::load_program(program);
    REQUIRE(shop);
    account of;
    decision decided;
    journal kept;
    std::uint64_t number = 0;
    auto const buy = [&](date day, std::int64_t minor) {
        std::vector<line> const goods{{.list_minor = minor}};
        ++number;
        order const bought{{{number}, {{day.day * std::int64_t{86400}}, number}, day}, {goods}};
        REQUIRE(shop->decide(of, bought, decided).has_value());
        REQUIRE(apply(of, shop->chart(), decided.as_entry()) == errc::ok);
        kept.append(decided.as_entry());
    };
    buy(date_of(2026, 1, 5), 20'00);
    buy(date_of(2026, 3, 1), 7'50);
    shop_files s;
    s.ask = {};
    s.ask.journal = s.here.with("journal.ndjson", document::write_journal(kept, shop->chart()));
    s.ask.program = s.here.with("shop.json", program);
    s.ask.member = "7";
    std::string const told = s.told();
    CHECK(told == R"(member 7, program shop, as of 2026-03-01

2026-01-05T00:00:00 fact 1
  points: 20 points issued, until 2026-02-04

2026-03-01T00:00:00 fact 2
  20 points expired, until 2026-02-04
  points: 7 points issued, until 2026-03-31

as of 2026-03-01
  points: 7 points available
  points: 7 points end on 2026-03-31
)");
    s.ask.fact = "2";
    s.ask.lang = "zh";
    CHECK(s.told().find("事件 2") != std::string::npos);
    CHECK(s.told().find("事件 1") == std::string::npos);
    s.ask.fact = "3";
    CHECK(s.told() == "2 the journal has no fact 3");
    s.ask.fact.clear();
    s.ask.as_of = "2026-02-28";
    CHECK(s.told() == "2 the journal goes on after the day of --as-of");
    s.ask.as_of = "2026-04-01";
    CHECK(s.told().find("7 points") == std::string::npos);
    CHECK(s.told().find("截至 2026-04-01") != std::string::npos);
    s.ask.what_if = {{supposed::what::order, "2026-04-01 5.00"}};
    CHECK(s.told() == "2 a journal does not tell what else would have come of it");
    s.ask.what_if.clear();
    s.ask.journal = s.here.with("torn.ndjson", "{\"tessera\":1,");
    CHECK(s.told().starts_with("1 "));
    auto const other = document::load_program(
        R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2020-01-01","rules":[)"
        R"({"rule":"accrual","points":"stars","rate":"1"}]}]})");
    REQUIRE(other);
    s.ask.journal = s.here.with("other.ndjson", document::write_journal({}, other->chart()));
    CHECK(s.told() == "1 the journal's chart is none that the program takes over");
}

TEST_CASE("explain: what if an order came while the member was in the segment that a ladder pays") {
    shop_files s;
    s.ask.orders = s.here.with("two.csv", below_header("A1,mia,2024-01-05T10:00:00,LAMP,1,180.00,EUR\n"
                                                       "A2,mia,2024-04-01T10:00:00,LAMP,1,20.00,EUR\n"));
    s.ask.program = s.here.with("lately.json", R"({"tessera":1,"name":"shop","currency":"EUR","versions":[
        {"number":1,"from":"2020-01-01","rules":[
          {"rule":"segment","name":"lately","all":[{"measure":{"at_least":"1","of":
            {"kind":"orders","within":{"kind":"rolling_days","length":60}}}}]},
          {"rule":"ladder","name":"cashback","measure":{"kind":"net_spend"},"segment":"lately",
           "steps":[{"at":"100","award":"10"}]}]}]})");
    s.ask.what_if = {{supposed::what::order, "2024-03-01 5.00"}};
    CHECK(s.told() == R"(member mia, program shop, as of 2024-04-01
what if: order #1 of 5.00 EUR on 2024-03-01

2024-03-01T23:59:59 order #1 (what if): 5.00 EUR
  + cashback: 10.00 EUR given at a net spend of 185.00 EUR

2024-04-01T10:00:00 order A2: 20.00 EUR
  - cashback: only for members of lately

as of 2024-04-01
  - cashback: 0.00 EUR available
  + cashback: 10.00 EUR available
)");
}

TEST_CASE("explain: what cannot be told says why") {
    shop_files s;
    s.ask.member = "eve";
    CHECK(s.told().starts_with("2 "));
    s.ask.member = "mia";
    s.ask.fact = "B1";
    CHECK(s.told() == "2 member mia has no fact called B1");
    s.ask.fact.clear();
    s.ask.what_if = {{supposed::what::returned, "A1"}};
    s.ask.fact = "A1";
    CHECK(s.told() == "2 what if is told of the whole story");
    s.ask.fact.clear();
    s.ask.program = "seed-points";
    CHECK(s.told() == "2 --return-line \"A1\": seed-points has no rule of returns by receipt");
    s.ask.facts = s.ask.orders;
    CHECK(s.told() == "2 explain tells from one file");
}

TEST_CASE("explain: what an order that is supposed does not say is told") {
    shop_files s;
    auto const told = [&](std::string const& words) {
        s.ask.what_if = {{supposed::what::order, words}};
        std::string const all = s.told(), begin = "2 --add-order \"" + words + "\": ";
        return all.starts_with(begin) ? all.substr(begin.size()) : all;
    };
    CHECK(told("") == "a day and an amount are needed");
    CHECK(told("2024-02-15") == "a day and an amount are needed");
    CHECK(told("yesterday 5") == "\"yesterday\": this is not a date or time as ISO 8601 writes it");
    for (std::string const bad : {"-1", "0", "1.234", "2000,00", "free"})
        CHECK(told("2024-02-15 " + bad) == '"' + bad + "\" is no amount of an order");
    CHECK(told("2024-02-15 5 shipping=-1") == "\"-1\" is no amount of an order");
    CHECK(told("2024-02-15 5 sku=") == "\"sku=\" says nothing");
    CHECK(told("2024-02-15 5 sku") == "\"sku\" says nothing");
    CHECK(told("2024-02-15 5 sku=A sku=B") == "\"sku=B\" is said already");
    CHECK(told("2024-02-15 5 color=red") == "nothing of an order is called \"color\"");
    for (std::string const bad : {"0", "-1", "two", "4294967296"})
        CHECK(told("2024-02-15 5 quantity=" + bad) == '"' + bad + "\" is no number of units");
    CHECK(told("2024-02-15 5 id=A1") == "the member has an order called A1 already");
    CHECK(told("2024-02-15 5 id=B1").starts_with("member mia"));
    s.ask.as_of = "2024-02-14";
    CHECK(told("2024-02-15 5") == "the order is after the day of --as-of");
}

TEST_CASE("explain: goods that the member has not bought do not come back") {
    shop_files s;
    auto const told = [&](std::string const& words) {
        s.ask.what_if = {{supposed::what::returned, words}};
        std::string const all = s.told(), begin = "2 --return-line \"" + words + "\": ";
        return all.starts_with(begin) ? all.substr(begin.size()) : all;
    };
    for (std::string const bad : {"A9", "A9 5", "B1", "", " ", "A3 5 1 1", "A3:5"})
        CHECK(told(bad) == "the member has no such order");
    CHECK(told("A3 9") == "order A3 has no line 9");
    CHECK(told("A3 x") == "order A3 has no line x");
    for (std::string const bad : {"0", "5", "-1", "all"})
        CHECK(told("A3 5 " + bad) == "line 5 did not sell " + bad + " units");
    CHECK(told("A3 5 4").starts_with("member mia"));
    s.ask.as_of = "2024-02-29";
    CHECK(told("A3") == "the order is after the day of --as-of");
    s.ask.orders = s.here.with("blank.csv", below_header("A 1,mia,2024-01-05,LAMP,1,180.00,EUR\n"));
    s.ask.as_of.clear();
    CHECK(told("A 1").starts_with("member mia"));
    CHECK(told("A 1  2 1").starts_with("member mia"));
}

TEST_CASE("explain: several suppositions, each on what those before it left") {
    shop_files s;
    s.ask.lang = "zh";
    s.ask.what_if = {{supposed::what::order, "2024-04-02 300.00 sku=CHAIR quantity=3 id=X"},
                     {supposed::what::returned, "X 1 2"},
                     {supposed::what::returned, "A3"},
                     {supposed::what::order, "2024-04-02 10.00"}};
    std::string const text = s.told();
    CHECK(text.substr(0, text.find("\n\n")) ==
          "会员 mia，方案 seed-returns，截至 2024-04-02\n"
          "假设：2024-04-02 下单 X，300.00 EUR；2024-04-02 订单 X 第1行退货2件；2024-04-02 订单 A3 退货；"
          "2024-04-02 下单 #4，10.00 EUR");
    s.ask.lang = "en";
    std::string facts;
    for (std::string left = s.told(); !left.empty(); left = left.substr(left.find('\n') + 1))
        if (left.starts_with("2024-04-02T")) facts += left.substr(20, left.find('\n') - 19);
    CHECK(facts ==
          "order X (what if): 300.00 EUR\n"
          "return #2 (what if) of order X: refund 200.00 EUR\n"
          "return #3 (what if) of order A3: refund 108.62 EUR\n"
          "order #4 (what if): 10.00 EUR, to pay 5.00 EUR\n");
    s.ask.what_if = {{supposed::what::program, "seed-tiers"}, {supposed::what::program, "seed-shop"}};
    CHECK(s.told() == "2 --with-program seed-shop: there is another one already");
    s.ask.what_if = {{supposed::what::program, "seed-tiers"}, {supposed::what::returned, "A3"}};
    CHECK(s.told() == "2 --return-line \"A3\": seed-tiers has no rule of returns by receipt");
}

TEST_CASE("explain: an article or a category that is supposed is a name, or the host's number") {
    shop_files s;
    auto const earned = [&](std::string const& filter, std::string const& words) {
        s.ask.program = s.here.with("lamps.json",
                                    R"({"tessera":1,"name":"lamps","currency":"EUR","versions":[{"number":1,)"
                                    R"("from":"2020-01-01","rules":[{"rule":"accrual","points":"points",)"
                                    R"("rate":"1","of":{"price":"paid","lines":{)" +
                                        filter + "}}}]}]}");
        s.ask.what_if = {{supposed::what::order, "2024-04-02 7.00 " + words}};
        return s.told().find("7 points earned on 7.00 EUR") != std::string::npos;
    };
    CHECK(earned(R"("sku":"LAMP")", "sku=LAMP"));
    CHECK_FALSE(earned(R"("sku":"LAMP")", "sku=TABLE"));
    CHECK(earned(R"("sku":"#77")", "sku=#77"));
    CHECK_FALSE(earned(R"("sku":"#77")", "sku=77"));
    CHECK(earned(R"("category":"books")", "category=books quantity=2"));
    CHECK_FALSE(earned(R"("category":"books")", "sku=books"));
}

TEST_CASE("explain: the tool's exit status") {
    shop_files s;
    char const* const orders = s.ask.orders.c_str();
    CHECK(status_of({"--orders", orders, "--member", "mia"}) == 0);
    CHECK(status_of({"--orders", orders, "--member", "mia", "--lang", "fr"}) == 2);
    CHECK(status_of({"--orders", orders}) == 2);
    CHECK(status_of({"--member", "mia"}) == 2);
    CHECK(status_of({"--orders", "/nowhere.csv", "--member", "mia"}) == 3);
    CHECK(status_of({"--orders", orders, "--member", "mia", "--fact", "A1", "--posting", "A1:0"}) == 2);
    CHECK(status_of({"--orders", orders, "--member", "mia", "--program", "seed-returns", "--add-order",
                     "2024-04-02 5 id=X", "--return-line", "X", "--add-order", "2024-04-03 5",
                     "--with-program", "seed-returns", "--return-line=A3 5"}) == 0);
    CHECK(status_of({"--orders", orders, "--member", "mia", "--program", "seed-returns", "--return-line", "X",
                     "--add-order", "2024-04-02 5 id=X"}) == 2);
}

TEST_CASE("explain: a story ends where a replay of the whole history ends") {
    std::string const text = shipped("examples/data/history.csv");
    history const of = read(text);
    for (std::string const program : {"seed-returns", "seed-shop", "seed-separated"}) {
        chosen_program const by = choose_program(program, of.money);
        replay_result const whole = tool::replay(of, by, {});
        for (std::size_t i = 0; i < of.members.size(); ++i) {
            CAPTURE(program, of.members[i]);
            member_facts const facts = facts_of(of, of.members[i], by, false);
            story const told = tell_story(facts, by.rules, of.totals.last_day, document::language::english);
            std::string const points = plain(whole.members[i].points, whole.points_digits);
            std::size_t found = 0;
            for (document::sentence const& s : told.outlook) {
                if (s.kind == "tier" && s.rule == "club") {
                    std::uint8_t const level = whole.levels[0][i];
                    CHECK(s.figures[0].value == (level == 0 ? "no tier" : by.groups[0].tiers[level - 1U]));
                    ++found;
                }
                if (s.kind != "balance") continue;
                bool const in_points = s.rule == by.points, in_credit = s.rule == by.credit;
                std::string const credit = plain(whole.members[i].credit, of.money.digits);
                if (in_points || in_credit) CHECK(owned(s) == (in_points ? points : credit));
                found += in_points || in_credit;
            }
            CHECK(found > 0);
        }
    }
}
