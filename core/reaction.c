/* SPDX-License-Identifier: MIT */
/* A reaction in memory of whoever subscribes it, for core itself. */
#include "wait.h"

void vow_reaction_init_(struct vow_reaction *reaction, void (*run)(struct vow_reaction *reaction))
{
    node_set_word(&reaction->node, NODE_CALL);
    reaction->run = run;
}

void vow_call_job_(struct vow_node *node)
{
    struct vow_reaction *reaction = CONTAINER_OF(node, struct vow_reaction, node);

    reaction->run(reaction);
}
