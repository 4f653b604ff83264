#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""What the documents show is what compiles and runs: a block that follows `<!-- FILE -->` stands in FILE, line by line,
of code without its indentation.

A line `...` in a block passes over any number of lines of the file. Prints each fault as FILE:LINE: REASON and fails.
--self-check shows that faults are seen.
"""
import pathlib
import re
import subprocess
import sys

MARK = re.compile(r'<!-- (\S+) -->')


def blocks(text):
    """Yields (line number of the mark, file named, lines of the block after it)."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        mark = MARK.fullmatch(line.strip())
        if not mark:
            continue
        start = at + 1
        while start < len(lines) and not lines[start].strip():
            start += 1
        if start < len(lines) and lines[start].startswith('```'):
            end = next((i for i in range(start + 1, len(lines)) if lines[i].startswith('```')), len(lines))
            yield at + 1, mark[1], lines[start + 1:end]
        else:
            end = start
            while end < len(lines) and (lines[end].startswith('    ') or not lines[end].strip()):
                end += 1
            yield at + 1, mark[1], '\n'.join(line[4:] for line in lines[start:end]).strip('\n').split('\n')


def stands_in(block, source):
    """Whether the block's runs of lines, parted by `...`, stand in the source one after the other."""
    at, run = 0, []
    for line in block + ['...']:
        if line.strip() != '...':
            run.append(line)
            continue
        places = [i for i in range(at, len(source) - len(run) + 1) if source[i:i + len(run)] == run]
        if run and not places:
            return False
        at, run = (places[0] + len(run) if run else at), []
    return True


def lines_of(lines, name):
    """The lines as they are compared: of code without their indentation."""
    return [line.strip() if name.endswith('.cpp') else line.rstrip() for line in lines]


def faults(text, read):
    for line, name, block in blocks(text):
        source = read(name)
        if source is None:
            yield line, f'there is no {name}'
        elif not any(part.strip() for part in block):
            yield line, 'no block follows'
        elif not stands_in(lines_of(block, name), lines_of(source.splitlines(), name)):
            yield line, f'the block is not what {name} says'


def self_check():
    read = {'a.txt': 'one\ntwo\nthree\nfour\n', 'a.cpp': '{\n    one;\n}\n', 'c.txt': '  one\n'}.get
    trials = [
        ('<!-- a.txt -->\n\n    one\n    two\n', []),
        ('<!-- a.txt -->\n```\none\n...\nfour\n```\n', []),
        ('<!-- a.txt -->\n\n    two\n    one\n', [1]),
        ('<!-- a.txt -->\n\n    one\n    three\n', [1]),
        ('text\n<!-- b.txt -->\n\n    one\n', [2]),
        ('<!-- a.txt -->\n\nno block\n', [1]),
        ('<!-- a.cpp -->\n\n    one;\n', []),
        ('<!-- c.txt -->\n\n    one\n', [1]),
    ]
    for text, expected in trials:
        found = [line for line, _ in faults(text, read)]
        if found != expected:
            sys.exit(f'check_docs: {text!r} gave {found}, not {expected}')


def main():
    if '--self-check' in sys.argv[1:]:
        return self_check()
    root = pathlib.Path(__file__).resolve().parent.parent
    listed = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard', '*.md'], cwd=root, text=True,
                            capture_output=True, check=True).stdout.split()

    def read(name):
        path = root / name
        return path.read_text() if path.is_file() else None

    wrong = [f'{name}:{line}: {why}' for name in listed for line, why in faults((root / name).read_text(), read)]
    print('\n'.join(wrong) or 'documents show what the examples are')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
