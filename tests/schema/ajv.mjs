// SPDX-License-Identifier: BSL-1.0
// The published schemas in a second validator, Ajv, over documents with the first one's answers, one a line.
//
//   node tests/schema/ajv.mjs FOLDER ANSWERS
import { createReadStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [folder, answers] = process.argv.slice(2);
// Looked for from the working folder, where the package is installed.
const Ajv = createRequire(`${process.cwd()}/`)("ajv");
// Strict, but for keys that are required in one branch and described beside all of them, and for whole numbers, which
// may stand in quotes.
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
const compiled = new Map();
function validatorOf(name) {
    if (!compiled.has(name))
        compiled.set(name, ajv.compile(JSON.parse(readFileSync(`${folder}/${name}.schema.json`, "utf8"))));
    return compiled.get(name);
}
let asked = 0;
let differ = 0;
for await (const line of createInterface({ input: createReadStream(answers) })) {
    const { schema, valid, document } = JSON.parse(line);
    const validate = validatorOf(schema);
    asked += 1;
    if (validate(document) === valid) continue;
    differ += 1;
    console.error(`the other validator says ${valid}: ${JSON.stringify(document)}`, validate.errors);
}
console.log(`${asked} documents, ${differ} answers differ`);
process.exit(asked > 0 && differ === 0 ? 0 : 1);
