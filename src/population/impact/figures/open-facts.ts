// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises'
import { type Assessment, assess } from '@passerelle/recognition'
import { personAt } from '../../columns/person-at.ts'
import { type Comparison, changesOf } from '../../evaluation/compare.ts'
import { OPEN } from '../../evaluation/outcomes.ts'

/** A fact that is missing. */
export interface OpenFact {
  /** `fact` and the id of a declared one, an attribute of a credential, a length of work, the day of birth. */
  about: string
  name: string
  /** Persons for whom its answer can change what has become possible. */
  matters: number
  /** Persons for whom it alone decides something that has become possible. */
  settles: number
}

export interface OpenFacts {
  /** Persons who are undecided. */
  open: number
  /** How many of them were asked about: all, or every so-many-th. */
  looked: number
  /** What settles most first. */
  facts: OpenFact[]
}

/** Up to so many are asked about one by one; of more, a sample. */
const ALL_OF = 20_000
const SAMPLE = 2000
const STRETCH = 100

/** Which fact would settle most, by the single evaluation of those who are undecided. `open`: their positions. */
export async function findOpenFacts(
  comparison: Comparison,
  open: readonly number[],
  onProgress: (done: number) => void = () => {},
): Promise<OpenFacts> {
  const looked = open.length <= ALL_OF ? open.length : SAMPLE
  const facts = new Map<string, OpenFact>()
  for (let at = 0; at < looked; at++) {
    if (at % STRETCH === 0) {
      onProgress(at / looked)
      await setImmediate()
    }
    count(comparison, open[Math.floor((at * open.length) / looked)] as number, facts)
  }
  const sorted = [...facts.values()].sort((a, b) => b.settles - a.settles || b.matters - a.matters)
  return { open: open.length, looked, facts: sorted }
}

function count(comparison: Comparison, person: number, facts: Map<string, OpenFact>): void {
  const { around, outcomes } = comparison.after
  const assessment = assess(around.compiled, personAt(around.workforce, person), around.request)
  const changes = changesOf(comparison, person).filter(({ after }) => after === OPEN)
  const opened = new Set(changes.map(({ outcome }) => outcome))
  const names = namesOf(assessment)
  const matters = new Set<string>()
  const settles = new Set<string>()
  for (const finding of assessment.findings) {
    if (!finding.outcomes.some((outcome) => opened.has(outcomes.idOf(outcome)))) continue
    const asked = new Set(finding.questions.flatMap((key) => names.get(key) ?? []))
    for (const name of asked) matters.add(name)
    if (asked.size === 1) for (const name of asked) settles.add(name)
  }
  for (const name of matters) {
    const [about = '', own = ''] = split(name)
    const fact = facts.get(name) ?? { about, name: own, matters: 0, settles: 0 }
    facts.set(name, fact)
    fact.matters++
    if (settles.has(name)) fact.settles++
  }
}

/** What each question is about, whichever credential it asks of. */
const namesOf = ({ questions }: Assessment): Map<string, string> =>
  new Map(questions.map(({ key, about, name }) => [key, `${about} ${name}`]))

function split(name: string): [string, string] {
  const space = name.indexOf(' ')
  return [name.slice(0, space), name.slice(space + 1)]
}
