// SPDX-License-Identifier: BSL-1.0
#include "shop.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <type_traits>
#include <utility>

namespace conformance {

using namespace tessera;

using tessera::rounding;

namespace {

template <class Rule>
rule_list<Rule> list_of(std::vector<Rule>& some) {
    return rule_list<Rule>(std::move(some));
}

auto made_of(rule_book& book) {
    return make("case", book.money, list_of(book.earn), list_of(book.awards), list_of(book.hands),
                list_of(book.payments), list_of(book.late_payments), list_of(book.rewards),
                list_of(book.late_rewards), list_of(book.promotions), list_of(book.quantities),
                list_of(book.goals), list_of(book.level_setters), list_of(book.transfers),
                list_of(book.tiers.one), list_of(book.tiers.two), list_of(book.tiers.three),
                list_of(book.tiers.four), list_of(book.tiers.five), book.returning);
}
using program_of_a_case = std::remove_cvref_t<decltype(*made_of(std::declval<rule_book&>()))>;

program_of_a_case program_of(rule_book& book) {
    auto made = made_of(book);
    if (!made) throw unsupported("no program of the library: " + std::string(message(made.error())));
    return *std::move(made);
}

}  // namespace

// --- rules -------------------------------------------------------------------------------------------------

tag_set rule_book::tag(std::string const& word) {
    if (tags_.size() == 48 && !tags_.contains(word)) throw unsupported("more than 48 labels in one case");
    return tags_.try_emplace(word, host_tag << tags_.size()).first->second;
}

void rule_book::add(accrual<> const& rule, std::vector<extra> const& multipliers) {
    std::array<extra, 4> four{};
    if (multipliers.size() > four.size()) throw unsupported("more than four multipliers of one rule");
    std::copy(multipliers.begin(), multipliers.end(), four.begin());
    earn.push_back(rule.with(four[0], four[1], four[2], four[3]));
}

namespace {

template <std::size_t N>
void add_group(std::vector<tiers<N>>& groups, measure const& by, std::span<tier const> steps, downgrade how,
               term_length held) {
    auto const made = [&]<std::size_t... I>(std::index_sequence<I...>) {
        return tiers<N>("levels", by, steps[I]...);
    }(std::make_index_sequence<N>{});
    groups.push_back(held.kind == term_length::until::nothing ? made.on_fall(how)
                                                              : made.on_fall(how).held(held));
}

}  // namespace

std::vector<std::string> rule_book::levels(measure by, tier_steps steps, downgrade how, term_length held) {
    std::sort(steps.begin(), steps.end());
    std::vector<std::string> names{""};
    std::vector<tier> made;
    for (auto const& [from, name] : steps) {
        names.push_back(name);
        auto const fine = to_int64(to_minor(from, 4, rounding::down));
        if (!fine || cpp_rational(*fine, 10'000) != from) throw unsupported("the threshold " + from.str());
        made.push_back(tier{named(name), decimal(*fine, 4)});
    }
    switch (made.size()) {
        case 1: add_group(tiers.one, by, made, how, held); break;
        case 2: add_group(tiers.two, by, made, how, held); break;
        case 3: add_group(tiers.three, by, made, how, held); break;
        case 4: add_group(tiers.four, by, made, how, held); break;
        case 5: add_group(tiers.five, by, made, how, held); break;
        default: throw unsupported(std::to_string(made.size()) + " levels");
    }
    return names;
}

void rule_book::by_hand(std::string_view pool, unsigned decimals) {
    hands.push_back(tessera::by_hand("give", pool, hand::gives).with_decimals(decimals));
    hands.push_back(tessera::by_hand("take", pool, hand::takes));
    hands.push_back(tessera::by_hand("demand", pool, hand::demands));
}

decimal amount(std::string_view text) {
    auto const value = decimal::parse(text);
    if (!value) throw unsupported("amount '" + std::string(text) + "'");
    return *value;
}

ratio rate(cpp_rational const& value) {
    auto const made = to_ratio(value);
    if (!made) throw unsupported("a rate beyond 64 bits");
    return *made;
}

date day_named(std::string_view text) {
    auto const day = parse_date(text.substr(0, 10));
    if (!day) throw unsupported("date '" + std::string(text) + "'");
    return *day;
}

// --- facts -------------------------------------------------------------------------------------------------

struct shop::engine {
    explicit engine(rule_book rules) : book(std::move(rules)), program(program_of(book)) {}
    rule_book book;  ///< its names live as long as the program
    program_of_a_case program;
};

struct shop::member {
    account owned;
    journal history;
};

shop::shop(rule_book book) : engine_(std::make_unique<engine>(std::move(book))) {}
shop::~shop() = default;

void shop::at(std::string_view when) {
    auto const on = day_named(when);
    auto const moment = when.size() > 10 ? parse_local_time(when) : result<local_time>(local_time{on, 0});
    if (!moment) throw unsupported("time '" + std::string(when) + "'");
    if (sequence_ > 0 && on < day) throw unsupported("events that go back in time");
    if (on != day || moment->second > second_) second_ = moment->second;
    day = on;
}

tag_set shop::tag(std::string const& word) { return engine_->book.tag(word); }

line shop::goods(cpp_rational const& price, std::int64_t quantity) const {
    if (quantity <= 0) throw unsupported("a quantity that is not above zero");
    return {.quantity = static_cast<std::uint32_t>(quantity), .list_minor = minor(price * quantity)};
}

redemption_wish shop::wish(std::string_view rule) const { return {engine_->program.redemption_rule(rule)}; }
redemption_wish shop::wish(std::string_view rule, std::int64_t amount) const {
    return {engine_->program.redemption_rule(rule), amount};
}

shop::member& shop::current() const {
    auto& found = members_[member_];
    if (!found) found = std::make_unique<member>();
    return *found;
}

fact_head shop::next_head() {
    ++sequence_;
    return {{sequence_}, {{day.day * std::int64_t{86'400} + second_}, sequence_}, day, date_of(2000, 1, 1)};
}

template <class Fact>
decision const& shop::decide(Fact const& what) {
    auto const decided = engine_->program.decide(current().owned, what, last_);
    if (!decided) throw mismatch("the error: " + std::string(message(decided.error())));
    return last_;
}

template <class Fact>
decision const& shop::commit(Fact const& what) {
    decide(what);
    if (last_.how == outcome::repeat) return last_;
    errc const failed = apply(current().owned, engine_->program.chart(), last_.as_entry());
    if (failed != errc::ok) throw mismatch("the error: " + std::string(message(failed)));
    current().history.append(last_.as_entry());
    return last_;
}

order shop::order_of(purchase const& what) {
    bought_.push_back(what);
    order placed;
    placed.head = next_head();
    placed.what.lines = bought_.back().lines;
    placed.wishes = bought_.back().wishes;
    placed.tags = bought_.back().tags;
    return placed;
}

decision const& shop::buy(purchase what, std::string const& id) {
    order const placed = order_of(what);
    commit(placed);
    if (id.empty()) return last_;
    receipts_[id] = last_.receipt;
    placed_[id] = placed;
    return last_;
}
decision const& shop::buy_again(std::string const& id) {
    order const& placed = placed_.at(id);
    if (placed.head.key < current().owned.frontier())
        throw unsupported("an order told again after other facts: its host's unique key knows it");
    return commit(placed);
}
decision const& shop::return_goods(std::string const& id, std::vector<returned_line> const& some) {
    receipt const paper = receipts_.at(id);
    receipt_return const back{next_head(), &paper, some};
    auto const decided = engine_->program.decide(current().owned, back, last_);
    if (!decided && decided.error() == errc::nothing_left) return last_;  // all was back before
    commit(back);
    receipts_[id] = last_.receipt;
    return last_;
}
decision const& shop::preview(purchase what) { return decide(order_of(what)); }
decision const& shop::wait() { return commit(day_passes{next_head()}); }

decision const& shop::act(std::string_view what, std::string_view claim) {
    return commit(action{
        .head = next_head(), .what = action_named(what), .claim = claim.empty() ? 0 : name_hash(claim)});
}

decision const& shop::by_hand(std::string_view hand, std::int64_t raw, lot_key const* lot) {
    return commit(action{.head = next_head(),
                         .what = action_named(hand),
                         .amount = raw,
                         .lot = lot ? *lot : lot_key{},
                         .lot_is_named = lot != nullptr});
}
decision const& shop::give(std::int64_t raw, lot_key lot) { return by_hand("give", raw, &lot); }
decision const& shop::give(std::int64_t raw) { return by_hand("give", raw, nullptr); }
decision const& shop::take(std::int64_t raw, lot_key lot) { return by_hand("take", raw, &lot); }
decision const& shop::take(std::int64_t raw) { return by_hand("take", raw, nullptr); }
decision const& shop::demand(std::int64_t raw) { return by_hand("demand", raw, nullptr); }

decision const& shop::act_by_hand(std::string_view hand, std::int64_t raw) {
    return by_hand(hand, raw, nullptr);
}
decision const& shop::act_by_hand(std::string_view hand, std::int64_t raw, lot_key lot) {
    return by_hand(hand, raw, &lot);
}
decision const& shop::set_level(std::string_view setter, std::uint8_t level) {
    return commit(
        action{.head = next_head(), .what = action_named(setter), .amount = level, .until = date::never()});
}
decision const& shop::send(std::int64_t raw, std::string const& to, std::string_view pool) {
    rule_id const rule = rule_named("transfer", pool);
    commit(send_points{next_head(), rule, raw});
    row<lot> const sent = lots_sent(last_.postings, rule);
    of(to);
    return sent.empty() ? last_ : commit(receive_points{next_head(), rule, sent.view()});
}
decision const& shop::give_back(std::vector<line> lines) {
    bought_.push_back({std::move(lines)});
    return commit(item_return{next_head(), bought_.back().lines});
}

// --- figures -----------------------------------------------------------------------------------------------

slot_id shop::slot_of(std::string_view pool) const { return engine_->program.pool(pool); }

balance shop::owns(std::string_view pool) const { return owns(pool, day); }
balance shop::owns(std::string_view pool, date on) const {
    return balance_of(current().owned, engine_->program.chart(), slot_of(pool), on);
}
std::vector<lot> shop::lots(std::string_view pool) const {
    return lots_of(current().owned, engine_->program.chart(), slot_of(pool), day);
}

std::vector<lot> shop::waiting(std::string_view pool) const {
    row<posting> none;
    std::vector<lot> found;
    chart const slots = engine_->program.chart();
    draft const seen(current().owned, slots, day, none);
    seen.for_each_stored_lot(slots.place(slot_of(pool)), [&](lot const& l) {
        if (l.amount > 0 && day < l.key.opens) found.push_back(l);
        return true;
    });
    return found;
}

cpp_rational shop::in_points(std::int64_t raw, std::string_view pool) const {
    return {raw, power_of_ten(engine_->program.chart()[slot_of(pool)].decimals)};
}
cpp_rational shop::points(std::string_view pool) const {
    balance const held = owns(pool);
    return in_points(held.available - held.debt, pool);
}

namespace {

std::int64_t in_units(cpp_rational const& value, unsigned digits) {
    cpp_int const units = to_minor(value, static_cast<int>(digits), rounding::down);
    auto const fits = to_int64(units);
    if (!fits || cpp_rational(units, power_of_ten(digits)) != value)
        throw unsupported("'" + value.str() + "' has more decimals than its unit");
    return *fits;
}

}  // namespace

std::int64_t shop::raw(cpp_rational const& points, std::string_view pool) const {
    return in_units(points, engine_->program.chart()[slot_of(pool)].decimals);
}
std::int64_t shop::minor(cpp_rational const& amount) const {
    return in_units(amount, engine_->program.money().digits);
}
cpp_rational shop::money(std::int64_t minor) const {
    return {minor, power_of_ten(engine_->program.money().digits)};
}

cpp_rational shop::moved(posting_kind kind, std::string_view pool) const {
    std::int64_t sum = 0;
    for (posting const& p : last_.postings)
        if (p.kind == kind && p.slot == slot_of(pool)) sum += p.amount;
    return in_points(sum, pool);
}

reason const* shop::reason_of(reason_code code) const {
    for (reason const& why : last_.reasons)
        if (why.code == code) return &why;
    return nullptr;
}

cpp_rational shop::price(basis const& part) const {
    std::vector<std::int64_t> scratch;
    auto const found = basis_amount(part, last_.priced, 0, scratch);
    if (!found) throw mismatch("the error: " + std::string(message(found.error())));
    return money(*found);
}
cpp_rational shop::due() const {
    return money(last_.priced.payable_minor() - last_.receipt.stored_value_minor);
}

cpp_rational shop::issued(std::string_view pool) const {
    std::int64_t sum = 0;
    journal const& history = current().history;
    for (std::size_t i = 0; i < history.size(); ++i)
        for (posting const& p : history[i].postings)
            if (p.slot == slot_of(pool) && legs_of(p.kind).from == side::issued) sum += p.amount;
    return in_points(sum, pool);
}

std::uint8_t shop::level() const {
    auto const& program = engine_->program;
    return program.standing(current().owned, day).level(program.group("levels"));
}

int shop::entries() const {
    int moving = 0;
    journal const& history = current().history;
    for (std::size_t i = 0; i < history.size(); ++i) {
        bool moves = false;
        for (posting const& p : history[i].postings) moves = moves || is_transfer(p.kind);
        moving += moves ? 1 : 0;
    }
    return moving;
}

}  // namespace conformance
