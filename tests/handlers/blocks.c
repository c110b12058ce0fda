/* SPDX-License-Identifier: MIT */
/* Macros that begin something for the block that they stand in. */
#include "handlers.h"

static void nothing(void *unused) { (void)unused; }

static void make_try(void) { VOW_TRY { } VOW_CATCH(e) { } VOW_END }
static void make_defer(void) { VOW_DEFER(nothing, NULL); }
static void make_timeout(void) { VOW_TIMEOUT_MS(1); }
static void make_abortable(void) { VOW_ABORTABLE(NULL); }
static void make_shield(void) { VOW_SHIELD(); }
static void make_group(void) { VOW_GROUP(group) { } }
static void make_for_await(void) { VOW_FOR_AWAIT(item, iterator) { } }

static const struct wrong_call blocks[] = {
    { "VOW_TRY", make_try },       { "VOW_DEFER", make_defer }, { "VOW_TIMEOUT_MS", make_timeout },   { "VOW_ABORTABLE", make_abortable },
    { "VOW_SHIELD", make_shield }, { "VOW_GROUP", make_group }, { "VOW_FOR_AWAIT", make_for_await },
};

VOW_TEST(handler_begins_no_block) { each_panics(blocks, sizeof blocks / sizeof *blocks); }
