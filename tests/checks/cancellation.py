#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/CANCELLATION.md: the grades are those of the headers, every function that waits has one, the examples are tested."""
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True
import common
from common import ROOT, expect, files, read, run

PAGE = "docs/CANCELLATION.md"
TOOL = os.path.join(ROOT, "tools/cancellation.py")
TABLE = re.compile(r"(?<=<!-- tools/cancellation.py --update -->\n).*?(?=<!-- end -->)", re.S)


def test_the_page_has_the_grades_of_the_headers():
    done = run([TOOL])
    expect(done.returncode == 0, done.stdout)
    expect(TABLE.findall(read(PAGE)) == [done.stdout], "the table is not what tools/cancellation.py prints: --update writes it")


def test_the_page_says_the_words_of_the_vocabulary():
    words = re.findall(r"^ \*  (\w+)(?: [A-Z]+|: WHY)?   ", read("include/vow/cancel.h"), re.M)
    expect(words == ["strict", "keeps", "stops", "none", "as"], "<vow/cancel.h> has the words %s" % words)
    said = re.findall(r"^\| \*\*(\w+)\*\* ", read(PAGE), re.M)
    expect(said == words[:-1], "the page explains the words %s" % said)


def test_the_page_names_functions_and_macros_that_exist():
    known = set(re.findall(r"\b(?:vow|VOW)_\w+", "".join(read(path) for path in files("include/vow", ends=(".h",)))))
    named = set(re.findall(r"\b(?:vow|VOW)_\w*[A-Za-z0-9]\b", read(PAGE)))
    expect(named <= known, "not in a header: " + " ".join(sorted(named - known)))


def test_the_page_shows_what_is_tested():
    shown = "".join(re.findall(r"^```c\n(.*?)^```$", read(PAGE), re.M | re.S))
    tested = re.search(r"^/\* ---- the page ---- \*/\n\n(.*?)\n/\* ---- its tests", read("tests/faults/page.c"), re.M | re.S).group(1)
    expect(shown == tested, "its blocks of C are not what tests/faults/page.c has")


def refused(header, reason):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "made.h"), "w", encoding="utf-8") as file:
            file.write(header)
        done = run([TOOL, folder])
    expect(done.returncode == 1 and done.stdout == "<vow/made.h> %s\n" % reason, "the tool says " + done.stdout)


def test_a_function_that_suspends_without_a_grade_is_refused():
    refused("/** Waits.   @context task   @suspends if it must */\nvoid vow_made(void);\n",
            "vow_made: waits, or gives something that does, and has no grade")
    refused("/** Waits.   @context task   @suspends yes   @cancel - */\nvoid vow_made(void);\n",
            "vow_made: waits, or gives something that does, and has no grade")


def test_a_promise_without_a_grade_is_refused():
    refused("/** Gives one.   @context task   @suspends no   @cancel - */\nstruct vow_promise *vow_made(int a);\n",
            "vow_made: waits, or gives something that does, and has no grade")
    refused("static inline struct vow_promise *vow_made(int a)\n{\n}\n",
            "vow_made: waits, or gives something that does, and has no grade")


def test_a_word_that_is_not_in_the_vocabulary_is_refused():
    refused("/** Waits.\n *  @context task   @suspends yes\n *  @cancel do not */\nvoid vow_made(void);\n",
            "vow_made: @cancel begins with no grade: do not")


def test_a_grade_of_a_function_that_has_none_is_refused():
    refused("/** Waits.   @context task   @suspends yes   @cancel as vow_other */\nvoid vow_made(void);\n",
            "vow_made: @cancel as something that has no grade: vow_other")


def test_a_function_of_tasks_that_does_not_say_whether_it_suspends_is_refused():
    refused("/** Does it.   @context task, loop */\nvoid vow_made(void);\n", "vow_made: does not say whether it suspends")


def test_a_macro_that_ends_with_its_block_and_has_no_grade_is_refused():
    refused("#define VOW_MADE(a) \\\n    int made __attribute__((cleanup(vow_made_))) = a\n",
            "VOW_MADE: waits, or gives something that does, and has no grade")


if __name__ == "__main__":
    sys.exit(common.main(sys.modules[__name__]))
