/* SPDX-License-Identifier: MIT */
/* What an urgent task's group waits for is urgent: its children are ordinary tasks, and an ordinary task's event is handed over first. */
#include "levels.h"

#include <vow/group.h>
#include <vow/level.h>

ASYNC(child)
{
    vow_task_set_level(vow_task_current(), 0);
    vow_await(next_event(1));
    return VOW_UNDEFINED;
}

static void joins(struct vow_group *group)
{
    vow_group_call(group, &child_fn, NULL, 0);
    vow_group_join(group);
}

static void awaits_answer(struct vow_group *group)
{
    static struct vow_answer answer;

    vow_group_ask(group, &answer, &child_fn, NULL, 0);
    vow_answer_await(&answer);
}

static void waits_for_a_place(struct vow_group *group)
{
    vow_group_limit(group, 1);
    vow_group_call(group, &child_fn, NULL, 0);
    vow_group_call(group, &child_fn, NULL, 0);
    hand_over(1); /* the second child's */
}

static void awaits_each(struct vow_group *group)
{
    (void)group;
    vow_await_each(&child_fn, "item", 1, 1, 0, NULL);
}

ASYNC(urgent)
{
    void (*waits)(struct vow_group *group) = *(void (**)(struct vow_group *group))argument;

    vow_task_set_level(vow_task_current(), 2);
    VOW_GROUP(group) {
        waits(&group);
        TRACE("urgent");
    }
    return VOW_UNDEFINED;
}

static void urgent_goes_first(void (*waits)(struct vow_group *group))
{
    vow_detach(vow_call(&urgent_fn, &waits, sizeof waits));
    start_waiting("ordinary", 0, 0);
    hand_over(0);
    hand_over(1);
    run_all();
    EXPECT_TRACE("urgent\nordinary\n");
}

VOW_TEST(levels_group_join_lends_its_level_to_children) { urgent_goes_first(joins); }
VOW_TEST(levels_answer_lends_its_level_to_the_child) { urgent_goes_first(awaits_answer); }
VOW_TEST(levels_each_lends_its_level_to_the_calls) { urgent_goes_first(awaits_each); }
VOW_TEST(levels_who_waits_for_a_place_lends_its_level_to_children) { urgent_goes_first(waits_for_a_place); }
