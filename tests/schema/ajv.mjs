// SPDX-License-Identifier: BSL-1.0
// The published schema in a second validator, Ajv, over documents with the first one's answers, one a line.
//
//   node tests/schema/ajv.mjs SCHEMA ANSWERS
import { createReadStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [schema, answers] = process.argv.slice(2);
// Looked for from the working folder, where the package is installed.
const Ajv = createRequire(`${process.cwd()}/`)("ajv");
// Strict, but for keys that are required in one branch and described beside all of them, and for whole numbers, which
// may stand in quotes.
const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(JSON.parse(readFileSync(schema, "utf8")));
let asked = 0;
let differ = 0;
for await (const line of createInterface({ input: createReadStream(answers) })) {
    const { valid, document } = JSON.parse(line);
    asked += 1;
    if (validate(document) === valid) continue;
    differ += 1;
    console.error(`the other validator says ${valid}: ${JSON.stringify(document)}`, validate.errors);
}
console.log(`${asked} documents, ${differ} answers differ`);
process.exit(asked > 0 && differ === 0 ? 0 : 1);
