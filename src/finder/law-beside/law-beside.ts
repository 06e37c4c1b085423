// SPDX-License-Identifier: Apache-2.0
import type { QualificationNode } from '@passerelle/recognition'
import type { Db } from '../../db/index.ts'
import { assembleBundle, type LawState, loadLaw, soundBundle } from '../../instruments/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { namesOfCodes } from '../answers/code-names.store.ts'
import { collectLawTexts } from '../answers/collect-law-texts.ts'
import type { NamedThing } from '../answers/law-texts.model.ts'
import { type LoadedLaw, lawShelf, openLaw } from '../answers/load-law.ts'
import { codesOf } from '../answers/rule-walk.model.ts'

/** What shall stand in the law, and what it brings that the register does not have. */
export interface LawBeside {
  states: readonly LawState[]
  /** Instruments that shall not stand in it. */
  without?: readonly string[]
  qualifications?: readonly QualificationNode[]
  names?: Partial<Record<NamedThing, ReadonlyMap<string, Localized>>>
}

/** The law in force with some of its instruments as they are given: it answers, and is put into words, like the law itself. */
export async function lawBeside(
  db: Db,
  { states, without = [], qualifications = [], names = {} }: LawBeside,
): Promise<LoadedLaw> {
  const [{ bundle, texts }, law] = await Promise.all([loadLaw(db), lawShelf(db).take(null)])
  const replaced = new Set([...without, ...states.map(({ instrument }) => instrument.id)])
  const instruments = [...texts.instruments.filter(({ instrument }) => !replaced.has(instrument.id)), ...states]
  const known = new Set(bundle.qualifications.map(({ id }) => id))
  const register = {
    ...bundle,
    qualifications: [...bundle.qualifications, ...qualifications.filter(({ id }) => !known.has(id))],
  }
  const { bundle: whole } = soundBundle(assembleBundle(register, instruments, texts.facts))
  const codes = await namesOfCodes(db, codesOf(assembleBundle(register, states, texts.facts)), {})
  const own = collectLawTexts({ instruments: states, facts: [], names: { ...names, field: codes, occupation: codes } })
  return openLaw({
    bundle: whole,
    aliases: law.aliases,
    statements: law.statements,
    texts: {
      ...law.texts,
      rule: (id) => own.rule(id) ?? law.texts.rule(id),
      instrument: (id) => own.instrument(id) ?? law.texts.instrument(id),
      catalogue: (id) => own.catalogue(id) ?? law.texts.catalogue(id),
      leftOpen: (english) => own.leftOpen(english) ?? law.texts.leftOpen(english),
      name: (thing, id) => law.texts.name(thing, id) ?? own.name(thing, id),
      instruments: () => [...law.texts.instruments().filter(({ id }) => !replaced.has(id)), ...own.instruments()],
    },
  })
}
