// SPDX-License-Identifier: BSL-1.0
#include "tool/quote.hpp"

#include <string_view>
#include <vector>

#include <tessera/document/account.hpp>
#include <tessera/document/cart.hpp>
#include <tessera/document/explain.hpp>

#include "tool/failure.hpp"
#include "tool/history.hpp"
#include "tool/zones.hpp"

namespace tessera::tool {

namespace {

std::string text_of(std::string const& path) {
    std::vector<char> const read = read_file(path);
    return {read.begin(), read.end()};
}

/// Returns: what a reading has come to. Throws: `failure` with `bad_document`.
template <class Reading>
Reading sound(Reading read, std::string const& path) {
    if (!read.problems.empty()) throw bad_text(exit_status::bad_document, read.problems, path);
    return read;
}

standing standing_of(quoting const& asked, loaded_program const& by, date day) {
    if (asked.account.empty()) return {.day = day};
    auto const member = sound(document::read_account(text_of(asked.account)), asked.account);
    if (!by.chart().extends(member.what.slots.view()))
        throw failure(exit_status::bad_document, asked.account + ": the account is of another chart");
    return by.standing(member.what.held, day);
}

}  // namespace

std::string quote(quoting const& asked) {
    auto const by = sound(load_program(text_of(asked.program)), asked.program);
    auto const wanted = sound(document::read_cart(text_of(asked.cart), *by), asked.cart);
    priced_order priced;
    date const day = wanted.what.day;
    auto const done = by->quote(standing_of(asked, *by, day), wanted.what.what, priced);
    if (!done)
        throw failure(exit_status::bad_history, asked.cart + ": " + std::string(message(done.error())));
    bool const chinese = asked.lang == "zh";
    document::explainer const teller(*by,
                                     chinese ? document::language::chinese : document::language::english);
    auto const bill = teller.bill(priced, day, wanted.what.names), why = teller.tell(priced, day);
    if (asked.json)
        return "{\"bill\":" + document::write_sentences(bill) + ",\"why\":" + document::write_sentences(why) +
               "}\n";
    std::string text;
    for (document::sentence const& s : bill) text += (s.kind == "off" ? "  " : "") + s.text + '\n';
    if (why.empty()) return text;
    text += chinese ? "原因：\n" : "why:\n";
    for (document::sentence const& s : why) text += "  " + s.text + '\n';
    return text;
}

}  // namespace tessera::tool
