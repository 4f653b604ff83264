// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/explain.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "document/names_stored.hpp"
#include "document/reason_texts.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using document::explainer;
using document::language;
using document::meaning;
using document::reason_kind;
using document::sentence;

namespace {

constexpr language both[] = {language::english, language::chinese};

/// Returns: the keys in braces, sorted.
std::set<std::string> keys_in(std::string_view text) {
    std::set<std::string> keys;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
        keys.insert(std::string(text.substr(at + 1, text.find('}', at) - at - 1)));
    return keys;
}

/// Returns: whether a text has a character outside of ASCII, as every Chinese one does.
bool is_chinese(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
}

constexpr std::string_view shop_rules =
    R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
    R"("tiers":[{"name":"silver","from":["100"]},{"name":"gold","from":["300"]}]},)"
    R"({"rule":"member_price","tiers":"club","steps":[{"tier":"silver","share":"2%"},)"
    R"({"tier":"gold","share":"12.5%"}]},)"
    R"({"rule":"ladder","name":"cashback","measure":{"kind":"net_spend"},"returned":"follow",)"
    R"("steps":[{"at":"200","award":"20"},{"at":"1000","award":"100"}]},)"
    R"({"rule":"accrual","points":"points","rate":"1","living":{"days":365},)"
    R"("caps":[{"points":"250"}]},)"
    R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"},"at_least":50,)"
    R"("for_at_most":{"share":"50%"}},)"
    R"({"rule":"returns","days":730})";

document::making load(std::string_view rules, std::string_view money = "EUR") {
    auto made = document::load_program(R"({"tessera":1,"name":"shop","currency":")" + std::string(money) +
                                       R"(","versions":[{"number":1,"from":"2020-01-01","rules":[)" +
                                       std::string(rules) + "]}]}");
    for (document::problem const& p : made.problems) UNSCOPED_INFO(to_text(p, "shop"));
    REQUIRE(made);
    return made;
}

/// A member of the loaded shop, and what is told of each fact.
struct told_shop {
    document::making made;
    language in;
    account of{};
    decision last{};
    std::uint64_t facts = 0;
    std::map<std::uint64_t, receipt> papers{};

    explicit told_shop(language to, std::string_view rules = shop_rules, std::string_view money = "EUR")
        : made(load(rules, money)), in(to) {}

    [[nodiscard]] fact_head head(std::string_view day) {
        date const on = shop_tests::day_of(day);
        ++facts;
        return {{facts}, {{std::int64_t{on.day} * 86'400}, facts}, on};
    }
    template <class Fact>
    std::string take(Fact const& what) {
        auto const done = made->decide(of, what, last);
        REQUIRE(done.has_value());
        REQUIRE(apply(of, made->chart(), last.as_entry()) == errc::ok);
        return told();
    }
    /// Returns: what is told of an order over so many minor units.
    std::string buy(std::string_view day, std::int64_t minor, std::int64_t points = 0) {
        line const one{.number = 1, .list_minor = minor};
        redemption_wish const wish{rule_named("redemption", "points"), points};
        std::span<redemption_wish const> const wishes(&wish, points == 0 ? 0 : 1);
        std::string const text = take(order{head(day), {{&one, 1}}, wishes});
        papers[facts] = last.receipt;
        return text;
    }
    std::string bring_back(std::string_view day, std::uint64_t fact) {
        return take(receipt_return{head(day), &papers[fact]});
    }
    [[nodiscard]] std::string told() const { return lines(explainer(*made, in).tell(last)); }
    [[nodiscard]] std::string ahead(std::string_view day) const {
        return lines(explainer(*made, in).outlook(of, shop_tests::day_of(day)));
    }
    [[nodiscard]] static std::string lines(std::vector<sentence> const& all) {
        std::string text;
        for (sentence const& s : all) text += "\n" + s.text;
        return text;
    }
};

}  // namespace

TEST_CASE("explain: every reason has a text in both languages, and every text a reason") {
    auto const kinds = document::reason_kinds();
    std::set<unsigned> known, texts;
    for (auto const& word : document::words_of<reason_code>) known.insert(static_cast<unsigned>(word.value));
    for (reason_kind const& k : kinds) {
        CAPTURE(k.english);
        CHECK(texts.insert(static_cast<unsigned>(k.code)).second);
        CHECK(!k.english.empty());
        CHECK(!is_chinese(k.english));
        CHECK(is_chinese(k.chinese));
        CHECK(keys_in(k.english) == keys_in(k.chinese));
        std::set<std::string> figures;
        for (auto const& f : {k.detail, k.a, k.b})
            if (f.what != meaning::nothing) CHECK(figures.emplace(f.key).second);
        for (std::string const& key : keys_in(k.english)) CHECK(figures.count(key) == 1);
        CHECK(document::kind_of_reason(k.code) == &k);
    }
    CHECK(texts == known);
    CHECK(std::is_sorted(kinds.begin(), kinds.end(),
                         [](auto const& a, auto const& b) { return a.code < b.code; }));
    CHECK(document::kind_of_reason(reason_code{999}) == nullptr);
}

TEST_CASE("explain: every posting, bound, cap and measure has words in both languages") {
    CHECK(document::text_of(bound::guard).chinese == "毛利底线");
    auto const check = [](document::bilingual const& text) {
        CHECK(!text.english.empty());
        CHECK(!is_chinese(text.english));
        CHECK(is_chinese(text.chinese));
        CHECK(keys_in(text.english) == keys_in(text.chinese));
    };
    for (auto const& word : document::words_of<posting_kind>)
        if (word.value != posting_kind::status) check(document::text_of(word.value));
    for (auto const& word : document::words_of<status_part>) check(document::text_of(word.value));
    for (auto const& word : document::words_of<bound>) check(document::text_of(word.value));
    for (auto const& word : document::words_of<cap_on>) check(document::text_of(word.value));
    for (auto const& word : document::words_of<measure_kind>) check(document::text_of(word.value));
    for (std::uint16_t number = 0; number < 100; ++number)
        CHECK(document::text_of(static_cast<bound>(number)).english.empty() ==
              (number >= document::words_of<bound>.size()));
}

namespace {

/// Returns: what is told of a member who climbs, is capped, refused, pays with points, brings back and owes.
std::string story_in(language in) {
    told_shop s(in);
    std::string text = s.buy("2026-01-01", 62'80);
    text += "\n-" + s.ahead("2026-01-01");
    text += "\n-" + s.buy("2026-01-02", 400'00);
    text += "\n-" + s.buy("2026-01-03", 10'00, 20);
    text += "\n-" + s.buy("2026-01-04", 10'00, 5'000);
    text += "\n-" + s.buy("2026-01-05", 3'00, every_point);
    text += "\n-" + s.bring_back("2026-01-06", 2);
    text += "\n-" + s.bring_back("2026-01-07", 4);
    text += "\n-" + s.ahead("2026-01-08");
    text += "\n-" + s.take(day_passes{s.head("2027-06-01")});
    return text + '\n';
}

}  // namespace

TEST_CASE("explain: a member's story in English") {
    CHECK(story_in(language::english) == R"(
points: 62 points earned on 62.80 EUR
club: 37.20 EUR more reaches silver; now at a net spend of 62.80 EUR
-
club: tier: no tier
club: 37.20 EUR more reaches silver; now at a net spend of 62.80 EUR
cashback: 137.20 EUR more reaches the next step, at 200.00 EUR, which gives 20.00 EUR
points: 62 points available
cashback: 0.00 EUR available
points: 62 points end on 2027-01-01
-
points: 400 points cut to 250 points by the cap of an order
points: 250 points earned on 400.00 EUR
cashback: 20.00 EUR given at a net spend of 462.80 EUR
club: gold reached from no tier at a net spend of 462.80 EUR
-
club: 1.25 EUR off 10.00 EUR for gold (12.5 % off)
redemption: 20 points wished and refused, because of the minimum; 312 points available
points: 8 points earned on 8.75 EUR
-
club: 1.25 EUR off 10.00 EUR for gold (12.5 % off)
redemption: 320 points pay 3.20 EUR; the bound is the balance
points: 5 points earned on 5.55 EUR
-
club: 0.38 EUR off 3.00 EUR for gold (12.5 % off)
redemption: all wished and refused, because of the minimum; 5 points available
points: 2 points earned on 2.62 EUR
-
points: 250 points taken back
points: 243 points of it are no longer there and are owed; 243 points owed in all
cashback: 20.00 EUR taken back at a net spend of 82.14 EUR
club: fallen to no tier from gold at a net spend of 82.14 EUR
club: 17.86 EUR more reaches silver; now at a net spend of 82.14 EUR
-
redemption: 320 points put back, for 3.20 EUR that they had paid
returns: 8 points of it pay what was owed; 235 points still owed
returns: 235 points of it pay what was owed; 0 points still owed
points: 5 points taken back
club: 24.20 EUR more reaches silver; now at a net spend of 75.80 EUR
-
club: tier: no tier
club: 24.20 EUR more reaches silver; now at a net spend of 75.80 EUR
cashback: 124.20 EUR more reaches the next step, at 200.00 EUR, which gives 20.00 EUR
points: 72 points available
cashback: 0.00 EUR available
points: 57 points end on 2027-01-01
-
57 points expired on 2027-01-01
15 points expired on 2027-01-02
club: 24.20 EUR more reaches silver; now at a net spend of 75.80 EUR
)");
}

TEST_CASE("explain: a member's story in Chinese") {
    CHECK(story_in(language::chinese) == R"(
points：消费62.80 EUR，获得62积分
club：距 silver 还差37.20 EUR（净消费62.80 EUR）
-
club：会员等级：无等级
club：距 silver 还差37.20 EUR（净消费62.80 EUR）
cashback：距下一档（满200.00 EUR返20.00 EUR）还差137.20 EUR
points：可用62积分
cashback：可用0.00 EUR
points：62积分将于2027-01-01到期
-
points：每单上限：应得400积分，实得250积分
points：消费400.00 EUR，获得250积分
cashback：净消费462.80 EUR，返20.00 EUR
club：升级：无等级 → gold（净消费462.80 EUR）
-
club：gold（8.75折）会员价，10.00 EUR优惠1.25 EUR
redemption：申请使用20积分未获准：未达到最低使用量；可用312积分
points：消费8.75 EUR，获得8积分
-
club：gold（8.75折）会员价，10.00 EUR优惠1.25 EUR
redemption：使用320积分抵现3.20 EUR；受限于可用余额
points：消费5.55 EUR，获得5积分
-
club：gold（8.75折）会员价，3.00 EUR优惠0.38 EUR
redemption：申请使用全部未获准：未达到最低使用量；可用5积分
points：消费2.62 EUR，获得2积分
-
points：扣回250积分
points：其中243积分已不足扣，记为欠分，共欠243积分
cashback：净消费82.14 EUR，扣回20.00 EUR
club：降级：gold → 无等级（净消费82.14 EUR）
club：距 silver 还差17.86 EUR（净消费82.14 EUR）
-
redemption：退还320积分，对应已抵现3.20 EUR
returns：其中8积分抵还欠分，尚欠235积分
returns：其中235积分抵还欠分，尚欠0积分
points：扣回5积分
club：距 silver 还差24.20 EUR（净消费75.80 EUR）
-
club：会员等级：无等级
club：距 silver 还差24.20 EUR（净消费75.80 EUR）
cashback：距下一档（满200.00 EUR返20.00 EUR）还差124.20 EUR
points：可用72积分
cashback：可用0.00 EUR
points：57积分将于2027-01-01到期
-
57积分于2027-01-01到期失效
15积分于2027-01-02到期失效
club：距 silver 还差24.20 EUR（净消费75.80 EUR）
)");
}

TEST_CASE("explain: sentences as JSON give exact amounts under stable keys") {
    told_shop s(language::chinese);
    s.buy("2026-01-01", 62'80);
    s.buy("2026-01-02", 400'00);
    auto const read = boost::json::parse(document::write_sentences(explainer(*s.made, s.in).tell(s.last)));
    REQUIRE(read.as_array().size() == 4);
    boost::json::object const cap{
        {"kind", "cap_cut"}, {"rule", "points"}, {"cap", "order"},
        {"points", "250"},   {"wanted", "400"},  {"text", "points：每单上限：应得400积分，实得250积分"}};
    CHECK(read.at(0) == cap);
    boost::json::object const tier{
        {"kind", "tier_reached"}, {"rule", "club"},
        {"tier", "gold"},         {"measure", "462.80"},
        {"before", "无等级"},     {"text", "club：升级：无等级 → gold（净消费462.80 EUR）"}};
    CHECK(read.at(3) == tier);
    auto const lots = boost::json::parse(
        document::write_sentences(explainer(*s.made, s.in).lots(s.of, shop_tests::day_of("2026-01-02"))));
    REQUIRE(lots.as_array().size() == 2);
    boost::json::object const lot{{"kind", "lot"},
                                  {"rule", "points"},
                                  {"amount", "62"},
                                  {"expires", "2027-01-01"},
                                  {"text", "points：62积分，2027-01-01到期"}};
    CHECK(lots.at(0) == lot);
}

TEST_CASE("explain: a posting says what it does, to which slot, and for how long") {
    told_shop s(language::english);
    s.buy("2026-01-01", 400'00);
    explainer const in_english(*s.made), in_chinese(*s.made, language::chinese);
    std::string english, chinese;
    for (posting const& p : s.last.postings) {
        english += in_english.tell(p, s.last.program).text + '\n';
        chinese += in_chinese.tell(p, s.last.program).text + '\n';
    }
    CHECK(english == R"(points: 250 points issued, until 2027-01-01
net spend: 400.00 EUR
cashback: cashback awarded: 20.00 EUR
cashback: 20.00 EUR issued
club: tier reached: gold, from 2026-01-01
)");
    CHECK(chinese == R"(points：发放250积分，2027-01-01到期
净消费：400.00 EUR
cashback：cashback已返：20.00 EUR
cashback：发放20.00 EUR
club：达到等级 gold，2026-01-01起
)");
    posting const hold{.tag = 7, .kind = posting_kind::hold};
    CHECK(in_english.tell(hold, {1}).text == "what follows belongs to hold 7");
    posting const day{.opens = shop_tests::day_of("2026-02-01"), .kind = posting_kind::on_day};
    CHECK(in_chinese.tell(day, {1}).text == "以下为2026-02-01发生");
}

TEST_CASE("explain: a refusal for want of points says how many more would have been enough") {
    told_shop s(
        language::english,
        R"({"rule":"accrual","points":"miles","rate":"1","living":{"days":9}},)"
        R"({"rule":"redemption","points":"miles","worth":{"points":1,"money":"1"},"on_excess":"refuse"})",
        "CNY");
    CHECK(s.buy("2026-01-01", 10'00) == "\nmiles: 10 miles earned on 10.00 CNY");
    auto const asked = [&](language in) {
        reason const refused{30, 10, rule_named("redemption", "miles"), reason_code::redemption_refused,
                             static_cast<std::uint16_t>(bound::balance)};
        return explainer(*s.made, in).tell(refused, s.last.as_entry()).text;
    };
    CHECK(asked(language::english) ==
          "redemption: 30 miles wished and refused, because of the balance; 10 miles available; "
          "20 miles more would have been enough");
    CHECK(asked(language::chinese) ==
          "redemption：申请使用30 miles未获准：可用余额不足；可用10 miles；还差20 miles");
    s.in = language::chinese;
    CHECK(s.told() == "\nmiles：消费10.00元，获得10 miles");
}

TEST_CASE("explain: of several measures the distance is told in the unit of the one that is meant") {
    told_shop s(language::english,
                R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"},{"kind":"orders"}],)"
                R"("tiers":[{"name":"silver","from":["100","3"]}]})");
    CHECK(s.buy("2026-01-01", 10'00) ==
          "\nclub: 90.00 EUR more reaches silver; now at a net spend of 10.00 EUR"
          "\nclub: 2 orders more reaches silver; now at 1 order");
    s.in = language::chinese;
    CHECK(s.told() ==
          "\nclub：距 silver 还差90.00 EUR（净消费10.00 EUR）"
          "\nclub：距 silver 还差2单（累计1单）");
}

TEST_CASE("explain: a level that was to fall and stays, and days that never come") {
    told_shop s(language::english, R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend",)"
                                   R"("within":{"kind":"rolling_days","length":30}}],"grace":{"months":2},)"
                                   R"("tiers":[{"name":"silver","from":["100"]}]})");
    CHECK(s.buy("2026-01-01", 100'00) == "\nclub: silver reached from no tier at a net spend of 100.00 EUR");
    CHECK(s.buy("2026-02-10", 120'00) ==
          "\nclub: no tier begins on 2026-03-31, at a net spend of 0.00 EUR"
          "\nclub: silver stays, at a net spend of 120.00 EUR");
    s.in = language::chinese;
    CHECK(s.told() ==
          "\nclub：2026-03-31起，会员等级：无等级（净消费0.00 EUR）"
          "\nclub：等级维持 silver（净消费120.00 EUR）");
    auto const told = [&](language in, reason_code code) {
        reason const why{100'00, date::never().day, s.last.reasons[0].rule, code, 1};
        return explainer(*s.made, in).tell(why, s.last.as_entry()).text;
    };
    CHECK(told(language::english, reason_code::tier_renewed) ==
          "club: silver renewed at a net spend of 100.00 EUR");
    CHECK(told(language::chinese, reason_code::tier_renewed) == "club：silver 保级成功（净消费100.00 EUR）");
    reason const by_staff{0, date::never().day, s.last.reasons[0].rule, reason_code::tier_set, 1};
    CHECK(explainer(*s.made).tell(by_staff, s.last.as_entry()).text == "club: at least silver, set by staff");
}

TEST_CASE("explain: a rule or a tier that the program does not have has no name") {
    told_shop s(language::english);
    reason const why{5, 0, rule_id{12345}, reason_code::tier_reached, 3};
    CHECK(explainer(*s.made).tell(why, {}).text == "tier 3 reached from no tier at 5");
}

TEST_CASE("explain: a discount reads as what is paid in Chinese") {
    auto const told = [](std::string const& share) {
        told_shop s(language::chinese,
                    R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
                    R"("tiers":[{"name":"vip","from":["0"]}]},)"
                    R"({"rule":"member_price","tiers":"club","steps":[{"tier":"vip","share":")" +
                        share + R"("}]})");
        std::string const text = s.buy("2026-01-01", 100'00);
        std::size_t const open = text.find("（");
        return text.substr(open, text.find("）", open) - open) + "）";
    };
    CHECK(told("2%") == "（98折）");
    CHECK(told("10%") == "（9折）");
    CHECK(told("12.5%") == "（8.75折）");
    CHECK(told("95%") == "（0.5折）");
    CHECK(told("100%") == "（0折）");
}
