#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every C file stands as clang-format 14 leaves it.
set -eu
cd "$(dirname "$0")/.."
format=$(command -v clang-format-14 || command -v clang-format)
git ls-files '*.c' '*.h' '*.cc' | xargs "$format" --dry-run -Werror
