// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/loaded_program.hpp>

#include <utility>

#include "build.hpp"
#include "loaded_rules.hpp"

namespace tessera {

loaded_program::loaded_program(std::shared_ptr<detail::loaded_versions const> made) noexcept
    : made_(std::move(made)) {}

document::program const& loaded_program::said() const noexcept { return *made_->said; }
chart loaded_program::chart() const noexcept { return made_->by.chart(); }
slot_id loaded_program::pool(std::string_view pool_name) const noexcept {
    return chart().find(binder::pool_slot_name(pool_name));
}
tag_set loaded_program::tag(std::string_view tag_name) const noexcept {
    return document::tag_named(said().tags, tag_name);
}
program_version loaded_program::version(date day) const noexcept { return made_->by.version(day); }
stretch<bound_measure const> loaded_program::measures(date day) const noexcept {
    return made_->by.measures(day);
}

template <detail::one_of_any_fact Fact>
result<void> loaded_program::decide(account const& of, Fact const& what, decision& out) const {
    return made_->by.decide(of, what, out);
}
template result<void> loaded_program::decide(account const&, order const&, decision&) const;
template result<void> loaded_program::decide(account const&, item_return const&, decision&) const;
template result<void> loaded_program::decide(account const&, receipt_return const&, decision&) const;
template result<void> loaded_program::decide(account const&, order_progress const&, decision&) const;
template result<void> loaded_program::decide(account const&, day_passes const&, decision&) const;
template result<void> loaded_program::decide(account const&, action const&, decision&) const;
template result<void> loaded_program::decide(account const&, reserve const&, decision&) const;
template result<void> loaded_program::decide(account const&, capture const&, decision&) const;
template result<void> loaded_program::decide(account const&, release const&, decision&) const;
template result<void> loaded_program::decide(account const&, claim const&, decision&) const;
template result<void> loaded_program::decide(account const&, send_points const&, decision&) const;
template result<void> loaded_program::decide(account const&, receive_points const&, decision&) const;
template result<void> loaded_program::decide(account const&, join_account const&, decision&) const;
template result<void> loaded_program::decide(account const&, compensate const&, decision&) const;

result<void> loaded_program::quote(tessera::standing const& who, cart const& what, priced_order& out) const {
    return made_->by.quote(who, what, out);
}
result<void> loaded_program::quote(tessera::standing const& who, cart const& what, priced_order& out,
                                   std::vector<std::int64_t>& room) const {
    return made_->by.quote(who, what, out, room);
}
result<void> loaded_program::quote(account const& of, order const& what, priced_order& out) const {
    return made_->by.quote(of, what, out);
}
result<void> loaded_program::settle(account const& of, order const& what, priced_order const& priced,
                                    decision& out) const {
    return made_->by.settle(of, what, priced, out);
}
result<void> loaded_program::settle_again(account const& of, order const& what, receipt const& charged,
                                          decision& out) const {
    return made_->by.settle_again(of, what, charged, out);
}

account loaded_program::as_of(account const& of, moment when) const { return made_->by.as_of(of, when); }
standing loaded_program::standing(account const& of, moment when) const {
    return made_->by.standing(of, when);
}
statement loaded_program::statement(account const& of, moment when) const {
    return made_->by.statement(of, when);
}

}  // namespace tessera
