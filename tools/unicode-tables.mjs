// Writes the two frozen Unicode tables of Tidings.Core: simple case folding and Extended_Pictographic.
// Needs no input: the facts are those of the Unicode version that this Node.js was built with, which
// must be the one named below, so that a newer Node.js cannot change stored text keys unnoticed.
// Usage, from the root of the repository: node tools/unicode-tables.mjs
import { writeFileSync } from 'node:fs';

const UNICODE = '17.0';
if (process.versions.unicode !== UNICODE) {
  console.error(`this Node.js has Unicode ${process.versions.unicode}; ${UNICODE} is needed`);
  process.exit(1);
}

const folder = 'src/Tidings.Core/Analysis/Text/';
const codePoints = [...Array(0x110000).keys()].filter(c => c < 0xD800 || c > 0xDFFF);
const hex = c => '0x' + c.toString(16).toUpperCase().padStart(4, '0');

// One code point of a mapping, or undefined where the mapping has several.
const single = s => [...s].length === 1 ? s.codePointAt(0) : undefined;

// ECMAScript defines /iu by simple case folding (statuses C and S of CaseFolding.txt).
const sameFold = (a, b) => new RegExp(`^\\u{${a.toString(16)}}$`, 'iu').test(String.fromCodePoint(b));

// Code points whose full upper case has several letters, by that upper case: U+1FD3 and U+0390 meet here.
const byUpper = new Map();
for (const c of codePoints) {
  const upper = String.fromCodePoint(c).toUpperCase();
  if ([...upper].length > 1 && !byUpper.has(upper)) byUpper.set(upper, c);
}

function fold(c) {
  const text = String.fromCodePoint(c);
  const upper = text.toUpperCase();
  const lowerOfUpper = single(upper) === undefined ? undefined : single(upper.toLowerCase());
  // Cherokee folds to its capitals, because its small letters are the younger ones. U+FB05 folds to U+FB06.
  const cherokee = /\p{Script=Cherokee}/u.test(text) ? single(upper) : undefined;
  const tries = [cherokee, c === 0xFB05 ? 0xFB06 : undefined, lowerOfUpper, byUpper.get(upper), single(text.toLowerCase())];
  if (c === 0xFB06) return c;
  for (const to of tries)
    if (to !== undefined && sameFold(to, c)) return to;
  return c;
}

const pairs = codePoints.filter(c => /\p{L}|\p{M}|\p{N}|\p{So}/u.test(String.fromCodePoint(c)))
  .map(c => [c, fold(c)]).filter(([c, to]) => c !== to);

// Runs of equal distance, every code point or every second one.
const runs = [];
for (const [c, to] of pairs) {
  const run = runs.at(-1);
  const gap = run ? c - run.last : 0;
  if (run && run.delta === to - c && (run.step === 0 ? gap <= 2 : gap === run.step)) {
    run.step = gap;
    run.last = c;
  } else {
    runs.push({ first: c, last: c, step: 0, delta: to - c });
  }
}

const pictographic = [];
for (const c of codePoints) {
  if (!/\p{Extended_Pictographic}/u.test(String.fromCodePoint(c))) continue;
  if (pictographic.at(-1)?.[1] === c - 1) pictographic.at(-1)[1] = c;
  else pictographic.push([c, c]);
}

function table(type, name, comment, rows, perLine) {
  const lines = [];
  for (let i = 0; i < rows.length; i += perLine) lines.push('        ' + rows.slice(i, i + perLine).join(' '));
  return `namespace Tidings.Analysis;

// Written by tools/unicode-tables.mjs from Unicode ${UNICODE}.
static partial class ${type}
{
    /// <summary>${comment}</summary>
    static ReadOnlySpan<int> ${name} =>
    [
${lines.join('\n')}
    ];
}
`;
}

writeFileSync(folder + 'CaseFold.Table.cs', table('CaseFold', 'Runs',
  'Four numbers a run: first and last code point, step, and what is added to fold.',
  runs.map(r => `${hex(r.first)}, ${hex(r.last)}, ${r.step || 1}, ${r.delta},`), 4));
writeFileSync(folder + 'Pictographic.Table.cs', table('Pictographic', 'Ranges',
  'Two numbers a range: first and last code point, ascending.',
  pictographic.map(([a, b]) => `${hex(a)}, ${hex(b)},`), 6));
console.log(`${pairs.length} foldings in ${runs.length} runs, ${pictographic.length} pictographic ranges`);
