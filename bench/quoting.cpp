// SPDX-License-Identifier: BSL-1.0

/// bench_quoting [ROUNDS]: quotes carts of ten lines under twenty offers, by the library and by the same
/// rules written by hand, one after the other in each round, and checks that both come to the same; a line a
/// round:
///
///     quoting  by hand  the library  the same with a thousand times the quantity  twenty lines
///
/// in nanoseconds of CPU time a cart. "allocations" is how often the library asked for memory once it had
/// room.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>
#include <string>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

namespace {

using namespace tessera;
using namespace tessera::literals;

std::atomic<std::uint64_t> allocated{0};

constexpr std::size_t carts = 2'000;
constexpr std::uint64_t categories = 6;
constexpr tag_set birthday = host_tag;

/// One rule, as anyone would write it down: what it gives, and where.
struct rule {
    enum kind { share, amount, third_free, shipping, gift } what;
    std::uint64_t category;  ///< 0: all
    std::int64_t figure;     ///< percent, or minor units
    std::int64_t least;      ///< minor units of the goods before any rule
    bool by_birthday;
};

/// Twenty rules, in the order of their priority; about a third of them applies to a cart.
std::vector<rule> twenty() {
    std::vector<rule> all;
    for (std::uint64_t c = 1; c <= categories; ++c)
        all.push_back({rule::share, c, static_cast<std::int64_t>(2 + c), 0, c > 3});
    for (std::uint64_t c = 1; c <= 4; ++c) all.push_back({rule::third_free, c, 0, 0, c > 2});
    for (int n = 1; n <= 4; ++n) all.push_back({rule::amount, 0, n * 150, n * 400'00, false});
    all.push_back({rule::share, 0, 3, 500'00, false});
    all.push_back({rule::share, 0, 5, 1000'00, false});
    all.push_back({rule::shipping, 0, 50, 300'00, false});
    all.push_back({rule::shipping, 0, 100, 900'00, false});
    all.push_back({rule::gift, 0, 0, 700'00, false});
    all.push_back({rule::gift, 0, 0, 1500'00, true});
    return all;
}

struct sums {
    std::int64_t goods = 0, shipping = 0, gifts = 0;
    friend bool operator==(sums const&, sums const&) = default;
};

struct one_cart {
    std::vector<line> lines;
    std::int64_t shipping = 0;
    tag_set tags = 0;
};

std::vector<one_cart> some_carts(std::size_t length, std::uint32_t times) {
    std::uint64_t state = 42;
    auto const next = [&](std::uint64_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state >> 33U) % below;
    };
    std::vector<one_cart> all(carts);
    for (one_cart& c : all) {
        for (std::size_t i = 0; i < length; ++i) {
            std::uint32_t const quantity = static_cast<std::uint32_t>(1 + next(4));
            auto const price = static_cast<std::int64_t>(100 + next(30'000));
            c.lines.push_back({.sku = {1 + next(50)},
                               .category = {1 + next(categories)},
                               .quantity = quantity * times,
                               .list_minor = price * quantity * times});
        }
        c.shipping = 8'00;
        c.tags = next(4) == 0 ? birthday : 0;
    }
    return all;
}

// --- by hand -----------------------------------------------------------------------------------------------

/// What came off a line by a rule.
struct taken {
    std::size_t rule, line;
    std::int64_t off;
};

class hand_written {
public:
    explicit hand_written(std::vector<rule> all) : rules_(std::move(all)) {}

    sums quote(one_cart const& what) {
        sums made;
        taken_.clear();
        left_.clear();
        std::int64_t before = 0, shipping = what.shipping;
        for (line const& l : what.lines) {
            left_.push_back(l.list_minor);
            before += l.list_minor;
        }
        for (std::size_t r = 0; r < rules_.size(); ++r) {
            rule const& by = rules_[r];
            if (by.by_birthday && (what.tags & birthday) == 0) continue;
            if (before < by.least) continue;
            switch (by.what) {
                case rule::share: spread(r, what, (base(by, what) * by.figure * 2 + 100) / 200); break;
                case rule::amount: spread(r, what, std::min(by.figure, base(by, what))); break;
                case rule::third_free: third_free(r, what); break;
                case rule::shipping: {
                    std::int64_t const off = (shipping * by.figure * 2 + 100) / 200;
                    shipping -= off;
                    made.shipping += off;
                    break;
                }
                case rule::gift: ++made.gifts; break;
            }
        }
        for (taken const& t : taken_) made.goods += t.off;
        return made;
    }

private:
    [[nodiscard]] static bool takes(rule const& by, line const& l) {
        return by.category == 0 || by.category == l.category.value;
    }
    [[nodiscard]] std::int64_t base(rule const& by, one_cart const& what) const {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < what.lines.size(); ++i)
            if (takes(by, what.lines[i])) sum += left_[i];
        return sum;
    }
    /// By largest remainder, ties to the earlier line.
    void spread(std::size_t r, one_cart const& what, std::int64_t off) {
        std::int64_t const sum = base(rules_[r], what);
        if (off <= 0 || sum <= 0) return;
        shares_.clear();
        std::int64_t placed = 0;
        for (std::size_t i = 0; i < what.lines.size(); ++i) {
            std::int64_t const weight = takes(rules_[r], what.lines[i]) ? left_[i] : 0;
            shares_.push_back({off * weight / sum, off * weight % sum, i});
            placed += off * weight / sum;
        }
        order_ = shares_;
        std::stable_sort(order_.begin(), order_.end(),
                         [](share const& a, share const& b) { return a.rest > b.rest; });
        for (std::size_t k = 0; placed < off; ++k, ++placed) ++shares_[order_[k].line].whole;
        for (share const& s : shares_) take(r, s.line, s.whole);
    }
    void third_free(std::size_t r, one_cart const& what) {
        std::int64_t units = 0;
        order_.clear();
        for (std::size_t i = 0; i < what.lines.size(); ++i) {
            if (!takes(rules_[r], what.lines[i])) continue;
            units += what.lines[i].quantity;
            order_.push_back({left_[i], what.lines[i].quantity, i});
        }
        std::int64_t free = units / 3;
        std::stable_sort(order_.begin(), order_.end(),
                         [](share const& a, share const& b) { return a.whole * b.rest < b.whole * a.rest; });
        for (share const& s : order_) {
            std::int64_t const here = std::min(free, s.rest);
            take(r, s.line, (s.whole * here * 2 + s.rest) / (2 * s.rest));
            free -= here;
        }
    }
    void take(std::size_t r, std::size_t line, std::int64_t off) {
        if (off <= 0) return;
        left_[line] -= off;
        taken_.push_back({r, line, off});
    }

    struct share {
        std::int64_t whole, rest;
        std::size_t line;
    };
    std::vector<rule> rules_;
    std::vector<taken> taken_;
    std::vector<std::int64_t> left_;
    std::vector<share> shares_, order_;
};

// --- the library -------------------------------------------------------------------------------------------

std::vector<std::string> const names = [] {
    std::vector<std::string> made;
    for (int n = 0; n < 20; ++n) made.push_back("rule " + std::to_string(n));
    return made;
}();

offer offer_of(rule const& r, std::string_view name) {
    line_filter const some{.category = {r.category}};
    offer made(name);
    switch (r.what) {
        case rule::share: made = made.share_off(*ratio::make(r.figure, 100)).over(some); break;
        case rule::amount: made = made.amount_off({r.figure, 2}); break;
        case rule::third_free:
            made = made.share_off(1)
                       .rounded(rounding::half_up, offer_rounded::line)
                       .over(some)
                       .cheapest(every_unit)
                       .bought(2, some);
            break;
        case rule::shipping: made = made.share_off(*ratio::make(r.figure, 100)).of_shipping(); break;
        case rule::gift: made = made.gift({99}, 1, 5); break;
    }
    if (r.by_birthday) made = made.given(birthday);
    return r.least > 0 ? made.from({r.least, 2}) : made;
}

auto program_of(std::vector<rule> const& rules) {
    std::vector<offer> all;
    for (std::size_t i = 0; i < rules.size(); ++i)
        all.push_back(offer_of(rules[i], names[i]).priority(static_cast<std::int32_t>(rules.size() - i)));
    auto made = make("quoting", currencies::EUR, offers("all", std::move(all)));
    if (!made) std::exit(1);
    return *made;
}

using program_type = decltype(program_of({}));

/// The library with the room that it keeps.
class by_library {
public:
    explicit by_library(std::vector<rule> const& rules) : program_(program_of(rules)) {}

    sums quote(one_cart const& what) {
        cart const wanted{.lines = what.lines, .shipping_minor = what.shipping, .tags = what.tags};
        if (!program_.quote(standing{}, wanted, out_, room_)) std::exit(1);
        sums made{out_.totals.member_minor, what.shipping - out_.shipping_minor, 0};
        for (entitlement const& e : out_.entitlements) made.gifts += e.quantity;
        return made;
    }

private:
    program_type program_;
    priced_order out_;
    std::vector<std::int64_t> room_;
};

template <class Way>
double nanoseconds(std::vector<one_cart> const& all, Way& way) {
    std::int64_t sum = 0;
    std::clock_t const start = std::clock();
    for (one_cart const& c : all) sum += way.quote(c).goods;
    double const taken = static_cast<double>(std::clock() - start) * 1e9 / CLOCKS_PER_SEC;
    if (sum <= 0) std::exit(1);
    return taken / static_cast<double>(all.size());
}

}  // namespace

void* operator new(std::size_t bytes) {
    allocated.fetch_add(1, std::memory_order_relaxed);
    if (void* const block = std::malloc(bytes == 0 ? 1 : bytes)) return block;
    throw std::bad_alloc();
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

int main(int argc, char** argv) {
    int const rounds = argc > 1 ? std::atoi(argv[1]) : 9;
    auto const ten = some_carts(10, 1), many = some_carts(10, 1000), twice = some_carts(20, 1);
    hand_written plain(twenty());
    by_library library(twenty());
    for (auto const* const all : {&ten, &many, &twice})
        for (one_cart const& c : *all)
            if (!(plain.quote(c) == library.quote(c))) return std::puts("the two differ"), 1;
    std::uint64_t const before = allocated.load();
    for (one_cart const& c : ten) static_cast<void>(library.quote(c));
    std::printf("allocations %llu\n", static_cast<unsigned long long>(allocated.load() - before));
    for (int round = 0; round < rounds; ++round) {
        double const hand = nanoseconds(ten, plain), own = nanoseconds(ten, library);
        std::printf("quoting %.0f %.0f %.0f %.0f\n", hand, own, nanoseconds(many, library),
                    nanoseconds(twice, library));
    }
}
