// SPDX-License-Identifier: BSL-1.0
#include "tool/command_line.hpp"

int main(int count, char** words) { return tessera::tool::run(count, words); }
