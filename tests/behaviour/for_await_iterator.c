/* SPDX-License-Identifier: MIT */
/* for await over iterators that a user makes (rule 8 of the standard's order). */
#include "../harness/script.h"

static int count;
static const char *const digits[] = { "0", "1", "2", "3", "4", "5" };

static struct vow_promise *next_counts(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    TRACE("next");
    count++;
    return vow_iterator_answer(slot, count > 3 ? VOW_DONE : VOW_ITEM, vow_string(digits[count]));
}
static vow_value answer_closed(void *slot, vow_value value, enum vow_status status)
{
    (void)status;
    TRACE("closed");
    vow_iterator_answer(slot, VOW_DONE, value);
    return value;
}
static struct vow_promise *return_later(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self;
    TRACE("return %s", vow_test_text(value));
    vow_detach(vow_promise_then(vow_delay_ms(5), answer_closed, NULL, slot));
    return slot;
}
static void release_traced(void *self)
{
    (void)self;
    TRACE("release");
}
static const struct vow_iterator_methods counting = { next_counts, return_later, NULL, release_traced };

static struct vow_iterator count_from_0(const struct vow_iterator_methods *methods)
{
    count = 0;
    return (struct vow_iterator){ methods, NULL };
}

VOW_TEST(iter_forawait_break_return)
{
    VOW_FOR_AWAIT(x, count_from_0(&counting)) {
        TRACE("%s", x.value.s);
        if (count == 2)
            break;
    }
    TRACE("after");
    EXPECT_TRACE("next\n1\nnext\n2\nreturn undefined\nclosed\nrelease\nafter\n");
}

VOW_TEST(iter_forawait_end_does_not_return)
{
    VOW_FOR_AWAIT(x, count_from_0(&counting)) {
        TRACE("%s", x.value.s);
    }
    TRACE("after");
    EXPECT_TRACE("next\n1\nnext\n2\nnext\n3\nnext\nrelease\nafter\n");
}

static const struct vow_iterator_methods without_return = { next_counts, NULL, NULL, NULL };

VOW_TEST(iter_forawait_missing_return)
{
    VOW_FOR_AWAIT(x, count_from_0(&without_return)) {
        break;
    }
    TRACE("after");
    EXPECT_TRACE("next\nafter\n");
}

ASYNC(loop_plain)
{
    VOW_FOR_AWAIT(x, count_from_0(&without_return)) {
        TRACE("%s", x.value.s);
    }
    TRACE("done");
    return VOW_UNDEFINED;
}

VOW_TEST(iter_forawait_plain_results)
{
    vow_detach(call(loop_plain));
    ticks(6);
    drain();
    EXPECT_TRACE("next\n1\nnext\nturn 1\n2\nnext\nturn 2\n3\nnext\nturn 3\ndone\nturn 4\nturn 5\nturn 6\n");
}

static struct vow_promise *next_rejects(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    return vow_iterator_answer(slot, VOW_REJECTED, vow_string("bad next"));
}
static struct vow_promise *next_throws(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    vow_throw(vow_string("sync"));
}
static struct vow_promise *return_throws(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    TRACE("return");
    vow_throw(vow_string("from return"));
}
static struct vow_promise *return_rejects(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value;
    TRACE("return");
    return vow_iterator_answer(slot, VOW_REJECTED, vow_string("from return"));
}
static const struct vow_iterator_methods rejecting = { next_rejects, return_throws, NULL, release_traced };
static const struct vow_iterator_methods throwing = { next_throws, return_throws, NULL, release_traced };
static const struct vow_iterator_methods bad_return = { next_counts, return_throws, NULL, release_traced };
static const struct vow_iterator_methods rejected_return = { next_counts, return_rejects, NULL, release_traced };

static void loop_and_leave(const struct vow_iterator_methods *methods, bool throws)
{
    VOW_TRY {
        VOW_FOR_AWAIT(x, count_from_0(methods)) {
            if (throws)
                vow_throw(vow_string("body"));
            break;
        }
        TRACE("no throw");
    } VOW_CATCH(e) {
        TRACE("caught %s", vow_test_text(e));
    } VOW_END
}

VOW_TEST(iter_forawait_next_rejects)
{
    loop_and_leave(&rejecting, false);
    EXPECT_TRACE("release\ncaught bad next\n");
}

VOW_TEST(iter_forawait_next_throws)
{
    loop_and_leave(&throwing, false);
    EXPECT_TRACE("release\ncaught sync\n");
}

VOW_TEST(iter_forawait_throw_closes)
{
    loop_and_leave(&bad_return, true);
    EXPECT_TRACE("next\nreturn\nrelease\ncaught body\n");
}

VOW_TEST(iter_forawait_break_return_throws)
{
    loop_and_leave(&bad_return, false);
    EXPECT_TRACE("next\nreturn\nrelease\ncaught from return\n");
}

VOW_TEST(iter_forawait_break_return_rejects)
{
    loop_and_leave(&rejected_return, false);
    EXPECT_TRACE("next\nreturn\nrelease\ncaught from return\n");
}

static struct vow_promise *next_plain(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    return resolved("no iterator result");
}
static struct vow_promise *return_plain(void *self, vow_value value, struct vow_promise *slot)
{
    (void)self, (void)value, (void)slot;
    TRACE("return");
    return resolved("no iterator result");
}
static const struct vow_iterator_methods plain_next = { next_plain, return_throws, NULL, NULL };
static const struct vow_iterator_methods plain_return = { next_counts, return_plain, NULL, NULL };

VOW_TEST(iter_forawait_next_not_object)
{
    loop_and_leave(&plain_next, false);
    EXPECT_TRACE("caught TypeError\n");
}

VOW_TEST(iter_forawait_return_not_object)
{
    loop_and_leave(&plain_return, false);
    loop_and_leave(&plain_return, true);
    EXPECT_TRACE("next\nreturn\ncaught TypeError\nnext\nreturn\ncaught body\n");
}
