// SPDX-License-Identifier: Apache-2.0
// Makes reference/characters/ anew from the Unihan database: node scripts/character-tables.mjs FOLDER VERSION, where FOLDER holds
// Unihan_Readings.txt and Unihan_Variants.txt (www.unicode.org/Public/VERSION/ucd/Unihan.zip).
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, version] = process.argv.slice(2)
if (folder === undefined || version === undefined) {
  process.stderr.write('Usage: node scripts/character-tables.mjs FOLDER VERSION\n')
  process.exit(2)
}

/** The unified ideographs that names are written with, and 〇. */
const written = /^[\u3007\u4e00-\u9fff]$/

/** Every value of a field: character to text. */
function* fieldOf(file, field) {
  for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
    const [code, name, value] = line.split('\t')
    if (name !== field || !code.startsWith('U+')) continue
    const character = String.fromCodePoint(Number.parseInt(code.slice(2), 16))
    if (written.test(character)) yield [character, value]
  }
}

/** `lǜ(173)` as people type it: without tone, ü as u. */
const toneless = (reading) =>
  reading
    .replace(/\(.*/, '')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')

/** The usual reading first, then those with a frequency of their own. */
function readingsOfCharacters() {
  const readings = new Map()
  const values = ['kMandarin', 'kHanyuPinlu'].flatMap((field) => [...fieldOf('Unihan_Readings.txt', field)])
  for (const [character, value] of values) {
    const known = readings.get(character) ?? readings.set(character, new Set()).get(character)
    for (const reading of value.split(' ').map(toneless)) if (/^[a-z]+$/.test(reading)) known.add(reading)
  }
  return readings
}

/** Traditional character to the simplified one; where it also stays what it is, to the other one. */
function simplifiedCharacters() {
  const simplified = new Map()
  for (const [character, value] of fieldOf('Unihan_Variants.txt', 'kSimplifiedVariant')) {
    const others = value.split(' ').map((code) => String.fromCodePoint(Number.parseInt(code.slice(2), 16)))
    const other = others.find((one) => one !== character && written.test(one))
    if (other !== undefined) simplified.set(character, other)
  }
  for (const [character, other] of simplified) simplified.set(character, simplified.get(other) ?? other)
  return simplified
}

/** `key → characters` as lines, keys and characters in order. */
function grouped(pairs) {
  const groups = new Map()
  for (const [key, column, character] of pairs) {
    const group = groups.get(key) ?? groups.set(key, [[], []]).get(key)
    group[column].push(character)
  }
  const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1))
  return sorted.map(([key, columns]) => [key, ...columns.map((characters) => characters.sort().join(''))])
}

function write(name, about, header, lines) {
  const head = [
    `# source: Unihan database ${version}, ${about}; regrouped`,
    '# licence: Unicode License v3 (https://www.unicode.org/license.txt); copyright © 1991 Unicode, Inc.',
    '# quality: official',
    header,
  ]
  writeFileSync(join('reference', 'characters', name), `${[...head, ...lines].join('\n')}\n`)
}

const readings = [...readingsOfCharacters()].flatMap(([character, known]) =>
  [...known].map((reading, at) => [reading, at === 0 ? 0 : 1, character]),
)
write(
  'readings.csv',
  'kMandarin, kHanyuPinlu without tones',
  'reading,first,further',
  grouped(readings).map((line) => line.join(',')),
)
const simplified = [...simplifiedCharacters()].map(([character, other]) => [other, 0, character])
write(
  'simplified.csv',
  'kSimplifiedVariant',
  'simplified,traditional',
  grouped(simplified).map((line) => line.slice(0, 2).join(',')),
)
