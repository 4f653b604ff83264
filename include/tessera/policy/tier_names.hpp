// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tessera/core/errc.hpp>
#include <tessera/core/stretch.hpp>

/// Floor 4. The tiers of a program by name, as its rules make them known.

namespace tessera {

class tier_names {
public:
    static constexpr std::size_t tiers_max = 64;

    /// Effects: makes a group's tiers known, lowest first.
    /// Returns: `ok`, `unnamed`, `tier_named_twice`, or `too_many_slots`.
    [[nodiscard]] constexpr errc add(std::string_view group, stretch<std::string_view const> names) noexcept {
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].empty()) return errc::unnamed;
            for (std::size_t j = 0; j < i; ++j)
                if (names[i] == names[j]) return errc::tier_named_twice;
            if (count_ == tiers_max) return errc::too_many_slots;
            all_[count_++] = {group, names[i], static_cast<std::uint8_t>(i + 1)};
        }
        return errc::ok;
    }
    /// Returns: the level of a tier, 1 for the lowest; 0 for one that is not known.
    [[nodiscard]] constexpr std::uint8_t level(std::string_view group, std::string_view name) const noexcept {
        for (std::size_t i = 0; i < count_; ++i)
            if (all_[i].group == group && all_[i].name == name) return all_[i].level;
        return 0;
    }
    /// Returns: how many tiers a group has.
    [[nodiscard]] constexpr std::uint8_t count(std::string_view group) const noexcept {
        std::uint8_t levels = 0;
        for (std::size_t i = 0; i < count_; ++i)
            if (all_[i].group == group) ++levels;
        return levels;
    }

private:
    struct known_tier {
        std::string_view group;
        std::string_view name;
        std::uint8_t level = 0;
    };

    std::array<known_tier, tiers_max> all_{};
    std::size_t count_ = 0;
};

}  // namespace tessera
