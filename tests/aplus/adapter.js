// SPDX-License-Identifier: MIT
// The adapter that promises-aplus-tests asks for, around the promise core in WebAssembly (aplus.c). Order, states and
// adoption are all core's. Here: a table that gives each JavaScript value a word, and the host's turn that pumps the loop.
"use strict";
const fs = require("fs");

const VALUE = 0, PROMISE = 1, THENABLE = 2, THROWN = 3; // enum kind of aplus.c
const UNWOUND = { toString: () => "a throw of C's left the pump" };

module.exports = function load(path) {
    const table = [];
    let pumping = false;

    const text = (address) => {
        const bytes = new Uint8Array(core.memory.buffer, address);
        return Buffer.from(bytes.subarray(0, bytes.indexOf(0))).toString("latin1");
    };
    const word = (address) => new DataView(core.memory.buffer).getUint32(address, true);

    // Handles are odd. What is even is a reason of core's own: struct vow_error, { name, message, code }.
    const handle = (value) => table.push(value) * 2 - 1;
    function value(handle) {
        if (handle & 1)
            return table[handle >>> 1];
        const { [text(word(handle))]: Class = Error } = globalThis;
        return new Class(text(word(handle + 4)));
    }

    // 2.3.2 to 2.3.4: which of core's ways to resolve x takes, and the word to give it. x.then is read here, once.
    function sort(x) {
        if (x instanceof Vow)
            return [PROMISE, x.address];
        if (x === null || typeof x !== "object" && typeof x !== "function")
            return [VALUE, handle(x)];
        let then;
        try {
            then = x.then;
        } catch (reason) {
            return [THROWN, handle(reason)];
        }
        return typeof then === "function" ? [THENABLE, handle({ x, then })] : [VALUE, handle(x)];
    }

    // Microtasks run when the host's stack is clean. A throw that leaves a callback comes out of poll as an exception
    // (arch/wasm32/switch.c), with C's stack pointer as deep as it was.
    function pump() {
        const stack = core.__stack_pointer.value;
        pumping = false;
        for (;;) {
            try {
                return core.poll();
            } catch (exception) {
                if (exception !== UNWOUND)
                    throw exception;
                core.__stack_pointer.value = stack;
            }
        }
    }

    function wake() {
        if (!pumping)
            setTimeout(pump, 0);
        pumping = true;
    }

    class Vow {
        constructor(address) {
            this.address = address;
            wake();
        }

        then(onFulfilled, onRejected) {
            return new Vow(core.then(this.address, handle([onFulfilled, onRejected]), typeof onFulfilled === "function",
                                     typeof onRejected === "function"));
        }
    }

    // The two functions of a resolver. Which of their calls counts is core's to say.
    const functions = (address, id) => ({
        resolve: (x) => { core.settle(address, id, ...sort(x)); wake(); },
        reject: (reason) => { core.settle(address, id, THROWN, handle(reason)); wake(); },
    });

    const imports = {
        react(pair, argument, rejected, result) {
            const callback = value(pair)[rejected];
            let kind, answer;
            try {
                [kind, answer] = sort(callback(value(argument)));
            } catch (reason) {
                [kind, answer] = [THROWN, handle(reason)];
            }
            new DataView(core.memory.buffer).setUint32(result, answer, true);
            return kind;
        },
        then(object, address, id) {
            const { x, then } = value(object), { resolve, reject } = functions(address, id);
            try {
                then.call(x, resolve, reject);
                return 0;
            } catch (reason) {
                return handle(reason);
            }
        },
        unwind() {
            throw UNWOUND;
        },
        panic(what, who) {
            console.error("panic in %s: %s", text(who), text(what));
            process.exit(3);
        },
    };
    const core = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(path)), { vow: imports }).exports;
    core.init();

    return {
        deferred() {
            const resolver = core.defer(), address = word(resolver);
            return { promise: new Vow(address), ...functions(address, word(resolver + 4)) };
        },
        resolved: (x) => new Vow(core.settled(...sort(x))),
        rejected: (reason) => new Vow(core.settled(THROWN, handle(reason))),
    };
};
