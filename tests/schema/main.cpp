// SPDX-License-Identifier: BSL-1.0
// The published schemas against the loaders, over random documents, whole and spoiled: what the loader takes,
// the schema takes; what the schema refuses, the loader refuses; and what the loader refuses for its shape
// alone, the schema refuses. Writes each document with its schema's answer, one a line, for another validator
// to answer again.
//
//   tessera_schema OUTPUT PROGRAM...

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <tessera/document/account.hpp>
#include <tessera/document/cart.hpp>
#include <tessera/document/decision.hpp>
#include <tessera/document/event.hpp>
#include <tessera/document/journal.hpp>
#include <tessera/document/program.hpp>
#include <tessera/document/receipt.hpp>

#include "document/offer_shop.hpp"
#include "document/random_cart.hpp"
#include "document/random_fact.hpp"
#include "document/random_stored.hpp"
#include "ledger/random_member.hpp"

namespace {

using namespace tessera;
namespace json = boost::json;
using problems = std::vector<document::problem>;

class published_schema {
public:
    explicit published_schema(std::string const& text) : text_(json::parse(text)) {
        valijson::SchemaParser(valijson::SchemaParser::kDraft7)
            .populateSchema(valijson::adapters::BoostJsonAdapter(text_), schema_);
    }
    [[nodiscard]] bool takes(json::value const& document) {
        return valijson::Validator().validate(schema_, valijson::adapters::BoostJsonAdapter(document),
                                              nullptr);
    }

private:
    json::value text_;
    valijson::Schema schema_;
};

/// Returns: whether a schema can see this mistake: it looks at one value at a time, and not at what a word or
///   a number means to another.
bool of_shape(errc code) {
    return code == errc::unknown_key || code == errc::missing_key || code == errc::wrong_type;
}

/// Returns: what may stand in a document where something else should.
json::value anything() {
    return *rc::gen::element<json::value>(nullptr, true, 7, -1, 0.5, "x", "", "a\nb", json::array{},
                                          json::array{1}, json::object{}, json::object{{"a", 1}});
}

/// Effects: spoils one place of a document, anywhere.
void spoil(json::value& document) {
    json::value* at = &document;
    for (int depth = *rc::gen::inRange(0, 9); depth > 0; --depth) {
        std::vector<json::value*> inner;
        if (auto* object = at->if_object())
            for (auto& [key, value] : *object) inner.push_back(&value);
        if (auto* array = at->if_array())
            for (auto& value : *array) inner.push_back(&value);
        if (inner.empty()) break;
        at = inner[*rc::gen::inRange<std::size_t>(0, inner.size())];
    }
    auto* object = at->if_object();
    if (!object) {
        *at = anything();
        return;
    }
    if (object->empty() || *rc::gen::arbitrary<bool>())
        (*object)[*rc::gen::element("nonsense", "$comment")] = anything();
    else
        object->erase(std::next(object->begin(), *rc::gen::inRange<std::ptrdiff_t>(
                                                     0, static_cast<std::ptrdiff_t>(object->size()))));
}

/// The answers of both about documents of one kind, and the file of the schema's.
class comparison {
public:
    /// `name` is that of the schema, `read` tells what is wrong with a text.
    template <class Read>
    comparison(std::string name, std::string const& schema, Read read, std::ostream& to)
        : name_(std::move(name)), schema_(schema), read_(read), to_(to) {}

    /// Returns: whether both agree, as far as a schema sees.
    bool agree(json::value const& document) {
        problems const told = read_(json::serialize(document));
        bool const loads = told.empty(), valid = takes(document);
        bool const shape = std::ranges::any_of(told, [](auto const& p) { return of_shape(p.code); });
        if (loads ? valid : !valid || !shape) return true;
        std::cerr << (loads ? "only the schema refuses: "
                            : document::to_text(told.front(), "only the loader refuses"))
                  << json::serialize(document) << '\n';
        return false;
    }
    /// Returns: whether the schema takes a document.
    bool takes(json::value const& document) {
        bool const valid = schema_.takes(document);
        to_ << json::serialize(json::object{{"schema", name_}, {"valid", valid}, {"document", document}})
            << '\n';
        ++(valid ? taken_ : refused_);
        return valid;
    }

