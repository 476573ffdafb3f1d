// Checks the proofs of packages/react/FEATURES.md: each row of a table names at least one, each link leads to a file that
// exists, and its words are the title of a test or a story in that file; in other files they occur as they are.
// Rows below "Not proved yet" and "Not yet" need none. Usage: node tools/features.mjs. No dependencies.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = path.join(root, 'packages/react/FEATURES.md');
const link = /\[((?:\\.|[^\]\\])+)\]\(([^)\s]+)\)/g;
const withoutProof = ['Not proved yet', 'Not yet'];
const wrong = [];
const texts = new Map();
let proofs = 0;
let rows = 0;
let section = '';

for (const [index, line] of readFileSync(page, 'utf8').split('\n').entries()) {
  const complain = (what) => wrong.push(`${path.relative(root, page)}:${index + 1}  ${what}`);
  section = /^#+ (.*)/.exec(line)?.[1] ?? section;
  const links = [...line.matchAll(link)].filter(([, , target]) => !/^(https?:|#)/.test(target));
  for (const [, words, target] of links) {
    const title = words.replace(/\\(.)/g, '$1');
    const file = path.resolve(path.dirname(page), target);
    if (!existsSync(file)) complain(`There is no file ${target}.`);
    else if (isRow(line)) {
      proofs += 1;
      if (!isIn(title, file)) complain(`${target} has nothing with the title “${title}”.`);
    }
  }
  if (!isRow(line)) continue;
  rows += 1;
  if (links.length === 0 && !withoutProof.includes(section)) complain('The row names no proof.');
}

if (wrong.length > 0) {
  console.error(`${wrong.join('\n')}\n\n${wrong.length} of the proofs in FEATURES.md are wrong or missing.`);
  process.exit(1);
}
console.log(`ok     FEATURES.md: ${rows} rows, ${proofs} proofs`);

/** Whether a line is a row of a table, and neither its head nor the line below that. */
function isRow(line) {
  return line.startsWith('| ') && !/^\| (Feature|What people|---)/.test(line);
}

/** Whether a file has a test or a story of this title. */
function isIn(title, file) {
  if (statSync(file).isDirectory()) return true;
  const text = texts.get(file) ?? readFileSync(file, 'utf8');
  texts.set(file, text);
  if (file.endsWith('.stories.tsx')) return new RegExp(`^export const ${title}\\b`, 'm').test(text);
  if (!/\.(test|spec)\.tsx?$/.test(file)) return text.includes(title);
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${title}${quote}`));
}
