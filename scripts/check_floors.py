#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The law of the floors: a folder of include/tessera includes itself and lower floors, never a sibling or a higher one.

Prints each broken law as FILE:LINE: REASON and fails. --self-check shows that violations are seen.
"""
import pathlib
import re
import sys
import tempfile

FLOORS = {
    "core": 0,
    "money": 1, "calendar": 1,
    "ledger": 2,
    "facts": 3,
    "policy": 4, "order": 4,
    "program": 5,
    "analysis": 6, "document": 6,
    "c": 7,
}
TOP_OF_UMBRELLA = 5
# Beside the floors, opt-in: what else may include it stands above the umbrella.
BESIDE = {"exact.hpp"}
# Costly to parse, so only where their use is the header's subject.
CONFINED = {"boost/unordered": "ledger/book.hpp"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def reason_against(header, quote, target):
    """Returns: why `header` (a path below include/tessera) may not include `target`, or None when it may."""
    folder = header.parts[0] if len(header.parts) > 1 else None
    if folder is not None and folder not in FLOORS:
        return f"the folder {folder}/ stands on no floor"
    if quote == '"':
        return "the library includes itself by <tessera/...>"
    parts = target.split("/")
    if parts[0] == "boost":
        place = next((place for prefix, place in CONFINED.items() if target.startswith(prefix)), None)
        return f"<{target}> belongs in {place} only" if place and header.as_posix() != place else None
    if parts[0] != "tessera":
        return f"<{target}> is neither of the standard nor of Boost" if len(parts) > 1 else None

    target_folder = parts[1] if len(parts) > 2 else None
    if target_folder is None:
        if target.removeprefix("tessera/") in BESIDE and folder and FLOORS[folder] > TOP_OF_UMBRELLA:
            return None
        return f"<{target}> is for hosts; a floor includes what it needs of it" if folder else None
    if target_folder not in FLOORS:
        return f"the folder {target_folder}/ stands on no floor"
    if folder is None:
        if header.name == "tessera.hpp" and FLOORS[target_folder] > TOP_OF_UMBRELLA:
            return f"tessera.hpp ends with floor {TOP_OF_UMBRELLA}; {target_folder}/ is on {FLOORS[target_folder]}"
        return None
    if folder != target_folder and FLOORS[target_folder] >= FLOORS[folder]:
        which = "a sibling" if FLOORS[target_folder] == FLOORS[folder] else "above"
        return f"{folder}/ (floor {FLOORS[folder]}) may not include {target_folder}/ ({which})"
    return None


def violations(root):
    for path in sorted(root.rglob("*.hpp")):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            include = INCLUDE.match(line)
            reason = include and reason_against(path.relative_to(root), *include.groups())
            if reason:
                yield f"{path}:{number}: {reason}"


def self_check():
    trials = [
        ("money/money.hpp", "<tessera/core/errc.hpp>", True),
        ("money/money.hpp", "<tessera/money/ratio.hpp>", True),
        ("money/money.hpp", "<cstdint>", True),
        ("ledger/book.hpp", "<boost/unordered/unordered_flat_map.hpp>", True),
        ("exact.hpp", "<tessera/program/program.hpp>", True),
        ("tessera.hpp", "<tessera/program/program.hpp>", True),
        ("analysis/lint.hpp", "<tessera/exact.hpp>", True),
        ("program/program.hpp", "<tessera/exact.hpp>", False),
        ("analysis/lint.hpp", "<tessera/tessera.hpp>", False),
        ("money/money.hpp", "<tessera/calendar/date.hpp>", False),
        ("core/errc.hpp", "<tessera/money/money.hpp>", False),
        ("money/detail/power.hpp", "<tessera/ledger/lot.hpp>", False),
        ("money/money.hpp", '"ratio.hpp"', False),
        ("money/money.hpp", "<tessera/tessera.hpp>", False),
        ("money/money.hpp", "<tessera/attic/old.hpp>", False),
        ("attic/old.hpp", "<cstdint>", False),
        ("money/money.hpp", "<nlohmann/json.hpp>", False),
        ("money/money.hpp", "<boost/unordered/unordered_flat_map.hpp>", False),
        ("tessera.hpp", "<tessera/analysis/lint.hpp>", False),
    ]
    for header, target, lawful in trials:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, header)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"#pragma once\n  #  include {target}\n")
            found = list(violations(pathlib.Path(folder)))
            if bool(found) == lawful:
                sys.exit(f"{header} including {target} should {'' if lawful else 'not '}be lawful: {found}")


def main():
    if sys.argv[1:] == ["--self-check"]:
        self_check()
        return
    found = list(violations(pathlib.Path(__file__).parents[1] / "include" / "tessera"))
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