    /// Effects: compares what `write` makes, and the same spoiled. Returns: whether there is no difference.
    template <class Write>
    bool over(std::string const& of, Write write) {
        bool agreed = rc::check("what is written is valid: " + of, [&] {
            auto const document = write();
            RC_ASSERT(takes(document));
            RC_ASSERT(agree(document));
        });
        agreed &= rc::check("of what is spoiled, loader and schema think alike: " + of, [&] {
            json::value document = write();
            for (int times = *rc::gen::inRange(1, 3); times > 0; --times) spoil(document);
            RC_ASSERT(agree(document));
        });
        return agreed;
    }
    /// Returns: whether both answers were given.
    [[nodiscard]] bool told() const {
        std::cout << name_ << ": " << taken_ << " documents valid, " << refused_ << " not\n";
        return taken_ > 0 && refused_ > 0;
    }

private:
    std::string name_;
    published_schema schema_;
    std::function<problems(std::string const&)> read_;
    std::ostream& to_;
    int taken_ = 0, refused_ = 0;
};

std::string text_of(char const* file) {
    std::ifstream from(file);
    return {std::istreambuf_iterator<char>(from), {}};
}

bool programs_agree(std::ostream& to, int count, char** files) {
    comparison both(
        "program", document::program_schema(),
        [](std::string const& text) { return document::read_program(text).problems; }, to);
    bool agreed = true;
    for (int i = 0; i < count; ++i)
        if (!both.agree(json::parse(text_of(files[i])))) {
            std::cerr << files[i] << ": loader and schema differ\n";
            agreed = false;
        }
    agreed &= both.over("programs",
                        [] { return json::parse(document::write_program(document_tests::any_program())); });
    return both.told() && agreed;
}

bool facts_agree(std::ostream& to) {
    document_tests::any_host host;
    comparison both(
        "fact", document::fact_schema(),
        [&](std::string const& text) { return document::read_fact(text, host.rows()).problems; }, to);
    bool const agreed = both.over("facts", [&] {
        document::stored_fact made;
        document_tests::make_any_fact(made, host);
        return json::parse(document::write_fact(made.what));
    });
    return both.told() && agreed;
}

bool events_agree(std::ostream& to) {
    document_tests::any_host host;
    comparison both(
        "event", document::event_schema(),
        [&](std::string const& line) { return document::read_events(line, host.rows()).problems; }, to);
    bool const agreed = both.over("events", [&] {
        document::stored_fact made;
        document_tests::make_any_fact(made, host);
        auto const name = rc::gen::element<std::string>("/tills/3", "A-17", "a \"b\"\\c/~d", "98折");
        std::string const source = *name, id = *name;
        std::visit([&](auto& fact) { fact.head.id = document::event_fact(source, id); }, made.what);
        return json::parse(document::write_event(made.what, source, id, document_tests::any_id<member_id>()));
    });
    return both.told() && agreed;
}

bool accounts_agree(std::ostream& to) {
    comparison both(
        "account", document::account_schema(),
        [](std::string const& text) { return document::read_account(text).problems; }, to);
    bool agreed = both.over("accounts", [] {
        return json::parse(document::write_account(ledger_tests::random_member().held, ledger_tests::slots));
    });
    agreed &= both.over("accounts of any figures", document_tests::any_account);
    return both.told() && agreed;
}

/// A journal's lines are documents: the first has the chart, which every other is read behind.
bool journals_agree(std::ostream& to) {
    auto const read = [](std::string const& lines) { return document::read_journal(lines).problems; };
    std::string const header = document::write_journal({}, ledger_tests::slots);
    comparison first("journal", document::journal_schema(), read, to);
    comparison others(
        "journal", document::journal_schema(), [&](std::string const& line) { return read(header + line); },
        to);
    bool agreed = first.over("first lines of journals", [&] { return json::parse(header); });
    agreed &= first.over("first lines of any figures", document_tests::any_header);
    agreed &= others.over("entries", [] {
        journal const entries = ledger_tests::random_member().history;
        RC_PRE(entries.size() > 0);
        auto const which = *rc::gen::inRange<std::size_t>(0, entries.size());
        return json::parse(document::write_entry(entries[which]));
    });
    agreed &= others.over("entries of any figures", document_tests::any_entry);
    return first.told() && others.told() && agreed;
}

bool receipts_agree(std::ostream& to) {
    comparison both(
        "receipt", document::receipt_schema(),
        [](std::string const& text) { return document::read_receipt(text).problems; }, to);
    bool const agreed = both.over("receipts of any figures", document_tests::any_receipt);
    return both.told() && agreed;
}

bool decisions_agree(std::ostream& to) {
    comparison both(
        "decision", document::decision_schema(),
        [](std::string const& text) { return document::read_decision(text).problems; }, to);
    bool const agreed = both.over("decisions of any figures", document_tests::any_decision);
    return both.told() && agreed;
}

/// Carts need a program; names that it does not have are no matter of shape.
bool carts_agree(std::ostream& to) {
    loaded_program const under = document_tests::offer_shop();
    comparison both(
        "cart", document::cart_schema(),
        [&](std::string const& text) { return document::read_cart(text, under).problems; }, to);
    bool agreed = true;
    for (std::string_view const cart : document_tests::offer_shop_carts)
        agreed &= both.agree(json::parse(cart));
    agreed &= both.over("carts of any figures",
                        [&] { return document::writer::object_of(document_tests::any_cart(under.said())); });
    return both.told() && agreed;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) return std::fputs("which file is to be written?\n", stderr), 2;
    std::ofstream to(arguments[1]);
    bool agreed = programs_agree(to, count - 2, arguments + 2);
    agreed &= facts_agree(to);
    agreed &= events_agree(to);
    agreed &= accounts_agree(to);
    agreed &= journals_agree(to);
    agreed &= receipts_agree(to);
    agreed &= decisions_agree(to);
    agreed &= carts_agree(to);
    return agreed && to.flush().good() ? 0 : 1;
}
