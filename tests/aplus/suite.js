// SPDX-License-Identifier: MIT
// node suite.js PACKAGES CORE.wasm [bail]: runs promises-aplus-tests of the folder PACKAGES. Prints each test that failed,
// and how many were found and passed. Status 0 if all passed.
"use strict";
const [packages, core, bail] = process.argv.slice(2);
const suite = require(require.resolve("promises-aplus-tests", { paths: [packages] }));
const adapter = require("./adapter.js")(core);

let found = 0, passed = 0, failed = 0;

function reporter(runner) {
    runner.on("start", () => { found = runner.total; });
    runner.on("pass", () => { passed++; });
    runner.on("fail", (test, error) => {
        failed++;
        console.log("failed: %s (%s)", test.fullTitle().trim().replace(/\s+/g, " "), String(error.message).split("\n")[0]);
    });
}

// The suite's own limit of 200 ms a test would measure the machine's load. A core with a fault, run with bail, reaches it.
suite(adapter, { reporter, bail: Boolean(bail), timeout: bail ? 2000 : 20000 }, () => {
    console.log("%d found, %d passed, %d failed", found, passed, failed);
    process.exitCode = found > 0 && passed === found && failed === 0 ? 0 : 1;
});
