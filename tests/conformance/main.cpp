// SPDX-License-Identifier: BSL-1.0

/// Runs cases of other systems, written as plain figures, against the library. Reads every *.jsonl in the
/// folder that the environment variable TESSERA_VECTORS names, one case a line, by the adapter that the
/// file's name begins with. Ends with the line "total: N passed, N failed, N unsupported"; fails if a case
/// failed.

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "vocabulary.hpp"

namespace {

struct tally {
    int passed = 0;
    int failed = 0;
    int unsupported = 0;

    friend std::ostream& operator<<(std::ostream& out, tally const& t) {
        return out << t.passed << " passed, " << t.failed << " failed, " << t.unsupported << " unsupported";
    }
};

/// Returns: the adapter whose vocabulary the file's name begins with, the longest one: `rounding_more` is
/// `rounding`.
conformance::adapter adapter_for(std::string const& file) {
    static std::map<std::string, conformance::adapter (*)()> const adapters{
        {"bink_bpl", conformance::bink_bpl},
        {"erpnext_loyalty", conformance::erpnext_loyalty},
        {"grandnode_loyalty", conformance::shop_rewards},
        {"ladder_marginal", conformance::ladder_marginal},
        {"money_allocation", conformance::money_allocation},
        {"nopcommerce_rewards", conformance::shop_rewards},
        {"odoo_loyalty", conformance::odoo_loyalty},
        {"openloyalty", conformance::open_loyalty},
        {"openloyalty_framework", conformance::open_loyalty},
        {"promotions_erpnext", conformance::erpnext_pricing},
        {"promotions_medusa", conformance::promotions_medusa},
        {"promotions_misc", conformance::promotions_misc},
        {"promotions_odoo", conformance::promotions_odoo},
        {"promotions_oscar", conformance::promotions_oscar},
        {"promotions_prestashop", conformance::prestashop_rules},
        {"promotions_solidus_spree", conformance::promotions_solidus},
        {"promotions_sylius", conformance::sylius_promotions},
        {"promotions_vendure", conformance::vendure_promotions},
        {"promotions_woocommerce", conformance::woocommerce_coupons},
        {"rounding", conformance::rounding},
        {"setono_loyalty", conformance::setono_loyalty},
        {"smartstore_rewards", conformance::shop_rewards},
    };
    for (auto one = adapters.rbegin(); one != adapters.rend();
         ++one)  // a longer name stands behind its beginning
        if (file.starts_with(one->first)) return one->second();
    return [](boost::json::object const&) {
        throw conformance::unsupported("no adapter for this vocabulary yet");
    };
}

/// Returns: what the runner prints below the file's line, and counts.
std::string run_line(std::string const& line, int number, conformance::adapter const& check, tally& counts) {
    std::string id = "line " + std::to_string(number);
    try {
        boost::system::error_code wrong;
        boost::json::value const parsed = boost::json::parse(line, wrong);
        if (wrong) throw std::runtime_error("no JSON: " + wrong.message());
        boost::json::object const& one_case = parsed.as_object();
        id = std::string(one_case.at("id").as_string());
        check(one_case);
        ++counts.passed;
        return {};
    } catch (conformance::unsupported const& why) {
        ++counts.unsupported;
        return "  unsupported " + id + ": " + why.what() + "\n";
    } catch (std::exception const& why) {
        ++counts.failed;
        return "  failed " + id + ": " + why.what() + "\n";
    }
}

tally run_file(std::filesystem::path const& path) {
    conformance::adapter const check = adapter_for(path.stem().string());
    std::ifstream file(path);
    tally counts;
    std::string report;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            report += run_line(line, number, check, counts);
    }
    std::cout << path.stem().string() << ": " << counts << '\n' << report;
    return counts;
}

}  // namespace

int main() {
    char const* const folder = std::getenv("TESSERA_VECTORS");
    if (folder == nullptr || *folder == '\0') {
        std::cout << "TESSERA_VECTORS names no folder of cases: skipped\ntotal: " << tally{} << '\n';
        return EXIT_SUCCESS;
    }
    std::vector<std::filesystem::path> files;
    std::error_code unreadable;
    for (auto const& entry : std::filesystem::directory_iterator(folder, unreadable)) {
        if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
    }
    if (unreadable) {
        std::cout << folder << ": " << unreadable.message() << '\n';
        return EXIT_FAILURE;
    }
    std::sort(files.begin(), files.end());
    tally total;
    for (auto const& path : files) {
        tally const counts = run_file(path);
        total.passed += counts.passed;
        total.failed += counts.failed;
        total.unsupported += counts.unsupported;
    }
    std::cout << "total: " << total << '\n';
    return total.failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
