#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C++ file is formatted by .clang-format, and every file we write starts with its licence.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard -- '*.cpp' '*.h')
clang-format --dry-run --Werror "${files[@]}"
missing=$(grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' "${files[@]}" || true)
if [ -n "$missing" ]; then
    printf 'No licence line in:\n%s\n' "$missing" >&2
    exit 1
fi
echo "${#files[@]} files are formatted"
