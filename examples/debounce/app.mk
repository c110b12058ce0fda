# SPDX-License-Identifier: MIT
APP_DRIVERS := pin
