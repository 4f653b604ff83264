// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/document/program.hpp>
#include <tessera/policy/after_earning.hpp>
#include <tessera/policy/coupon.hpp>
#include <tessera/policy/discount_redemption.hpp>
#include <tessera/policy/usable_in_its_order.hpp>
#include <tessera/program/rule_list.hpp>
#include <tessera/program/versions.hpp>

/// Floor 6, compiled: link tessera::document. A program made from a document: the library's own policies, as
/// many of each kind as the document has. It decides like one composed in code, to the byte.

namespace tessera {

namespace detail {

using loaded_rules =
    program<rule_list<tiers<any_number, any_number>>, rule_list<level_by_hand>, rule_list<ladder<any_number>>,
            rule_list<usable_in_its_order<ladder<any_number>>>,
            rule_list<accrual<any_number, any_number, any_number>>, rule_list<action_award>,
            rule_list<by_hand>, rule_list<goal>, rule_list<redemption>, rule_list<after_earning<redemption>>,
            rule_list<discount_redemption>, rule_list<reward>, rule_list<after_earning<reward>>,
            rule_list<automatic_redemption>, rule_list<transfer>, rule_list<returns>,
            rule_list<member_price<any_number>>, rule_list<promotion>,
            rule_list<quantity_price<std::vector<quantity_step>>>, rule_list<offers>, rule_list<margin_guard>,
            rule_list<coupon>>;

}  // namespace detail

/// Decides, quotes and settles as `versions` of a program do; its rules view the names of the document, which
/// it keeps. Copies share it.
class loaded_program : public version_list<detail::loaded_rules> {
public:
    loaded_program(std::shared_ptr<document::program const> said, version_list<detail::loaded_rules> rules)
        : version_list<detail::loaded_rules>(std::move(rules)), said_(std::move(said)) {}

    /// Returns: what the document says.
    [[nodiscard]] document::program const& said() const noexcept { return *said_; }
    [[nodiscard]] std::string_view name() const noexcept { return said_->name; }
    [[nodiscard]] currency money() const noexcept { return said_->money; }

    /// Returns: the slot of a pool; `no_slot` where no version has it.
    [[nodiscard]] slot_id pool(std::string_view pool_name) const noexcept {
        return chart().find(binder::pool_slot_name(pool_name));
    }
    /// Returns: the bits of a tag that the document declares, or of the library's own; 0 for another one.
    [[nodiscard]] tag_set tag(std::string_view name) const noexcept;

private:
    std::shared_ptr<document::program const> said_;
};

namespace document {

/// What making has come to: a program, or problems and none. Places are pointers; `load_program` adds lines.
struct making {
    std::vector<loaded_program> made;  ///< one, or none
    std::vector<problem> problems;

    [[nodiscard]] explicit operator bool() const noexcept { return !made.empty(); }
    [[nodiscard]] loaded_program const& operator*() const noexcept { return made.front(); }
    [[nodiscard]] loaded_program const* operator->() const noexcept { return &made.front(); }
};

/// Returns: the program that does what a document says, or all that is wrong between its rules.
[[nodiscard]] making make_program(program what);

/// Returns: the program of a document's text, or all that is wrong with it.
/// Example: examples/08_a_program_from_a_file.cpp. Tested by: tests/document/loaded_program.test.cpp.
[[nodiscard]] making load_program(std::string_view json, limits const& most = {});

}  // namespace document
}  // namespace tessera
