/* Runs Zotero's own importers, from the npm package zotero-translators, on one file.

   node zotero_importers.js PACKAGE.js SETTING.json FILE FORMAT [EXPORT]

   Prints JSON: which importer Zotero picks for the file, and the items as its API has them; with
   EXPORT, the items as one of Zotero's exporters writes them.
   SETTING.json holds the schema of items and what differs from the package of 2019. */
const fs = require("fs");
const path = require("path");
const Module = require("module");

const [packageFile, settingFile, file, format, exporter] = process.argv.slice(2);
const setting = JSON.parse(fs.readFileSync(settingFile, "utf8"));
const IDS = {
  bib: "9cb70025-a888-4a29-a210-93ec52da40d4",
  ris: "32d59d2d-b65a-4da4-b0a3-bdd3cfb979e7",
  rdf: "5e3ad958-ac79-463d-812b-a86a9235c28f",
  csl: "bc03b4fe-436d-4a1f-ba59-de4d2d7a63f7",
  nbib: "9ec64cfd-bea7-472a-9557-493c0c26b0fb",
  endnote: "eb7059a4-35ec-4961-a915-3cf58eb9784b",
  mods: "0e2235e7-babf-413c-9acf-f27cce5f059c",
  biblatex: "b6e39b57-8942-4d11-8259-342c46ce395f",
  "zotero-rdf": "14763d24-8ba0-45df-8f52-b8d1108e7ac9",
};

function replaced(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`not once in the package: ${from}`);
  return text.replace(from, () => to);
}

global.given = {
  schema: setting.schema,
  csl: setting.csl,
  /** Gives the importers with what later versions of them take. */
  importers(all) {
    for (const one of all) {
      const later = setting.later[one.label];
      if (later) one.code = replaced(one.code, "/** BEGIN TEST CASES **/", `\n${later}\n/** BEGIN TEST CASES **/`);
    }
    return all;
  },
};

let source = fs.readFileSync(packageFile, "utf8");
source = source.replace(/var TypeSchema = __webpack_require__\([^)]*\);/, "var TypeSchema = given.schema;");
for (const name of ["NAMES", "TEXT", "DATE", "TYPE"]) {
  const variable = `CSL_${name}_MAPPINGS`;
  source = replaced(source, `var ${variable} = {`, `var ${variable} = given.csl.${name}, of_2019_${name} = {`);
}
source = replaced(
  source,
  "Translators.init(__webpack_require__(50));",
  "Translators.init(given.importers(__webpack_require__(50))); given.Translate = Translate;",
);
console.log = console.error; // the package tells of its work there
const loaded = new Module(packageFile, module);
loaded.filename = packageFile;
loaded.paths = Module._nodeModulePaths(path.dirname(packageFile));
loaded._compile(source, packageFile);

const told = {};
async function detected(text) {
  const translate = new given.Translate.Import();
  translate.setString(text);
  const found = await translate.getTranslators();
  return found.length ? found[0].label : "";
}

/** Reads the spans of a page as Zotero's importer for COinS does. */
function ofSpans(text) {
  return [...text.matchAll(/<span class="Z3988" title="([^"]*)"/g)].map(([, title]) => {
    const item = { itemType: "journalArticle", creators: [], tags: [], notes: [], attachments: [] };
    const document = title.replace(/&amp;/g, "&").replace(/&quot;/g, '"').replace(/&#x27;/g, "'");
    return Zotero.OpenURL.parseContextObject(document, item) || item;
  });
}

async function imported(text, id) {
  if (format === "coins") return ofSpans(text).map(asTold);
  const translate = new given.Translate.Import();
  translate.setString(text);
  translate.setTranslator(id);
  translate.setHandler("error", (_, fault) => { told.fault = String(fault); });
  const items = await translate.translate({ libraryID: 1 });
  return items.map(asTold);
}

function asTold(item) {
  const [work, ...notes] = Zotero.Utilities.itemToAPIJSON(item);
  const parsed = {};
  for (const field of Object.keys(work)) {
    if (/date/i.test(field)) parsed[field] = Zotero.Date.strToDate(work[field]);
  }
  return { ...work, notes: notes.map((note) => note.note), attachments: item.attachments, parsed };
}

async function exported(items, id) {
  const translate = new given.Translate.Export();
  translate.setTranslator(id);
  translate.setItems(items.map((item, place) => ({ ...item, uri: `items/${place}` })));
  await new Promise((done) => {
    translate.setHandler("done", done);
    translate.translate();
  });
  return translate.string;
}

(async () => {
  const text = fs.readFileSync(file, "utf8");
  told.importer = await detected(text);
  told.items = await imported(text, IDS[format]);
  if (exporter) told.text = await exported(told.items, IDS[exporter]);
  fs.writeFileSync(1, JSON.stringify(told));
  process.exit(0);
})().catch((fault) => {
  fs.writeSync(1, JSON.stringify({ ...told, fault: String((fault && fault.stack) || fault) }));
  process.exit(0);
});
