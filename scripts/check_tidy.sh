#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check_tidy.sh BUILD_DIR: clang-tidy on the sources changed in the working tree and in the last commits; BASE names
# another commit to compare with, ALL=1 looks at every source.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=$1
base=${BASE:-$(git rev-parse --verify -q HEAD~1 || git hash-object -t tree /dev/null)}
if [ "${ALL:-0}" = 1 ]; then
    mapfile -t files < <(git ls-files -- 'core_sim/*.cpp' 'results_db/*.cpp' 'presets/*.cpp' 'ui/*.cpp' 'app/*.cpp')
else
    mapfile -t files < <({ git diff --name-only --diff-filter=AM "$base"; git ls-files --others --exclude-standard; } \
        | grep -E '^(core_sim|results_db|presets|ui|app)/.*\.cpp$' | sort -u)
fi
if [ ${#files[@]} -eq 0 ]; then
    echo "no changed sources"
    exit 0
fi
# The time budget of a run is limited; what is left out is said.
limit=${TIDY_LIMIT:-40}
if [ ${#files[@]} -gt "$limit" ]; then
    echo "${#files[@]} changed sources; looking at the first $limit (ALL=1 TIDY_LIMIT=1000 for all)"
    files=("${files[@]:0:$limit}")
fi
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy -p "$build" --quiet 2>/dev/null
echo "${#files[@]} sources pass clang-tidy"
