// SPDX-License-Identifier: BSL-1.0
// A host without exceptions and without RTTI. That this links is the point; that it answers rightly, the
// rest.
#include <tessera/tessera.hpp>

namespace {

tessera::result<int> half(int value) {
    if (value % 2 != 0) return tessera::errc::not_representable;
    return value / 2;
}

}  // namespace

int main() {
    auto const even = half(8);
    auto const odd = half(7);
    bool const right = even.has_value() && *even == 4 && odd.error() == tessera::errc::not_representable;
    return right ? 0 : 1;
}
