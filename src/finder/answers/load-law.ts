// SPDX-License-Identifier: Apache-2.0
import { type Bundle, type Compiled, compile, type PlainDate, type Rule } from '@passerelle/recognition'
import type { LawTexts } from './law-texts.model.ts'

/** Law and register as they were known at one time, with the texts beside them. */
export interface LawContent {
  bundle: Bundle
  texts: LawTexts
}

/** The law in hand: compiled once for each as-of date. */
export interface LoadedLaw extends LawContent {
  compiledFor(asOf: PlainDate): Compiled
  rule(id: string): Rule | undefined
}

export interface LawShelf {
  /** `null`: as known now. */
  take(knownOn: PlainDate | null): Promise<LoadedLaw>
  /** The law has changed: what is known now is read again. */
  forget(): void
}

/** Each as-of date is a compile of its own (some milliseconds); the latest ones are kept. */
const compiledKept = 32
const knownKept = 4

/** Reads the law once and keeps it; what was known on earlier days is kept for the latest few days asked for. */
export function openLawShelf(load: (knownOn: PlainDate | null) => Promise<LawContent>): LawShelf {
  const kept = new Latest<Promise<LoadedLaw>>(knownKept)
  return {
    take: (knownOn) => {
      const key = knownOn ?? ''
      const law = kept.get(key, () => load(knownOn).then(openLaw))
      law.catch(() => kept.drop(key))
      return law
    },
    forget: () => kept.drop(''),
  }
}

export function openLaw(content: LawContent): LoadedLaw {
  const compiled = new Latest<Compiled>(compiledKept)
  const rules = new Map(content.bundle.rules.map((rule) => [rule.id, rule]))
  return {
    ...content,
    compiledFor: (asOf) => compiled.get(asOf, () => compile(content.bundle, asOf)),
    rule: (id) => rules.get(id),
  }
}

/** The least recently used entry goes first. */
class Latest<Value> {
  private readonly entries = new Map<string, Value>()
  private readonly size: number

  constructor(size: number) {
    this.size = size
  }

  get(key: string, make: () => Value): Value {
    const known = this.entries.get(key)
    const value = known ?? make()
    this.entries.delete(key)
    this.entries.set(key, value)
    if (this.entries.size > this.size) {
      const oldest = this.entries.keys().next()
      if (oldest.done !== true) this.entries.delete(oldest.value)
    }
    return value
  }

  drop(key: string): void {
    this.entries.delete(key)
  }
}
