#!/bin/sh
# SPDX-License-Identifier: MIT
# Every figure of the bench against its budget.
exec "$(dirname "$0")/../../bench/run" --check "$@"
