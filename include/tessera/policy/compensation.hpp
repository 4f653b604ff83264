// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/facts/basis.hpp>
#include <tessera/facts/compensate.hpp>
#include <tessera/facts/refunded.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/money/rounding.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/life.hpp>

/// Floor 4. Compensation: for goods that nobody wants back, credit instead of a return.

namespace tessera {

/// Credit of at most a share of what was paid for a line, rounded down: half of 9.99 is 4.99. A line is
/// compensated once, and never when some of it has come back; spend, points and levels stay as they are.
/// Should the goods come back after all, the refund is less by what was given for them. It is given as long
/// as returns of the order are taken. Example: `compensation("spoiled", "vouchers", 50_percent).of({.with =
/// consumable}).living(days(90))`. Tested by: tests/policy/compensation.test.cpp.
class compensation {
public:
    static constexpr phase at = phase::act;

    /// `credit` is the pool that it goes to, in minor units.
    constexpr compensation(std::string_view name, std::string_view credit, ratio share) noexcept
        : name_(name), pool_name_(credit), share_(share) {}

    /// Returns: the compensation for these goods alone.
    [[nodiscard]] constexpr compensation of(line_filter goods) const noexcept {
        compensation c = *this;
        c.goods_ = goods;
        return c;
    }
    /// Returns: the compensation whose credit lives so long.
    [[nodiscard]] constexpr compensation living(life how_long) const noexcept {
        compensation c = *this;
        c.life_ = how_long;
        return c;
    }

    [[nodiscard]] static constexpr rule_id id_of(std::string_view name) noexcept {
        return rule_named("compensation", name);
    }
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("compensation", name_);
        pool_ = b.credit(pool_name_, life_.in == life::unit::endless);
        claims_ = b.remembered_sum(binder::returns_slot_name());
        b.require(share_ > ratio(0), errc::not_above_zero);
        b.require(share_ <= ratio(1), errc::discount_above_whole);
        b.require(life_.sound(), errc::lifetime_needed);
        if (!b.resolving()) return;
        horizon_days_ = b.remembered();
        b.require(horizon_days_ > 0, errc::returns_needed);
    }

    /// It answers to requests; no other fact calls for it.
    void propose(fact_view const&, draft const&, member_out&) const noexcept {}

    /// Effects: compensates a line, and notes it in the receipt's new image.
    /// Fails with: `return_too_late`, `stale_receipt`, `unknown_line`, `negative_amount`, `overflow`.
    void answer(compensation_request const& request, standing const&, draft const& d,
                member_out& out) const noexcept {
        compensate const& asked = request.asked;
        receipt const& was = *asked.paper;
        request.image = was;
        if (asked.head.day < was.day || was.day + horizon_days_ <= d.day())
            return out.fail(errc::return_too_late);
        if (d.claimed(claims_, was.order.value) != was.returns) return out.fail(errc::stale_receipt);
        if (asked.wish_minor < 0) return out.fail(errc::negative_amount);
        std::size_t which = 0;
        while (which < was.lines.size() && was.lines[which].number != asked.number) ++which;
        if (which == was.lines.size()) return out.fail(errc::unknown_line);
        auto const paid = paid_for(which, was, request.scratch);
        if (!paid) return out.fail(paid.error());
        std::int64_t const most = std::min(asked.wish_minor, *scale(*paid, share_, rounding::down));
        if (auto const why = barred(which, was, most); why != compensation_bar::none)
            return out.explain({most, static_cast<std::int64_t>(asked.number), rule_,
                                reason_code::compensation_refused, static_cast<std::uint16_t>(why)});
        note(which, most, request, out);
        out.award(rule_, pool_, most, life_.end(d.day()));
        out.explain({most, *paid, rule_, reason_code::compensated, 0});
    }

private:
    friend struct detail::teller;

    /// Returns: what was paid for a line, whatever paid; no more than what of the order's price was neither
    ///   refunded nor given so far. Fails with: `overflow`.
    [[nodiscard]] static result<std::int64_t> paid_for(std::size_t which, receipt const& paper,
                                                       std::vector<std::int64_t>& scratch) {
        basis everything = paid_price.with_stored_value();
        everything.lines = {};
        auto const filled = basis_lines(everything, paper.priced(), paper.stored_value_minor, scratch);
        if (!filled) return filled.error();
        if (paper.benefits.empty()) return scratch[which];
        std::int64_t const not_back =
            paper.totals.paid_minor() - paper.refunded_minor - compensated_in_all(paper);
        return std::clamp<std::int64_t>(not_back, 0, scratch[which]);
    }
    [[nodiscard]] compensation_bar barred(std::size_t which, receipt const& paper, std::int64_t most) const {
        if (!goods_.takes(paper.lines[which])) return compensation_bar::other_goods;
        if (paper.back(which) != line_return{}) return compensation_bar::came_back;
        if (!paper.compensated.empty() && paper.compensated[which] > 0) return compensation_bar::repeated;
        return most > 0 ? compensation_bar::none : compensation_bar::nothing_paid;
    }
    void note(std::size_t which, std::int64_t given, compensation_request const& request,
              member_out& out) const {
        receipt& image = request.image;
        if (image.compensated.empty()) {
            if (image.benefits.empty()) image.refunded_minor = refunded(image, request.scratch, out);
            for (std::size_t i = 0; i < image.lines.size(); ++i) image.compensated.push_back(0);
        }
        image.compensated[which] = given;
        ++image.returns;
        out.claim(rule_, claims_, image.order.value, 1, image.day);
    }
    /// Returns: what was refunded of goods that came back before; shipping is with none of them, for not all
    ///   are back.
    [[nodiscard]] static std::int64_t refunded(receipt const& image, std::vector<std::int64_t>& scratch,
                                               member_out& out) {
        basis everything = paid_price.with_stored_value();
        everything.lines = {};
        auto const back = basis_back(everything, image.priced(), image, scratch);
        return back ? *back : (out.fail(back.error()), 0);
    }

    std::string_view name_;
    std::string_view pool_name_;
    ratio share_;
    line_filter goods_{};
    life life_ = endless;
    std::int32_t horizon_days_ = 0;
    slot_place pool_{};
    slot_place claims_{};
    rule_id rule_{};
};

}  // namespace tessera
