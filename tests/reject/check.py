#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Checks that a mistake does not compile, and that the compiler says why.

A case is a pair of files. NAME.reject.cpp holds one mistake; its first line states what the compiler must say:

    // expect: a discount above 100 %

a regular expression that must match in a line of the compiler's output that reports an error or a note (not in the
source lines it quotes). NAME.accept.cpp is the same program without the mistake and must compile, so that a case
cannot pass because of a typing error elsewhere.

With --precompiled FOLDER a case that includes <tessera/tessera.hpp> finds it compiled there by --precompile FOLDER,
once for all cases. A case that includes less gets only that.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile


WHOLE = "#include <tessera/tessera.hpp>\n"


def run_compiler(arguments, *options):
    command = [arguments.compiler, "-std=c++20", "-fdiagnostics-color=never"]
    for folder in filter(None, arguments.include):
        # The compiler's own folders must stay where they are in its search order.
        if folder != "/usr/include":
            command += ["-I", folder]
    done = subprocess.run([*command, *map(str, options)], capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def precompile(arguments):
    """Returns: why the header of the whole library could not be compiled, or None."""
    arguments.precompile.mkdir(parents=True, exist_ok=True)
    header = arguments.precompile / "whole.hpp"
    header.write_text(WHOLE)
    compiles, output = run_compiler(arguments, "-x", "c++-header", header, "-o", f"{header}.gch")
    return None if compiles else output


def compile_only(arguments, source):
    options = ["-fsyntax-only"]
    if arguments.precompiled and WHOLE in source.read_text():
        # Both compilers look for whole.hpp.gch first; g++ must not pass over one in silence.
        options += ["-Werror=invalid-pch", "-include", arguments.precompiled / "whole.hpp"]
    return run_compiler(arguments, *options, source)


def check(arguments, rejected):
    """Returns: why the case fails, or None when it passes."""
    accepted = rejected.with_name(rejected.name.replace(".reject.cpp", ".accept.cpp"))
    first_line = rejected.read_text().partition("\n")[0]
    expectation = re.fullmatch(r"// expect: (.+)", first_line)
    if not expectation:
        return f"{rejected}: the first line must be '// expect: <regular expression>'"
    if not accepted.exists():
        return f"{accepted}: the twin that compiles is missing"

    compiles, output = compile_only(arguments, accepted)
    if not compiles:
        return f"{accepted}: must compile, but:\n{output}"
    compiles, output = compile_only(arguments, rejected)
    if compiles:
        return f"{rejected}: compiles, but must not"
    said = [line for line in output.splitlines() if re.search(r"\b(error|note): ", line)]
    if not any(re.search(expectation[1], line) for line in said):
        return f"{rejected}: nothing in the compiler's output matches '{expectation[1]}':\n{output}"
    return None


def self_check(arguments):
    """Shows that each way in which a case can fail is seen, and that a good case passes."""
    good, mistake = "int main() {}\n", "static_assert(false, \"the reason\");\nint main() {}\n"
    trials = [
        ("a good case passes", "// expect: the reason\n" + mistake, good, True),
        ("so it does after the whole library", f"// expect: the reason\n{WHOLE}{mistake}", WHOLE + good, True),
        ("a mistake that compiles is seen", "// expect: the reason\n" + good, good, False),
        ("another message is seen", "// expect: some other reason\n" + mistake, good, False),
        ("a quoted source line is no message", "// expect: int x = nonsense\nint x = nonsense;\n", good, False),
        ("a twin that does not compile is seen", "// expect: the reason\n" + mistake, "nonsense", False),
        ("a missing expectation is seen", mistake, good, False),
    ]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        for title, rejected, accepted, passes in trials:
            pathlib.Path(folder, "case.reject.cpp").write_text(rejected)
            pathlib.Path(folder, "case.accept.cpp").write_text(accepted)
            reason = check(arguments, pathlib.Path(folder, "case.reject.cpp"))
            if (reason is None) != passes:
                wrong.append(f"{title}: not so ({reason})")
    return "\n".join(wrong) or None


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--self-check", action="store_true")
    parser.add_argument("--precompile", metavar="FOLDER", type=pathlib.Path)
    parser.add_argument("--precompiled", metavar="FOLDER", type=pathlib.Path)
    parser.add_argument("case", nargs="?", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.self_check:
        reason = self_check(arguments)
    elif arguments.precompile:
        reason = precompile(arguments)
    else:
        reason = check(arguments, arguments.case)
    if reason:
        sys.exit(reason)


if __name__ == "__main__":
    main()
