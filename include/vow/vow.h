/* SPDX-License-Identifier: MIT */
/* Vow: promises, async functions, async generators and for await on bare metal. Everything but drivers and boards. */
#ifndef VOW_VOW_H
#define VOW_VOW_H

#include <vow/abort.h>
#include <vow/broadcast.h>
#include <vow/cancel.h>
#include <vow/channel.h>
#include <vow/condition.h>
#include <vow/dispose.h>
#include <vow/event.h>
#include <vow/group.h>
#include <vow/iterate.h>
#include <vow/iterator_helpers.h>
#include <vow/level.h>
#include <vow/loop.h>
#include <vow/mutex.h>
#include <vow/select.h>
#include <vow/semaphore.h>
#include <vow/version.h>

#endif
