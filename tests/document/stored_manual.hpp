// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "document/describe_cart.hpp"
#include "document/manual.hpp"

/// The tables of the page about what hosts store.

namespace document_tests {

template <>
inline constexpr std::string_view title_of<slot> = "slot";
template <>
inline constexpr std::string_view title_of<document::stored_entry> = "entry";
template <>
inline constexpr std::string_view title_of<posting> = "posting";
template <>
inline constexpr std::string_view title_of<slot_amount> = "amount of a slot";
template <>
inline constexpr std::string_view title_of<bucket> = "part of a measure";
template <>
inline constexpr std::string_view title_of<tessera::detail::far_lot> = "lot of a slot";
template <>
inline constexpr std::string_view title_of<tessera::detail::held_lot> = "held lot";
template <>
inline constexpr std::string_view title_of<slot_level> = "level";
template <>
inline constexpr std::string_view title_of<lot_key> = "dates of a lot";
template <>
inline constexpr std::string_view title_of<lot> = "lot";
template <>
inline constexpr std::string_view title_of<line> = "line";
template <>
inline constexpr std::string_view title_of<returned_line> = "returned line";
template <>
inline constexpr std::string_view title_of<redemption_wish> = "wish";
template <>
inline constexpr std::string_view title_of<line_filter> = "some lines";
template <>
inline constexpr std::string_view title_of<basis> = "basis";
template <>
inline constexpr std::string_view title_of<order_totals> = "totals";
template <>
inline constexpr std::string_view title_of<adjustment> = "adjustment";
template <>
inline constexpr std::string_view title_of<receipt_award> = "award";
template <>
inline constexpr std::string_view title_of<receipt_cap> = "cap";
template <>
inline constexpr std::string_view title_of<receipt_tender> = "tender";
template <>
inline constexpr std::string_view title_of<order_minimum> = "minimum";
template <>
inline constexpr std::string_view title_of<award_terms> = "terms of an award";
template <>
inline constexpr std::string_view title_of<line_return> = "return of a line";
template <>
inline constexpr std::string_view title_of<benefit_terms> = "offer of an order";
template <>
inline constexpr std::string_view title_of<benefit_condition> = "what an offer asked for";
template <>
inline constexpr std::string_view title_of<benefit_record> = "offers of an order";
template <>
inline constexpr std::string_view title_of<reason> = "reason";
template <>
inline constexpr std::string_view title_of<receipt> = "receipt";
template <>
inline constexpr std::string_view title_of<document::cart_line> = "line of a cart";
template <>
inline constexpr std::string_view title_of<document::cart_use> = "use of an offer";

/// A fact of one kind, as the manual makes one.
template <class Fact>
struct fact_page {};
template <class V, class Fact>
void describe(V& v, fact_page<Fact>&) {
    Fact plain{};
    document::stored_fact rows;
    document::fact_in<Fact> all{plain, rows};
    document::describe(v, all);
}
struct decision_page {};
template <class V>
void describe(V& v, decision_page&) {
    decision plain;
    document::decision_document all{plain, {}, {}};
    document::describe(v, all);
}

template <std::size_t... I>
void add_facts(manual& page, std::index_sequence<I...>) {
    (page.add<fact_page<std::variant_alternative_t<I, any_fact>>>(
         "fact: " + std::string(document::kind_of<std::variant_alternative_t<I, any_fact>>)),
     ...);
}

/// Returns: all tables of the page about what hosts store.
inline std::string stored_tables() {
    manual page;
    add_facts(page, std::make_index_sequence<std::variant_size_v<any_fact>>());
    page.add<document::account_document>("account");
    page.add<document::journal_header>("journal: the first line");
    page.add<document::stored_entry>("journal: a line");
    page.add<receipt>("receipt");
    page.add<decision_page>("decision");
    page.add<document::cart_text>("cart");
    return page.text();
}

}  // namespace document_tests
