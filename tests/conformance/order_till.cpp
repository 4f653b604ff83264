// SPDX-License-Identifier: BSL-1.0
#include "order_till.hpp"

#include <utility>

namespace conformance::order_side {

using namespace tessera;

namespace {

auto made_of(currency const& unit, std::vector<std::string> const& means) {
    rule_list<by_hand> hands;
    rule_list<redemption> payments;
    for (std::string const& one : means) {
        hands.add(by_hand(one, one, hand::gives).with_decimals(unit.digits));
        payments.add(redemption(one, {.points = 1, .money = 1}));
    }
    return make("till", unit, hands, payments);
}

}  // namespace

struct order_till::engine {
    using program_type = std::remove_cvref_t<decltype(*made_of(currencies::EUR, {}))>;

    engine(currency const& unit, std::vector<std::string> some)
        : means(std::move(some)), program(program_of(unit, means)) {}

    static program_type program_of(currency const& unit, std::vector<std::string> const& means) {
        auto made = made_of(unit, means);
        if (!made) throw unsupported("no program of the library: " + std::string(message(made.error())));
        return *std::move(made);
    }

    std::vector<std::string> means;  ///< lives as long as the program that is named by it
    program_type program;
    account customer;
    journal history;
};

order_till::order_till(currency const& money, std::vector<std::string> means)
    : engine_(std::make_unique<engine>(money, std::move(means))) {}
order_till::~order_till() = default;

fact_head order_till::next_head() {
    ++sequence_;
    return {{sequence_}, {{day.day * std::int64_t{86'400}}, sequence_}, day, date_of(2000, 1, 1)};
}

template <class Fact>
decision const& order_till::commit(Fact const& what) {
    auto const decided = engine_->program.decide(engine_->customer, what, last_);
    if (!decided) throw mismatch("the error: " + std::string(message(decided.error())));
    errc const failed = apply(engine_->customer, engine_->program.chart(), last_.as_entry());
    if (failed != errc::ok) throw mismatch("the error: " + std::string(message(failed)));
    engine_->history.append(last_.as_entry());
    return last_;
}

void order_till::load(std::string const& means, std::int64_t minor, date ends) {
    commit(
        action{.head = next_head(), .what = action_named(means), .amount = minor, .lot = {.expires = ends}});
}

template <class Fact>
std::optional<bound> order_till::try_hold(Fact const& what) {
    commit(what);
    for (reason const& why : last_.reasons)
        if (why.code == reason_code::hold_refused) return static_cast<bound>(why.detail);
    return {};
}

std::optional<bound> order_till::keep(std::string const& means, std::int64_t minor, std::uint64_t hold) {
    rule_id const rule = engine_->program.redemption_rule(means);
    instant const ends{(day.day + 3'650) * std::int64_t{86'400}};
    return try_hold(reserve{next_head(), rule, {hold}, minor, ends});
}
std::optional<bound> order_till::take(std::string const& means, std::int64_t minor, std::uint64_t hold) {
    return try_hold(capture{next_head(), engine_->program.redemption_rule(means), {hold}, minor});
}
std::optional<bound> order_till::let_go(std::string const& means, std::uint64_t hold) {
    return try_hold(release{next_head(), engine_->program.redemption_rule(means), {hold}});
}

order order_till::order_of(bill_to_pay const& what) {
    lines_ = {line{.list_minor = what.goods_minor}};
    wishes_.clear();
    for (std::string const& means : what.means) wishes_.push_back({engine_->program.redemption_rule(means)});
    order placed{.head = next_head()};
    placed.what.lines = lines_;
    placed.what.shipping_minor = what.shipping_minor;
    placed.wishes = wishes_;
    return placed;
}

decision const& order_till::look_at(bill_to_pay const& what) {
    auto const decided = engine_->program.decide(engine_->customer, order_of(what), last_);
    if (!decided) throw mismatch("the error: " + std::string(message(decided.error())));
    return last_;
}
decision const& order_till::pay(bill_to_pay const& what) { return commit(order_of(what)); }

// --- figures -----------------------------------------------------------------------------------------------

balance order_till::owns(std::string const& means) const {
    auto const& program = engine_->program;
    return balance_of(engine_->customer, program.chart(), program.pool(means), day);
}

namespace {

template <class Postings>
std::int64_t redeemed_of(Postings const& postings, slot_id slot) {
    std::int64_t sum = 0;
    for (posting const& p : postings)
        if (p.slot == slot && legs_of(p.kind).to == side::redeemed) sum += p.amount;
    return sum;
}

}  // namespace

std::int64_t order_till::used(std::string const& means) const {
    std::int64_t sum = 0;
    journal const& history = engine_->history;
    for (std::size_t i = 0; i < history.size(); ++i)
        sum += redeemed_of(history[i].postings, engine_->program.pool(means));
    return sum;
}
std::int64_t order_till::pays(std::string const& means) const {
    return redeemed_of(last_.postings, engine_->program.pool(means));
}
std::int64_t order_till::kept() const {
    for (reason const& why : last_.reasons)
        if (why.code == reason_code::reserved) return why.b;
    return 0;
}
std::int64_t order_till::due() const {
    return last_.priced.payable_minor() - last_.receipt.stored_value_minor;
}

}  // namespace conformance::order_side
