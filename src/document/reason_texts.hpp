// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

#include <tessera/document/explain.hpp>

/// Part of tessera::document. The words of explanations, in each language.

namespace tessera::document {

struct bilingual {
    std::string_view english;
    std::string_view chinese;
    [[nodiscard]] constexpr std::string_view in(language wanted) const noexcept {
        return wanted == language::chinese ? chinese : english;
    }
};

/// Returns: the kind of a reason; null where the number is none of the enumeration.
[[nodiscard]] reason_kind const* kind_of_reason(reason_code code) noexcept;

/// Returns: the sentence where the reason's day never comes; empty where that changes nothing.
[[nodiscard]] bilingual text_without_day(reason_code code) noexcept;

/// Returns: the words; empty where the number is none of the enumeration.
[[nodiscard]] bilingual text_of(bound by) noexcept;
/// Returns: the bound as the cause of a refusal: in Chinese the words say how it was missed.
[[nodiscard]] bilingual text_of_refusal(bound by) noexcept;
[[nodiscard]] bilingual text_of(suppression why) noexcept;
[[nodiscard]] bilingual text_of(compensation_bar why) noexcept;
[[nodiscard]] bilingual text_of(not_open why) noexcept;
[[nodiscard]] bilingual text_of(cap_on what) noexcept;
[[nodiscard]] bilingual text_of(posting_kind kind) noexcept;
[[nodiscard]] bilingual text_of(status_part part) noexcept;
[[nodiscard]] bilingual text_of(measure_kind kind) noexcept;

}  // namespace tessera::document
