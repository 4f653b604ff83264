// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "document/any_host.hpp"
#include "support/property.hpp"

/// Facts of every kind, with any figures, and what they refer to.

namespace document_tests {

using namespace tessera;

template <class Id>
Id any_id() {
    return {*rc::gen::arbitrary<typename Id::rep>()};
}
inline std::int64_t any_amount() {
    return *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-5, 1'000), rc::gen::arbitrary<std::int64_t>(),
                           rc::gen::element(INT64_MIN, INT64_MAX, std::int64_t{1} << 53));
}
inline std::uint32_t any_number() { return *rc::gen::arbitrary<std::uint32_t>(); }
inline date any_day() {
    return {*rc::gen::oneOf(rc::gen::inRange(-1'000, 100'000), rc::gen::arbitrary<std::int32_t>(),
                            rc::gen::element(INT32_MIN, INT32_MAX))};
}
inline instant any_instant() { return {any_amount()}; }
inline lot_key any_key() { return {any_day(), any_day(), any_id<hold_id>().value}; }

template <class Make>
auto some(Make make) {
    std::vector<decltype(make())> made;
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left) made.push_back(make());
    return made;
}

inline line any_line() {
    return {any_id<sku_id>(), any_id<category_id>(), *rc::gen::arbitrary<tag_set>(),
            any_number(),     any_number(),          any_amount(),
            any_amount(),     any_amount()};
}
inline fact_head any_head() {
    return {any_id<fact_id>(), {any_instant(), *rc::gen::arbitrary<std::uint64_t>()}, any_day(), any_day()};
}

/// Effects: makes `to` a fact of the kind of that number.
inline void make_fact(std::size_t kind, document::stored_fact& to, any_host& host) {
    fact_head const head = any_head();
    rule_id const rule = any_id<rule_id>();
    hold_id const hold = any_id<hold_id>();
    bool const flag = *rc::gen::arbitrary<bool>();
    to.lines = some(any_line);
    to.wishes = some([] { return redemption_wish{any_id<rule_id>(), any_amount(), any_id<hold_id>()}; });
    to.goods = some([] { return returned_line{any_number(), any_number(), any_amount()}; });
    to.lots = some([] { return lot{any_key(), any_amount()}; });
    auto const reached = static_cast<progress>(*rc::gen::inRange(1, 5));
    any_fact const all[] = {
        order{head, {to.lines, any_amount()}, to.wishes, any_amount(), *rc::gen::arbitrary<tag_set>()},
        item_return{head, to.lines},
        receipt_return{head, host.rows().receipt_of(any_id<fact_id>()), to.goods, flag},
        order_progress{head, any_id<fact_id>(), reached},
        day_passes{head},
        action{head, any_id<action_id>(), hold.value, any_amount(), any_key(), flag, any_day(), any_day(),
               any_id<fact_id>()},
        reserve{head, rule, hold, any_amount(), any_instant()},
        capture{head, rule, hold, any_amount(), flag},
        release{head, rule, hold},
        claim{head, rule, any_amount()},
        send_points{head, rule, any_amount(), flag},
        receive_points{head, rule, to.lots},
        join_account{head, any_id<member_id>(), host.rows().account_of({})},
        compensate{head, rule, host.rows().receipt_of(any_id<fact_id>()), any_number(), any_amount()}};
    to.what = all[kind];
}

/// Effects: makes `to` a fact of any kind.
inline void make_any_fact(document::stored_fact& to, any_host& host) {
    make_fact(*rc::gen::inRange<std::size_t>(0, std::variant_size_v<any_fact>), to, host);
}

}  // namespace document_tests
