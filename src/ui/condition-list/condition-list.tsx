// SPDX-License-Identifier: Apache-2.0
import { ConditionIcon, type VerdictShape } from '../icon/icon.tsx'
import type { Words } from '../messages/words.ts'
import { Run } from '../text-run/text-run.tsx'

export interface ConditionProps {
  verdict: VerdictShape
  text: string
  detail: string | null
  facts: readonly string[]
  children: readonly ConditionProps[]
}

/** More alternatives than this are folded away. */
const many = 4

/** The conditions one by one: a sign, the word for it, what is asked, by how much it is missed and from when it holds. */
export function ConditionList({ words, conditions }: { words: Words; conditions: readonly ConditionProps[] }) {
  return (
    <ul class="conditions">
      {conditions.map((condition) => (
        <Condition words={words} condition={condition} />
      ))}
    </ul>
  )
}

function Condition({ words, condition }: { words: Words; condition: ConditionProps }) {
  const { verdict, text, detail, facts, children } = condition
  return (
    <li class={verdict}>
      <ConditionIcon verdict={verdict} />
      <span class="hidden">{words.t(`condition.${verdict}`)}: </span>
      <Run text={text} lang={words.lang} />
      {detail === null ? null : <span class="detail">{detail}</span>}
      {facts.length === 0 ? null : (
        <span class="stands">
          <Run text={facts.join(' · ')} lang={words.lang} />
        </span>
      )}
      {children.length === 0 ? null : <Parts words={words} parts={children} />}
    </li>
  )
}

function Parts({ words, parts }: { words: Words; parts: readonly ConditionProps[] }) {
  const list = (
    <ul>
      {parts.map((part) => (
        <Condition words={words} condition={part} />
      ))}
    </ul>
  )
  if (parts.length <= many) return list
  return (
    <details>
      <summary>{words.t('condition.parts', { n: parts.length })}</summary>
      {list}
    </details>
  )
}
