/* SPDX-License-Identifier: MIT */
/* Pages over a serial line, three at a time and in order: an async generator with a group inside. The other end is server.py. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vow/board_uart.h>
#include <vow/vow.h>

enum { PAGES = 8, AT_ONCE = 3, WANTED = 6, TEXT_BYTES = 32 };

VOW_LOOP_DEFINE(vow_main_loop, 32, 32, VOW_STACKS(4, 768), VOW_STACKS(1, 1280));

struct page {
    struct vow_promise *answer; /* not NULL: asked for; the reader resolves it */
    char text[TEXT_BYTES];
};
static struct page pages[PAGES];

/* Answers come in any order: "3 the text". One that nobody waits for any more is dropped. */
static vow_value read_answers(void *argument)
{
    static char line[TEXT_BYTES + 8];
    struct vow_uart_stream stream;

    VOW_FOR_AWAIT(received, vow_uart_lines(&stream, &vow_board_uart0, line, sizeof line)) {
        char *text;
        struct page *page = &pages[strtoul(received.value.s, &text, 10) % PAGES];
        struct vow_promise *answer = page->answer;

        page->answer = NULL;
        snprintf(page->text, sizeof page->text, "%s", text + (*text == ' '));
        if (answer)
            vow_promise_resolve(answer, vow_string(page->text));
    }
    return vow_pointer(argument);
}
static const struct vow_async_function read_answers_fn = VOW_ASYNC_FUNCTION(read_answers, 0, 768);

static void forget(void *argument)
{
    struct page *page = argument;

    if (page->answer)
        vow_promise_release(page->answer);
    page->answer = NULL;
}

static vow_value fetch_page(void *argument)
{
    int number = *(int *)argument;
    struct vow_promise *answer = vow_promise_new("a page");
    VOW_DEFER(forget, &pages[number]);

    pages[number].answer = vow_promise_retain(answer);
    printf("GET %d\n", number);
    return vow_await(answer);
}
static const struct vow_async_function fetch_page_fn = VOW_ASYNC_FUNCTION(fetch_page, 1, 768);

/* for await (const page of fetchPages()): a page is yielded while the next ones are on their way. Whoever leaves the loop
 * early cancels them. */
static vow_value fetch_pages(struct vow_generator *self, void *argument)
{
    struct vow_answer answers[AT_ONCE];
    int asked = 0;

    VOW_GROUP(downloads) {
        for (int page = 0; page < PAGES; page++) {
            for (; asked < PAGES && asked < page + AT_ONCE; asked++)
                vow_group_ask(&downloads, &answers[asked % AT_ONCE], &fetch_page_fn, &asked, sizeof asked);
            vow_yield(self, vow_answer_await(&answers[page % AT_ONCE]));
        }
    }
    return vow_pointer(argument);
}
static const struct vow_generator_function fetch_pages_fn = VOW_GENERATOR_FUNCTION(fetch_pages, 0, 1024);

int main(void)
{
    struct vow_promise *reader;
    int number = 0;

    vow_board_uart0_open();
    reader = vow_call(&read_answers_fn, NULL, 0);
    VOW_FOR_AWAIT(page, vow_iterate(vow_generate(&fetch_pages_fn, NULL, 0))) {
        printf("page %d: %s\n", number, page.value.s);
        if (++number == WANTED)
            break;
    }
    vow_promise_cancel(reader);
    vow_await_result(reader, NULL);
    printf("bye\n");
    return 0;
}
