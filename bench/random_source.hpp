// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

/// Random numbers that are the same on every machine.

namespace bench {

/// The splitmix64 generator of Sebastiano Vigna (prng.di.unimi.it, public domain).
[[nodiscard]] inline std::uint64_t split_mix(std::uint64_t& state) noexcept {
    state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
}

/// The xoshiro256** generator of David Blackman and Sebastiano Vigna (prng.di.unimi.it, public domain).
/// Why not <random>: its distributions differ from one standard library to the next.
class random_source {
public:
    explicit random_source(std::uint64_t seed) noexcept {
        for (std::uint64_t& word : state_) word = split_mix(seed);
    }

    std::uint64_t next() noexcept {
        std::uint64_t const drawn = rotated(state_[1] * 5, 7) * 9;
        std::uint64_t const shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotated(state_[3], 45);
        return drawn;
    }

    std::uint64_t below(std::uint64_t bound) noexcept { return next() % bound; }

    /// Returns: a multiple of 2^-53 in [0, 1).
    double unit() noexcept { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    /// Returns: a draw of the standard normal distribution, by Box and Muller.
    double normal() noexcept {
        double radius = unit();
        double const angle = unit();
        while (radius <= 1e-300) radius = unit();
        return std::sqrt(-2 * std::log(radius)) * std::cos(2 * std::numbers::pi * angle);
    }

private:
    static std::uint64_t rotated(std::uint64_t word, int by) noexcept {
        return (word << by) | (word >> (64 - by));
    }

    std::uint64_t state_[4];
};

}  // namespace bench
