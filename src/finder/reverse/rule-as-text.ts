// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/messages/words.ts'
import { columnsOf, wrap } from '../answers/terminal/terminal-text.ts'
import type { AskedView, RuleView } from './rule-in-words.model.ts'

const terminal = { width: 100, colour: false }
const line = (head: string, text: string): string => wrap(terminal, head, text, columnsOf(head))

/** A rule for a terminal. */
export function ruleAsText(rule: RuleView, words: Words): string {
  const { basis } = rule
  const lines = [line('  ', rule.title)]
  lines.push(line('    ', `${words.t('rule.of')}: ${rule.subject ?? words.t('answer.no-subject')}`))
  for (const { phrase, label } of rule.outcomes) lines.push(line('    → ', `${phrase}: ${label}`))
  lines.push(...asksAsText(rule.asks, 4))
  for (const note of rule.notes) lines.push(line('    ! ', note))
  lines.push(line('    ', rule.reach))
  if (basis !== null) {
    const where = [basis.title, basis.number, basis.article, basis.status, basis.signWord, basis.url]
    lines.push(line('    § ', where.filter((part) => part !== null).join(', ')))
  }
  return lines.join('\n')
}

function asksAsText(asks: readonly AskedView[], indent: number): string[] {
  return asks.flatMap(({ text, children }) => [
    line(`${' '.repeat(indent)}- `, text),
    ...asksAsText(children, indent + 2),
  ])
}
