// Writes what the program serves into a folder: wwwroot, its own modules and styles joined and made small, the scripts of others, and
// each text compressed beside itself. The build runs it: node assets.mjs FOLDER
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const folder = process.argv[2];
const languages = "bash c cpp csharp css diff dockerfile go ini java javascript json kotlin lua makefile nginx php powershell python "
  + "ruby rust sql swift typescript xml yaml";
const highlighter = "node_modules/@highlightjs/cdn-assets/es";
const texts = [".js", ".css", ".svg", ".txt"];

/** What an address is taken from stays where it was: every module is two folders deep, joined or not. */
const build = (entries, more) => buildSync({
  entryPoints: entries.map((entry) => `wwwroot/${entry}`),
  outbase: "wwwroot",
  outdir: folder,
  chunkNames: "js/parts/[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: "esnext",
  charset: "utf8",
  external: ["*.min.js", "*.svg"],
  ...more,
});

rmSync(folder, { recursive: true, force: true });
cpSync("wwwroot", folder, { recursive: true, filter: (path) => !/^wwwroot.(js|css)$/.test(path) });
cpSync("node_modules/htmx.org/dist/htmx.min.js", join(folder, "lib/htmx.min.js"));
cpSync(`${highlighter}/core.min.js`, join(folder, "lib/highlight/core.min.js"));
for (const language of languages.split(" ")) {
  cpSync(`${highlighter}/languages/${language}.min.js`, join(folder, `lib/highlight/${language}.min.js`));
}

// What is loaded when it is needed stays apart, some of it under its own name, by which others ask for it.
build(["js/page/app.js", "js/going/switcher.js", "js/phone/as-of.js", "js/phone/start.js"], { splitting: true });
for (const alone of ["js/line/worker.js", "js/parts/passkeys.js", "js/phone/offline.js", "css/app.css"]) {
  build([alone]);
}

for (const file of readdirSync(folder, { recursive: true }).filter((each) => texts.includes(extname(each)))) {
  const path = join(folder, file);
  const text = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
}
