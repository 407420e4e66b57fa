// What an editor asks of its JSON language service, for editor_test.go: one request a line on stdin, one answer a line on stdout.
// A request names the file that is open, its text, and what to do: "validate", or "complete" or "hover" at an offset in UTF-16 units.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const modules = process.argv[2];
const { getLanguageService, ClientCapabilities, TextDocument } = createRequire(modules + "/")("vscode-json-languageservice");

const service = getLanguageService({
  clientCapabilities: ClientCapabilities.LATEST,
  workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  // Files only: an address that the tests do not have must not be fetched behind their back.
  schemaRequestService: async (uri) => {
    if (!uri.startsWith("file:")) throw new Error(`${uri} is not loaded`);
    return readFile(fileURLToPath(uri), "utf8");
  },
});
service.configure({ validate: true, allowComments: false });

const plain = (text) => (text === undefined || typeof text === "string" ? text : text.value);

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const document = TextDocument.create(pathToFileURL(request.file).href, "json", 1, request.text);
  const json = service.parseJSONDocument(document);
  const position = document.positionAt(request.offset ?? 0);
  let answer;
  switch (request.do) {
    case "validate":
      answer = (await service.doValidation(document, json)).map(({ message, range, severity }) => ({
        message,
        severity,
        start: document.offsetAt(range.start),
        end: document.offsetAt(range.end),
      }));
      break;
    case "complete":
      answer = (await service.doComplete(document, position, json)).items.map(({ label, insertText, documentation }) => ({
        label,
        insert: insertText,
        help: plain(documentation),
      }));
      break;
    case "hover":
      answer = ((await service.doHover(document, position, json))?.contents ?? []).map(plain);
      break;
  }
  console.log(JSON.stringify(answer));
}
