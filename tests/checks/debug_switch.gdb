# SPDX-License-Identifier: MIT
# At the start of a switch: a backtrace before each instruction that runs on the stack that is left, and one on the other.
set $left = (long)$sp
echo <leaving>\n
while (long)$sp <= $left && (long)$sp > $left - 200
  backtrace
  stepi
end
echo <entering>\n
backtrace
