// SPDX-License-Identifier: BSL-1.0
#include "returns_contenders.hpp"

#include <utility>
#include <variant>

#include <tessera/program/commit.hpp>

#include "kept_receipts.hpp"
#include "kept_story.hpp"
#include "returns_program.hpp"
#include "tallies.hpp"

namespace bench {
namespace {

constexpr tessera::date opening = tessera::date_of(2024, 1, 1);
constexpr tessera::redemption_wish points_wish{returns_program.redemption_rule("points")};
constexpr tessera::redemption_wish credit_wish{returns_program.redemption_rule("cashback")};

struct pools {
    [[nodiscard]] static constexpr std::size_t place_of(tessera::slot_id slot) noexcept {
        return slot == points;
    }

    static constexpr tessera::slot_id points = returns_program.pool("points");
};

/// Goods of an order, whose receipt is looked for when they come back.
struct back_to_the_shop {
    tessera::fact_head head;
    std::uint32_t order;
    std::span<tessera::returned_line const> lines;
};

/// What happens in the shop.
using shop_fact = std::variant<tessera::order, back_to_the_shop>;

/// The facts of the work, and the memory they view.
class shop_facts {
public:
    explicit shop_facts(workload const& work) : work_(work) {
        copy_lines();
        facts_.reserve(work.size());
        for (std::size_t i = 0; i < work.size(); ++i) {
            auto const [at, comes_back] = work.fact_at(i);
            comes_back ? add(work.returns[at], at) : add(work.orders[at]);
        }
    }

    [[nodiscard]] std::span<tessera::member_fact<shop_fact> const> all() const noexcept { return facts_; }

private:
    /// A line's number is its place among all lines.
    void copy_lines() {
        lines_.reserve(work_.lines.size());
        for (line const& l : work_.lines)
            lines_.push_back({.sku = {l.sku},
                              .number = static_cast<std::uint32_t>(lines_.size()),
                              .quantity = l.quantity,
                              .list_minor = l.unit_price * l.quantity});
        returned_.reserve(work_.returns.size());
        for (goods_back const& g : work_.returns)
            returned_.push_back({.number = work_.orders[g.order].first_line + g.line, .quantity = g.units});
    }
    void add(order const& o) {
        tessera::order bought;
        bought.head = next_head(o.day);
        bought.what.lines = {lines_.data() + o.first_line, o.line_count};
        if (o.redeems == pays_with_points) bought.wishes = {&points_wish, 1};
        if (o.redeems == pays_with_credit) bought.wishes = {&credit_wish, 1};
        facts_.push_back({{o.member_id}, bought});
    }
    void add(goods_back const& g, std::size_t at) {
        back_to_the_shop back{next_head(g.day), g.order, {}};
        if (g.line != goods_back::all_lines) back.lines = {&returned_[at], 1};
        facts_.push_back({{work_.orders[g.order].member_id}, back});
    }
    [[nodiscard]] tessera::fact_head next_head(std::uint16_t day) const noexcept {
        std::uint64_t const number = facts_.size() + 1;
        return {.id = {number},
                .key = {{(opening.day + std::int64_t{day}) * 86400}, number},
                .day = opening + day};
    }

    workload const& work_;
    std::vector<tessera::line> lines_;
    std::vector<tessera::returned_line> returned_;
    std::vector<tessera::member_fact<shop_fact>> facts_;
};

/// The program as the shop asks it: whatever happens, with the receipt where goods come back.
class shop {
public:
    explicit shop(workload const& work) : work_(work), receipts_(work) {}

    [[nodiscard]] static tessera::chart chart() noexcept { return returns_program.chart(); }

    [[nodiscard]] tessera::result<void> decide(tessera::account const& of, shop_fact const& what,
                                               tessera::decision& out) const {
        if (auto const* const bought = std::get_if<tessera::order>(&what))
            return returns_program.decide(of, *bought, out);
        auto const& back = *std::get_if<back_to_the_shop>(&what);
        return returns_program.decide(
            of, tessera::receipt_return{back.head, &receipts_.of(back.order), back.lines}, out);
    }

    /// Effects: keeps the receipt of a decided fact.
    void keep(std::size_t place, tessera::decision const& decided) {
        auto const [at, comes_back] = work_.fact_at(place);
        if (comes_back)
            receipts_.of(work_.returns[at].order) = decided.receipt;
        else
            receipts_.open(work_.orders[at]) = decided.receipt;
    }

private:
    workload const& work_;
    kept_receipts<tessera::receipt> receipts_;
};

class in_the_shop : public contender {
public:
    explicit in_the_shop(workload const& work) : facts_(work), shop_(work) {
        members_.reserve(work.member_count, work.member_count * std::size_t{24});
        decision_.postings.reserve(64);
        decision_.reasons.reserve(64);
    }

    memory_use memory() const override { return {members_.row_bytes(), members_.index_bytes()}; }

protected:
    void take_in(std::size_t place) {
        bool const bought = facts_.all()[place].what.index() == 0;
        bought ? given_.add_order(decision_) : given_.add_return(decision_);
        shop_.keep(place, decision_);
    }
    [[nodiscard]] totals given() { return std::exchange(given_, tallies(pools{})).sums(); }

    shop_facts facts_;
    shop shop_;
    tessera::book members_;
    tessera::decision decision_;

private:
    tallies<pools> given_{pools{}};
};

class one_call : public in_the_shop {
public:
    using in_the_shop::in_the_shop;

    totals run(std::size_t first, std::size_t last) override {
        return run_each(first, last, [](tessera::decision const&) {});
    }

protected:
    /// `keep` is called with every decision.
    template <class Keep>
    totals run_each(std::size_t first, std::size_t last, Keep keep) {
        for (std::size_t i = first; i < last; ++i) {
            decide(facts_.all()[i]);
            keep(decision_);
            take_in(i);
        }
        return given();
    }

private:
    [[gnu::noinline]] void decide(tessera::member_fact<shop_fact> const& fact) {
        auto const done = tessera::commit(members_, shop_, fact.who, fact.what, decision_);
        if (!done) stop(done.error());
    }
};

class kept final : public one_call {
public:
    explicit kept(workload const& work) : one_call(work), story_(work.size() * 6) {}

    totals run(std::size_t first, std::size_t last) override {
        return run_each(first, last, [this](tessera::decision const& d) { story_.add(d); });
    }

private:
    kept_story story_;
};

class span_call final : public in_the_shop {
public:
    using in_the_shop::in_the_shop;

    totals run(std::size_t first, std::size_t last) override {
        auto const all =
            tessera::commit_all(members_, shop_, facts_.all().subspan(first, last - first), decision_,
                                [&](std::size_t place, tessera::decision const&) { take_in(first + place); });
        if (!all) stop(all.error);
        return given();
    }
};

}  // namespace

std::unique_ptr<contender> prepare_returns_one(workload const& work) {
    return std::make_unique<one_call>(work);
}
std::unique_ptr<contender> prepare_returns_kept(workload const& work) { return std::make_unique<kept>(work); }
std::unique_ptr<contender> prepare_returns_span(workload const& work) {
    return std::make_unique<span_call>(work);
}

}  // namespace bench
