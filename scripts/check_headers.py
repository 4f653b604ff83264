#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The shape of the sources: a license line first, `#pragma once` in headers, 110 columns, no header above 400 lines.

Prints each fault as FILE:LINE: REASON and fails. --self-check shows that faults are seen.
"""
import pathlib
import subprocess
import sys

LICENSE_LINE = "// SPDX-License-Identifier: BSL-1.0"
MOST_LINES = 400
MOST_COLUMNS = 110


def faults(name, text):
    """Returns: pairs of a line number and what is wrong there."""
    lines = text.splitlines()
    # A case that must not compile says first what the compiler must say.
    license_at = 1 if name.endswith(".reject.cpp") else 0
    if len(lines) <= license_at or lines[license_at] != LICENSE_LINE:
        yield license_at + 1, f"must read: {LICENSE_LINE}"
    if name.endswith(".hpp"):
        code_at = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
        if code_at == len(lines) or lines[code_at] != "#pragma once":
            yield code_at + 1, "the first line that is no comment must read: #pragma once"
        if len(lines) > MOST_LINES:
            yield len(lines), f"a header has at most {MOST_LINES} lines: split it by ideas"
    for number, line in enumerate(lines, start=1):
        if len(line) > MOST_COLUMNS:
            yield number, f"{len(line)} columns; at most {MOST_COLUMNS}"


def self_check():
    head = LICENSE_LINE + "\n#pragma once\n"
    trials = [
        ("a.hpp", head, []),
        ("a.hpp", head + "\n" * 398, []),
        ("a.hpp", head + "\n" * 399, [401]),
        ("a.hpp", LICENSE_LINE + "\n// Generated.\n#pragma once\n", []),
        ("a.hpp", LICENSE_LINE + "\n#include <cstdint>\n#pragma once\n", [2]),
        ("a.hpp", "#pragma once\n" + LICENSE_LINE + "\n", [1]),
        ("a.hpp", "", [1, 1]),
        ("a.hpp", head + "x" * 110 + "\n" + "x" * 111 + "\n", [4]),
        ("a.cpp", LICENSE_LINE + "\n" * 500, []),
        ("a.cpp", "int main() {}\n", [1]),
        ("a.reject.cpp", "// expect: reason\n" + LICENSE_LINE + "\n", []),
        ("a.reject.cpp", LICENSE_LINE + "\n", [2]),
    ]
    for name, text, expected in trials:
        found = [number for number, _ in faults(name, text)]
        if found != expected:
            sys.exit(f"{name}: faults at {found} instead of {expected} in:\n{text}")


def main():
    if sys.argv[1:] == ["--self-check"]:
        self_check()
        return
    root = pathlib.Path(__file__).parents[1]
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.hpp", "*.cpp"],
        capture_output=True, text=True, check=True).stdout
    found = [f"{name}:{number}: {reason}"
             for name in filter(None, listed.split("\0")) if (root / name).exists()
             for number, reason in faults(name, (root / name).read_text())]
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
