// SPDX-License-Identifier: BSL-1.0
// The published schema against the loader, over random documents, whole and spoiled: what the loader takes,
// the schema takes; what the schema refuses, the loader refuses; and what the loader refuses for its shape
// alone, the schema refuses. Writes each document with the schema's answer, one a line, for another validator
// to answer again.
//
//   tessera_schema OUTPUT PROGRAM...

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include <tessera/document/program.hpp>

#include "document/random_document.hpp"

namespace {

using namespace tessera;
namespace json = boost::json;

class published_schema {
public:
    published_schema() {
        valijson::SchemaParser(valijson::SchemaParser::kDraft7)
            .populateSchema(valijson::adapters::BoostJsonAdapter(text_), schema_);
    }
    [[nodiscard]] bool takes(json::value const& document) {
        return valijson::Validator().validate(schema_, valijson::adapters::BoostJsonAdapter(document),
                                              nullptr);
    }

private:
    json::value text_ = json::parse(document::program_schema());
    valijson::Schema schema_;
};

/// Returns: whether a schema can see this mistake: it looks at one value at a time, and not at what a word or
/// a
///   number means to another.
bool of_shape(errc code) {
    return code == errc::unknown_key || code == errc::missing_key || code == errc::wrong_type;
}

/// Returns: what may stand in a document where something else should.
json::value anything() {
    return *rc::gen::element<json::value>(nullptr, true, 7, -1, 0.5, "x", "", json::array{}, json::array{1},
                                          json::object{}, json::object{{"a", 1}});
}

/// Effects: spoils one place of a document, anywhere.
void spoil(json::value& document) {
    json::value* at = &document;
    for (int depth = *rc::gen::inRange(1, 9); depth > 0; --depth) {
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
        (*object)["nonsense"] = anything();
    else
        object->erase(std::next(object->begin(), *rc::gen::inRange<std::ptrdiff_t>(
                                                     0, static_cast<std::ptrdiff_t>(object->size()))));
}

/// The answers of both, and the file of the schema's.
class comparison {
public:
    explicit comparison(char const* file) : to_(file) {}

    /// Returns: whether both agree, as far as a schema sees.
    bool agree(json::value const& document) {
        auto const read = document::read_program(json::serialize(document));
        bool const loads = static_cast<bool>(read), valid = schema_.takes(document);
        to_ << json::serialize(json::object{{"valid", valid}, {"document", document}}) << '\n';
        ++(valid ? taken_ : refused_);
        bool const shape = std::ranges::any_of(read.problems, [](auto const& p) { return of_shape(p.code); });
        if (loads ? valid : !valid || !shape) return true;
        std::cerr << (loads ? "only the schema refuses: "
                            : document::to_text(read.problems.front(), "only the loader refuses"))
                  << json::serialize(document) << '\n';
        return false;
    }
    [[nodiscard]] int taken() const noexcept { return taken_; }
    [[nodiscard]] int refused() const noexcept { return refused_; }
    [[nodiscard]] bool written() { return to_.flush().good(); }

private:
    published_schema schema_;
    std::ofstream to_;
    int taken_ = 0, refused_ = 0;
};

std::string text_of(char const* file) {
    std::ifstream from(file);
    return {std::istreambuf_iterator<char>(from), {}};
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) return std::fputs("which file is to be written?\n", stderr), 2;
    comparison both(arguments[1]);
    bool agreed = true;
    for (int i = 2; i < count; ++i)
        if (!both.agree(json::parse(text_of(arguments[i])))) {
            std::cerr << arguments[i] << ": loader and schema differ\n";
            agreed = false;
        }
    agreed &= rc::check("what is written is read and valid", [&] {
        RC_ASSERT(both.agree(json::parse(document::write_program(document_tests::any_program()))));
    });
    agreed &= rc::check("of what is spoiled, loader and schema think alike", [&] {
        auto document = json::parse(document::write_program(document_tests::any_program()));
        for (int times = *rc::gen::inRange(1, 3); times > 0; --times) spoil(document);
        RC_ASSERT(both.agree(document));
    });
    std::cout << both.taken() << " documents valid, " << both.refused() << " not\n";
    return agreed && both.written() && both.taken() > 0 && both.refused() > 0 ? 0 : 1;
}
