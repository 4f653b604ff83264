// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <tessera/document/tell.hpp>
#include <tessera/facts/past_fact.hpp>

/// The twin of a program under test: what its document says, loaded. It decides every fact that the program
/// decides, on the same account, and has to come to the same bytes. So what is tested of programs in code is
/// tested of documents.

namespace shop_tests {

class twin {
public:
    /// Returns: the twin; none for a program that no document can say: a host's own policies, versions, or a
    ///   chart that continues an older one.
    template <class Program>
    [[nodiscard]] static std::shared_ptr<twin const> of(Program const& program) {
        if constexpr (requires { tessera::document::document_of(program); })
            return load(tessera::document::document_of(program), program.chart());
        else
            return nullptr;
    }

    /// Returns: the decision's bytes; none where deciding fails.
    [[nodiscard]] std::vector<std::uint8_t> decide(tessera::account const& of,
                                                   tessera::any_fact const& what) const;

private:
    struct loaded;
    explicit twin(std::shared_ptr<loaded const> program) : program_(std::move(program)) {}
    [[nodiscard]] static std::shared_ptr<twin const> load(tessera::document::program const& said,
                                                          tessera::chart chart);

    std::shared_ptr<loaded const> program_;
};

}  // namespace shop_tests
