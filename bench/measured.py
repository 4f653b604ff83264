# SPDX-License-Identifier: BSL-1.0
"""What scripts/bench and scripts/check_counts share: building the measurements and asking them for figures."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def output_of(*command):
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE, text=True).stdout


def table(path, columns, separator=None):
    """The rows of a text table: comments and blank lines left out, every row of so many columns."""
    rows = []
    for line in path.read_text().splitlines():
        if not line.strip() or line.startswith('#'):
            continue
        cells = [cell.strip() for cell in line.split(separator)]
        if len(cells) != columns:
            raise SystemExit(f'{path}: not {columns} columns: {line}')
        rows.append(cells)
    return rows


class Measurements:
    """The programs of bench/ as built in one folder."""

    def __init__(self, folder=None):
        if folder is None:
            folder = ROOT / 'build' / 'bench'
            programs = ['--target', 'bench_rows', 'bench_allocations', 'bench_loading', 'bench_quoting']
            for step in (['--preset', 'bench'], ['--build', '--preset', 'bench', *programs]):
                subprocess.run(['cmake', *step], cwd=ROOT, check=True, stdout=sys.stderr)
        self.rows = pathlib.Path(folder) / 'bin' / 'bench_rows'
        self.allocation_counter = pathlib.Path(folder) / 'bin' / 'bench_allocations'
        self.loading_timer = pathlib.Path(folder) / 'bin' / 'bench_loading'
        self.quoting_timer = pathlib.Path(folder) / 'bin' / 'bench_quoting'
        self.contenders = [line.split()[0] for line in output_of(self.rows, '--list').splitlines()]
        self.compiler = output_of(self.rows, '--compiler').strip()

    def run(self, contender, *options):
        """One run: CPU nanoseconds per order, and bytes per member of state and index."""
        figures = {}
        for line in output_of(self.rows, '--only', contender, *options).splitlines():
            kind, _, *values = line.split()
            figures[kind] = [float(value) for value in values]
        return figures['time'][0], figures['memory']

    def instructions(self, contender):
        return float(output_of(ROOT / 'bench' / 'count_instructions.sh', self.rows, contender))

    def allocations(self, contender):
        """Per order in the steady state."""
        return float(output_of(self.allocation_counter, contender).split()[2])

    def loading(self, rules, rounds):
        """A line a round: nanoseconds of parsing a document of so many rules, of reading and of loading it."""
        lines = output_of(self.loading_timer, rules, rounds).splitlines()
        return [[float(value) for value in line.split()[2:]] for line in lines]

    def quoting(self, rounds):
        """A line a round: nanoseconds of quoting a cart by hand, by the library, with larger quantities, of twice the lines."""
        lines = output_of(self.quoting_timer, rounds).splitlines()
        return [[float(value) for value in line.split()[1:]] for line in lines if line.startswith('quoting')]
