// SPDX-License-Identifier: Apache-2.0
import { columnsOf, wrap } from '../../finder/index.ts'
import type { Words } from '../../ui/index.ts'
import type {
  CatalogueChangesView,
  ChangeLine,
  ChangesView,
  ConcernedView,
  RuleChangesView,
  Sign,
} from './changes.model.ts'

const terminal = { width: 100, colour: false }
const put = (head: string, text: string): string => wrap(terminal, head, text, columnsOf(head))
const marks: Record<Sign, string> = { added: '+', removed: '-', changed: '~' }

/** What changed, for a terminal or a file. */
export function changesAsText(changes: ChangesView, words: Words): string {
  const { change, title, instrument, summary, notes, groups, rules, catalogues } = changes
  const mark = change === 'same' ? '=' : marks[change]
  return [
    put(`${mark} `, `${title} [${instrument}]`),
    put('  ', summary),
    ...rules.flatMap((rule) => ruleAsText(rule, words)),
    ...catalogues.flatMap((catalogue) => catalogueAsText(catalogue, words)),
    ...groups.flatMap(({ heading, lines }) => ['', put('  ', heading), ...linesAsText(lines, words, 4)]),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => put('  ', note))]),
  ].join('\n')
}

function ruleAsText({ id, sign, signWord, title, outcomes, lines, whom, persons }: RuleChangesView, words: Words) {
  return [
    '',
    put(`  ${marks[sign]} `, `${title} [${id}]: ${signWord}`),
    ...outcomes.map((outcome) => put('    → ', outcome)),
    ...linesAsText(lines, words, 4),
    ...(whom.length === 0 ? [] : [put('    ', words.t('change.whom'))]),
    ...whom.map(({ head, text }) => put('      * ', `${head}${words.t('change.colon')}${text}`)),
    ...persons.flatMap((person) => personAsText(person, words)),
  ]
}

function personAsText({ holds, facts, asked, before, after, from }: ConcernedView, words: Words): string[] {
  const held = holds.length === 0 ? [words.t('law.example.nothing')] : holds
  const said = [...held, ...facts.map(({ fact, value }) => words.t('law.example.fact', { fact, value })), asked]
  return [
    put('    ? ', said.join(' | ')),
    put(
      '      ',
      `${words.t('change.person.before')}: ${before.word} | ${words.t('change.person.after')}: ${after.word} (${from})`,
    ),
  ]
}

function linesAsText(lines: readonly ChangeLine[], words: Words, indent: number): string[] {
  const inner = ' '.repeat(indent + 2)
  return lines.flatMap(({ sign, label, before, after, effectWord }) => [
    put(`${' '.repeat(indent)}${marks[sign]} `, effectWord === null ? label : `${label} (${effectWord})`),
    ...(before === null || before === '' ? [] : [put(`${inner}${words.t('change.was')} `, before)]),
    ...(after === null || after === '' ? [] : [put(`${inner}${words.t('change.is')} `, after)]),
  ])
}

function catalogueAsText(
  { id, sign, signWord, title, lines, counts, items, more }: CatalogueChangesView,
  words: Words,
) {
  return [
    '',
    put(`  ${marks[sign]} `, `${title} [${id}]: ${signWord}`),
    ...(counts.length === 0 ? [] : [put('    ', words.and(counts))]),
    ...linesAsText([...lines, ...items], words, 4),
    ...(more === null ? [] : [put('    ', more)]),
  ]
}
