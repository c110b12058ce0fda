/* SPDX-License-Identifier: MIT */
#ifndef VOW_FUZZ_AUDIT_H
#define VOW_FUZZ_AUDIT_H

/* Compares the references of everything in the pools with those that can be found, and prints a line beginning with
 * "!audit" for each that differ. Nothing may be running or queued. */
void vow_fuzz_audit(const char *when);

#endif
