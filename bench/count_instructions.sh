#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# count_instructions.sh BENCH_ROWS CONTENDER [ORDERS]
# Prints how many instructions a contender takes per order over the first ORDERS orders (default 200,000), with one
# decimal, as callgrind counts them inside contender_run and what it calls. The count is the same on every run.
set -eu
rows=$1 contender=$2 orders=${3:-200000}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect='*contender_run*' \
        "$rows" --only "$contender" --orders "$orders" >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
awk -v orders="$orders" '/Collected :/ { printf "%.1f\n", $4 / orders; found = 1 } END { exit !found }' "$log"
