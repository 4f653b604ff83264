// SPDX-License-Identifier: BSL-1.0
#include "reason_texts.hpp"

#include <algorithm>
#include <array>

namespace tessera::document {

// Of its own, so that the short names stay in it.
namespace reason_table {

using enum meaning;
using code = reason_code;

inline constexpr std::array<reason_kind, 76> all{{
    {code::member_price,
     {"tier", price},
     {"off", money},
     {"base", money},
     "{off} off {base} for {tier}",
     "{tier}会员价，{base}优惠{off}"},
    {code::promotion, {}, {"off", money}, {"base", money}, "{off} off {base}", "{base}优惠{off}"},
    {code::quantity_price,
     {"step", count},
     {"off", money},
     {"base", money},
     "{off} off {base}, step {step} of the price by quantity",
     "按购买数量计价第{step}档，{base}优惠{off}"},
    {code::point_discount,
     {"bound", bounded},
     {"off", money},
     {"base", money},
     "points take {off} off {base}{bound}",
     "{base}以积分减{off}{bound}"},
    {code::offer_taken, {}, {"off", money}, {"base", money}, "{off} off {base}", "{base}优惠{off}"},
    {code::shipping_lowered,
     {},
     {"off", money},
     {"base", money},
     "{off} off shipping of {base}",
     "运费{base}减免{off}"},
    {code::gift_given,
     {},
     {"how_many", count},
     {"article", number},
     "{how_many} as a gift",
     "赠品{how_many}件"},
    {code::perk_given, {}, {"marks", number}, {}, "a perk", "会员权益"},
    {code::offer_suppressed,
     {"why", suppressed},
     {"off", money},
     {"by", rule_called},
     "{off} not given: {by} {why}",
     "{off}未享受：{by}{why}"},
    {code::offer_missing,
     {},
     {"missing", money},
     {"from", money},
     "{missing} more for this, from {from} on",
     "再买{missing}可享，满{from}"},
    {code::offer_missing_units,
     {},
     {"missing", count},
     {"from", count},
     "{missing} more for this, from {from} on",
     "再买{missing}件可享，满{from}件"},
    {code::search_cut,
     {},
     {"apply", count},
     {"together", count},
     "{apply} apply, of which the first {together} were looked at together",
     "共{apply}项可用，仅前{together}项参与最优组合"},
    {code::withheld_by_guard,
     {},
     {"kept", money},
     {"missing", money},
     "{kept} kept back, because the order was {missing} below its least profit",
     "订单利润低于底线{missing}，收回{kept}"},
    {code::coupon_used,
     {},
     {"units", value},
     {"available", value},
     "{units} used, of {available} available",
     "使用{units}，此前可用{available}"},
    {code::not_for_segment,
     {"how", belonging},
     {},
     {"segment", rule_called},
     "{how} members of {segment}",
     "{how} {segment} 会员"},
    {code::allowance_used,
     {},
     {"used", count},
     {"most", count},
     "used {used} of {most} times",
     "已使用{used}次，共{most}次"},
    {code::allowance_over, {}, {}, {}, "no use of it is left", "可用次数已用完"},
    {code::allowance_restored,
     {},
     {"used", count},
     {"most", count},
     "one use given back; used {used} of {most} times",
     "退还1次，已使用{used}次，共{most}次"},
    {code::benefit_kept,
     {},
     {"more", money},
     {"given", money},
     "kept on the goods that stay: {more} of {given} refunded beyond what the others cost",
     "保留商品继续享受优惠{given}，退货多退{more}"},
    {code::benefit_lost,
     {},
     {"withheld", money},
     {"given", money},
     "{withheld} of {given} withheld: the goods that are kept do not bring it",
     "保留商品不再满足优惠条件，{given}中扣回{withheld}"},
    {code::refund_too_small,
     {},
     {"left", money},
     {"refund", money},
     "{left} more to withhold than the refund of {refund}; later returns of the order bear it",
     "退款{refund}不足扣回，剩余{left}由本单后续退货扣回"},
    {code::compensated,
     {},
     {"given", money},
     {"paid", money},
     "{given} given for goods that cost {paid} and are not taken back",
     "不退货补偿{given}，商品实付{paid}"},
    {code::compensation_refused,
     {"why", barred},
     {"given", money},
     {"number", number},
     "line {number} is not compensated: {why}",
     "第{number}行不予补偿：{why}"},
    {code::compensation_counted,
     {},
     {"given", money},
     {"cost", money},
     "{given} less: given before instead of taking the goods back",
     "扣减此前已补偿{given}"},
    {code::tier_awarded,
     {"tier", level},
     {"points", value},
     {},
     "{points} given for reaching {tier}",
     "达到 {tier}，赠送{points}"},
    {code::withheld_on_line,
     {"line", count},
     {"kept", money},
     {"missing", money},
     "{kept} kept back on line {line}, which was {missing} below its least profit",
     "第{line}行商品利润低于底线{missing}，收回{kept}"},
    {code::offer_missing_set,
     {},
     {"missing", count},
     {"set", count},
     "{missing} more for this, in sets of {set}",
     "再买{missing}件可享，每{set}件一组"},
    {code::offer_for_tier,
     {"tier", level},
     {"now", level},
     {},
     "for {tier}, and not for {now}",
     "仅限{tier}，当前{now}"},
    {code::offer_on_other_days, {}, {"day", day}, {}, "not on {day}", "{day}不可享"},
    {code::offer_not_open, {"why", unopened}, {}, {}, "not given: {why}", "未享受：{why}"},
    {code::redeemed,
     {"bound", bounded},
     {"points", value},
     {"money", money},
     "{points} pay {money}{bound}",
     "使用{points}抵现{money}{bound}"},
    {code::redemption_refused,
     {"bound", refused},
     {"wished", wish},
     {"available", value},
     "{wished} wished and refused, because of {bound}; {available} available",
     "申请使用{wished}未获准：{bound}；可用{available}"},
    {code::redeemed_by_itself,
     {"bound", bounded},
     {"points", value},
     {"value", given},
     "{points} became {value} by themselves{bound}",
     "{points}自动兑换为{value}{bound}"},
    {code::spent_on_discount,
     {},
     {"points", value},
     {"off", money},
     "{points} lowered the price by {off}",
     "使用{points}，价格降低{off}"},
    {code::reward_given,
     {"bound", bounded},
     {"points", value},
     {"times", count},
     "{times} given for {points}{bound}",
     "以{points}兑换{times}份{bound}"},
    {code::reward_refused,
     {"bound", refused},
     {"times", count},
     {"available", value},
     "{times} wished and refused, because of {bound}; {available} available",
     "申请兑换{times}份未获准：{bound}；可用{available}"},
    {code::reserved,
     {"bound", bounded},
     {"points", value},
     {"money", money},
     "{points} kept back, worth {money}{bound}",
     "冻结{points}，可抵现{money}{bound}"},
    {code::captured,
     {"bound", bounded},
     {"points", value},
     {"money", money},
     "{points} kept back pay {money}{bound}",
     "冻结的{points}抵现{money}{bound}"},
    {code::released,
     {},
     {"points", value},
     {"hold", number},
     "{points} of hold {hold} given back",
     "冻结单{hold}解除，{points}恢复可用"},
    {code::hold_refused,
     {"bound", refused},
     {"wished", wish},
     {"hold", number},
     "hold {hold} on {wished} refused, because of {bound}",
     "冻结单{hold}申请{wished}未获准：{bound}"},
    {code::sent,
     {},
     {"points", value},
     {"available", value},
     "{points} sent, of {available} available",
     "转出{points}，此前可用{available}"},
    {code::received,
     {},
     {"points", value},
     {"available", value},
     "{points} received, now {available} available",
     "转入{points}，现可用{available}"},
    {code::transfer_refused,
     {"bound", refused},
     {"wished", wish},
     {"available", value},
     "sending {wished} refused, because of {bound}; {available} available",
     "申请转出{wished}未获准：{bound}；可用{available}"},
    {code::earned,
     {"scope", scope},
     {"points", value},
     {"basis", money},
     "{points} earned on {basis}",
     "消费{basis}，获得{points}"},
    {code::debt_paid,
     {},
     {"paid", value},
     {"left", value},
     "{paid} of it pay what was owed; {left} still owed",
     "其中{paid}抵还欠分，尚欠{left}"},
    {code::taken_back, {"scope", scope}, {"points", value}, {}, "{points} taken back", "扣回{points}"},
    {code::owed,
     {},
     {"points", value},
     {"debt", value},
     "{points} of it are no longer there and are owed; {debt} owed in all",
     "其中{points}已不足扣，记为欠分，共欠{debt}"},
    {code::expired,
     {"pool", slot},
     {"points", value},
     {"day", day},
     "{points} expired on {day}",
     "{points}于{day}到期失效"},
    {code::opened,
     {"pool", slot},
     {"points", value},
     {"day", day},
     "{points} usable since {day}",
     "{points}自{day}起可用"},
    {code::counted,
     {"measure", slot},
     {"amount", value},
     {"order", order},
     "order {order} counts from now on: {amount}",
     "订单{order}自此计入：{amount}"},
    {code::cap_cut,
     {"cap", capped},
     {"points", value},
     {"wanted", value},
     "{wanted} cut to {points} by the cap {cap}",
     "{cap}：应得{wanted}，实得{points}"},
    {code::cap_refused,
     {"cap", capped},
     {"points", value},
     {"wanted", value},
     "none of {wanted}, by the cap {cap}",
     "{cap}：应得{wanted}，不予发放"},
    {code::restored,
     {},
     {"points", value},
     {"money", money},
     "{points} put back, for {money} that they had paid",
     "退还{points}，对应已抵现{money}"},
    {code::excused,
     {},
     {"points", value},
     {"due", value},
     "{points} of {due} had expired unused and count as paid back",
     "应扣回{due}，其中{points}未用已到期，视为已扣回"},
    {code::forgiven,
     {},
     {"points", value},
     {"missing", value},
     "{points} of {missing} missing are forgiven",
     "尚缺{missing}，免除{points}"},
    {code::withheld,
     {},
     {"points", value},
     {"money", money},
     "{money} of the refund withheld for {points} missing",
     "所缺{points}由退款中扣除{money}"},
    {code::action_awarded, {}, {"points", value}, {"claim", number}, "{points} given", "赠送{points}"},
    {code::claim_repeated,
     {},
     {"points", value},
     {"claim", number},
     "{points} not given: claimed once already",
     "已领取过，不再赠送{points}"},
    {code::given_by_hand, {}, {"points", value}, {}, "{points} given by staff", "人工赠送{points}"},
    {code::taken_by_hand,
     {},
     {"points", value},
     {"wanted", value},
     "{points} of {wanted} taken by staff",
     "人工应扣{wanted}，实扣{points}"},
    {code::withdrawn,
     {},
     {"points", value},
     {"order", order},
     "{points} that waited for order {order} withdrawn",
     "待订单{order}生效的{points}取消"},
    {code::claim_not_due,
     {},
     {"points", value},
     {"day", day},
     "{points} not given: the first day to claim them is {day}",
     "未到领取日，{points}自{day}起可领取"},
    {code::ladder_paid,
     {},
     {"award", value},
     {"measure", measured},
     "{award} given at {measure}",
     "{measure}，返{award}"},
    {code::ladder_taken_back,
     {},
     {"award", value},
     {"measure", measured},
     "{award} taken back at {measure}",
     "{measure}，扣回{award}"},
    {code::ladder_frozen,
     {},
     {"award", value},
     {"measure", measured},
     "{award} kept back at {measure}, until the step is reached again",
     "{measure}，冻结{award}，再次达到该档时恢复"},
    {code::goal_reached,
     {},
     {"rewards", given},
     {"charged", value},
     "{rewards} for {charged}",
     "{charged}换得{rewards}"},
    {code::goal_refunded,
     {},
     {"refunded", value},
     {"borne", value},
     "{refunded} given back; the program bears {borne}",
     "退回{refunded}，其中由商家承担{borne}"},
    {code::tier_reached,
     {"tier", level},
     {"measure", measured},
     {"before", level},
     "{tier} reached from {before} at {measure}",
     "升级：{before} → {tier}（{measure}）"},
    {code::tier_fallen,
     {"tier", level},
     {"measure", measured},
     {"before", level},
     "fallen to {tier} from {before} at {measure}",
     "降级：{before} → {tier}（{measure}）"},
    {code::tier_distance,
     {"tier", level_of},
     {"missing", missing},
     {"measure", measured},
     "{missing} more reaches {tier}; now at {measure}",
     "距 {tier} 还差{missing}（{measure}）"},
    {code::tier_to_keep,
     {"tier", level_of},
     {"missing", missing},
     {"day", day},
     "{missing} more keeps {tier}, judged on {day}",
     "{tier} 保级还差{missing}，{day}评定"},
    {code::tier_renewed,
     {"tier", level},
     {"measure", measured},
     {"day", day},
     "{tier} renewed at {measure}, judged next on {day}",
     "{tier} 保级成功（{measure}），下次{day}评定"},
    {code::tier_planned,
     {"tier", level},
     {"measure", measured},
     {"day", day},
     "{tier} begins on {day}, at {measure}",
     "{day}起，会员等级：{tier}（{measure}）"},
    {code::tier_set,
     {"tier", level},
     {"how", exactness},
     {"day", day},
     "{how} {tier}, set by staff until {day}",
     "人工设定等级{how} {tier}，至{day}"},
    {code::tier_surplus,
     {"tier", level},
     {"carried", missing},
     {"measure", measured},
     "{carried} above {tier} carried on, of {measure}",
     "超出 {tier} 的{carried}结转（{measure}）"},
    {code::overspent,
     {},
     {"points", value},
     {"debt", value},
     "{points} spent that were no longer there; {debt} owed now",
     "超额使用{points}，现欠{debt}"},
}};

}  // namespace reason_table

std::span<reason_kind const> reason_kinds() noexcept { return reason_table::all; }

reason_kind const* kind_of_reason(reason_code code) noexcept {
    auto const& all = reason_table::all;
    auto const found =
        std::find_if(all.begin(), all.end(), [&](reason_kind const& k) { return k.code == code; });
    return found == all.end() ? nullptr : &*found;
}

bilingual text_without_day(reason_code code) noexcept {
    switch (code) {
        case reason_code::tier_renewed:
            return {"{tier} renewed at {measure}", "{tier} 保级成功（{measure}）"};
        case reason_code::tier_planned: return {"{tier} stays, at {measure}", "等级维持 {tier}（{measure}）"};
        case reason_code::tier_set: return {"{how} {tier}, set by staff", "人工设定等级{how} {tier}"};
        default: return {};
    }
}

// The words are those of messages.
bilingual text_of(bound by) noexcept {
    switch (by) {
        case bound::wish: return {"the wish", "申请数量"};
        case bound::balance: return {"the balance", "可用余额"};
        case bound::payable: return {"what is to be paid", "应付金额"};
        case bound::share: return {"the share that points may pay", "积分抵现比例上限"};
        case bound::step: return {"whole steps", "整数倍要求"};
        case bound::minimum: return {"the minimum", "最低使用量"};
        case bound::limit: return {"how often it is allowed", "使用次数上限"};
        case bound::lines: return {"what the goods cost that points may pay", "可抵现商品金额"};
        case bound::points_cap: return {"the most points of an order", "每单积分上限"};
        case bound::money_cap: return {"the most money of an order", "每单抵现金额上限"};
        case bound::least_balance: return {"the least balance asked for", "最低余额要求"};
        case bound::no_hold: return {"a hold that is not there, or is over", "冻结单不存在或已结束"};
        case bound::hold_taken: return {"another hold of that number", "冻结单号已被占用"};
        case bound::day: return {"the day", "当日不可使用"};
        case bound::channel: return {"the channel", "该渠道不可使用"};
        case bound::segment:
            return {"the segment that the member is in, or is not in", "不属于可使用的会员分群"};
        case bound::guard: return {"the least profit of the order", "毛利底线"};
    }
    return {};
}

bilingual text_of_refusal(bound by) noexcept {
    bilingual const said = text_of(by);
    auto const in_chinese = [&](std::string_view cause) { return bilingual{said.english, cause}; };
    switch (by) {
        case bound::balance: return in_chinese("可用余额不足");
        case bound::payable: return in_chinese("超过应付金额");
        case bound::share: return in_chinese("超过积分抵现比例上限");
        case bound::step: return in_chinese("不符合整数倍要求");
        case bound::minimum: return in_chinese("未达到最低使用量");
        case bound::limit: return in_chinese("已达到使用次数上限");
        case bound::lines: return in_chinese("超过可抵现商品金额");
        case bound::points_cap: return in_chinese("超过每单积分上限");
        case bound::money_cap: return in_chinese("超过每单抵现金额上限");
        case bound::least_balance: return in_chinese("未达到最低余额要求");
        case bound::guard: return in_chinese("将低于毛利底线");
        case bound::wish:
        case bound::no_hold:
        case bound::hold_taken:
        case bound::day:
        case bound::channel:
        case bound::segment: break;
    }
    return said;
}

bilingual text_of(suppression why) noexcept {
    switch (why) {
        case suppression::better: return {"is worth more", "更优惠"};
        case suppression::earlier: return {"comes first", "优先"};
        case suppression::alone: return {"stands alone", "不可同享"};
        case suppression::incompatible: return {"never stands together with it", "与其互斥"};
    }
    return {};
}

bilingual text_of(compensation_bar why) noexcept {
    switch (why) {
        case compensation_bar::none: break;
        case compensation_bar::other_goods: return {"it is for other goods", "不属于可补偿商品"};
        case compensation_bar::came_back: return {"some of it came back", "已有退货"};
        case compensation_bar::repeated: return {"it was compensated before", "已补偿过"};
        case compensation_bar::nothing_paid: return {"too little was paid for it", "实付金额过低"};
    }
    return {};
}

bilingual text_of(not_open why) noexcept {
    switch (why) {
        case not_open::no_coupon: return {"the member holds no coupon for it", "无可用优惠券"};
        case not_open::not_asked: return {"a coupon for it was not asked for", "有优惠券未使用"};
        case not_open::used_up: return {"it was used as often as it may be", "已达使用次数上限"};
        case not_open::budget: return {"its budget leaves less than that", "活动预算不足"};
    }
    return {};
}

bilingual text_of(cap_on what) noexcept {
    switch (what) {
        case cap_on::nothing: break;
        case cap_on::order: return {"of an order", "每单上限"};
        case cap_on::window: return {"of a time", "时段上限"};
        case cap_on::balance: return {"of the balance", "余额上限"};
    }
    return {};
}

bilingual text_of(posting_kind kind) noexcept {
    switch (kind) {
        case posting_kind::issue: return {"{amount} issued{life}", "发放{amount}{life}"};
        case posting_kind::redeem: return {"{amount} used{life}", "使用{amount}{life}"};
        case posting_kind::expire: return {"{amount} expired{life}", "{amount}失效{life}"};
        case posting_kind::claw: return {"{amount} taken back{life}", "扣回{amount}{life}"};
        case posting_kind::owe: return {"{amount} owed", "欠{amount}"};
        case posting_kind::repay: return {"an award pays {amount} owed", "发放的{amount}抵还欠分"};
        case posting_kind::restore: return {"{amount} put back{life}", "退还{amount}{life}"};
        case posting_kind::reserve: return {"{amount} kept back{life}", "冻结{amount}{life}"};
        case posting_kind::release: return {"{amount} kept back no longer{life}", "解冻{amount}{life}"};
        case posting_kind::capture: return {"{amount} kept back used{life}", "使用冻结的{amount}{life}"};
        case posting_kind::send: return {"{amount} moved away{life}", "转出{amount}{life}"};
        case posting_kind::receive: return {"{amount} moved here{life}", "转入{amount}{life}"};
        case posting_kind::forgive: return {"{amount} owed forgiven", "免除所欠{amount}"};
        case posting_kind::pay: return {"{amount} pay what was owed{life}", "{amount}抵还欠分{life}"};
        case posting_kind::overspend:
            return {"{amount} spent that were not there, and owed", "超额使用{amount}，记为欠分"};
        case posting_kind::take_over: return {"a debt of {amount} moved here", "转入欠分{amount}"};
        case posting_kind::hand_over: return {"a debt of {amount} moved away", "转出欠分{amount}"};
        case posting_kind::tally: return {"{slot}: {amount}{life}", "{slot}：{amount}{life}"};
        case posting_kind::raise: return {"{slot}: {amount} higher{life}", "{slot}：提高{amount}{life}"};
        case posting_kind::forget:
            return {"{slot}: {amount} no longer count{life}", "{slot}：{amount}不再计入{life}"};
        case posting_kind::status: return {"{part} {tier}{life}", "{part} {tier}{life}"};
        case posting_kind::hold: return {"what follows belongs to hold {hold}", "以下属于冻结单{hold}"};
        case posting_kind::excuse:
            return {"{amount} expired count as paid back{life}", "已失效的{amount}视为已扣回{life}"};
        case posting_kind::postpone:
            return {"{slot}: {amount} to count{life}", "{slot}：待计入{amount}{life}"};
        case posting_kind::on_day: return {"what follows is of {day}", "以下为{day}发生"};
    }
    return {};
}

bilingual text_of(status_part part) noexcept {
    switch (part) {
        case status_part::reached: return {"tier reached:", "达到等级"};
        case status_part::coming: return {"tier to come:", "即将成为等级"};
        case status_part::least: return {"set by staff, at least:", "人工设定等级至少"};
        case status_part::exactly: return {"set by staff, exactly:", "人工设定等级为"};
    }
    return {};
}

bilingual text_of(measure_kind kind) noexcept {
    switch (kind) {
        case measure_kind::net_spend: return {"net spend", "净消费"};
        case measure_kind::gross_spend: return {"gross spend", "总消费"};
        case measure_kind::orders: return {"orders", "订单数"};
        case measure_kind::items: return {"items", "件数"};
        case measure_kind::best_order: return {"best order", "最高单笔"};
        case measure_kind::points_earned: return {"points earned", "累计获得积分"};
        case measure_kind::points_available: return {"points available", "可用积分"};
        case measure_kind::order_periods: return {"order periods", "下单周期数"};
    }
    return {};
}

}  // namespace tessera::document
