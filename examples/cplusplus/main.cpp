// SPDX-License-Identifier: MIT
// Vow from C++17. A lambda without captures is an entry like any other function. A throw of Vow's runs no destructors
// on the frames it leaves: what must be released on the way is handed to VOW_DEFER.
#include <stdio.h>

#include <vow/vow.h>

namespace {

vow_value count_down(vow_generator *self, void *argument)
{
    for (int n = *static_cast<int *>(argument); n > 0; n--) {
        vow_sleep_ms(10);
        vow_yield(self, vow_int(n));
    }
    return VOW_UNDEFINED;
}

constexpr vow_generator_function count_down_fn = VOW_GENERATOR_FUNCTION(count_down, 1, 512);

vow_value refuse(void *)
{
    static const vow_error refused = { "RefusedError", "not today", 1 };

    VOW_DEFER([](void *) { puts("deferred"); }, nullptr);
    vow_sleep_ms(5);
    vow_throw_error(&refused);
}

constexpr vow_async_function refuse_fn = VOW_ASYNC_FUNCTION(refuse, 0, 1024);

} // namespace

int main()
{
    int from = 3;

    VOW_FOR_AWAIT(n, vow_iterate(vow_generate(&count_down_fn, &from, sizeof from))) {
        printf("%d\n", static_cast<int>(n.value.i));
    }
    VOW_TRY {
        vow_await(vow_call(&refuse_fn, nullptr, 0));
    } VOW_CATCH(e) {
        printf("caught %s: %s\n", e.e->name, e.e->message);
    } VOW_END
    return 0;
}
