// Reads, parses and validates the files of a dataset with ajv's compiled validators, once for each line on standard input, and writes a line of
// the milliseconds that reading took, and parsing and validating. bench_test.go holds the checker against it.
//
//   node rounds.mjs MODULES SCHEMAS DATASET
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [modules, schemas, dataset] = process.argv.slice(2);
const Ajv = createRequire(join(modules, "ajv"))("ajv/dist/2020").default;
const ajv = new Ajv({ strict: false });

const folders = { actors: "actor", instruments: "instrument", sources: "source", annotations: "annotations" };
const files = [];
for (const kind of ["dataset", "themes", "references"]) files.push([kind, join(dataset, kind + ".json")]);
for (const [folder, kind] of Object.entries(folders)) {
  let names = [];
  try {
    names = readdirSync(join(dataset, folder));
  } catch {} // not every dataset has all folders
  for (const name of names) files.push([kind, join(dataset, folder, name)]);
}
const validators = {};
for (const kind of ["dataset", "themes", "references", ...Object.values(folders)]) {
  validators[kind] = ajv.compile(JSON.parse(readFileSync(join(schemas, kind + ".schema.json"), "utf8")));
}

for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const texts = files.map(([, path]) => readFileSync(path, "utf8"));
  const read = performance.now();
  files.forEach(([kind, path], i) => {
    const validate = validators[kind];
    if (!validate(JSON.parse(texts[i]))) throw new Error(path + ": " + JSON.stringify(validate.errors[0]));
  });
  console.log(read - start, performance.now() - read);
}
