// SPDX-License-Identifier: Apache-2.0
import type { Person } from '@passerelle/recognition'
import type { Db } from '../../../db/index.ts'
import {
  assessWith,
  explainAssessment,
  type LoadedLaw,
  penFor,
  personInWords,
  type RuleView,
  ruleInWords,
  wholePenFor,
} from '../../../finder/index.ts'
import { engineRule, type LawFolder, parsePerson, readPersonText, type Vocabulary } from '../../../instruments/index.ts'
import { type Clock, isPlainDate, Problem } from '../../../kernel/index.ts'
import { languages, type Words, wordsIn } from '../../../ui/index.ts'
import { draftBeside } from '../../changes/draft-beside.ts'
import { readYaml } from '../yaml/merge-yaml.model.ts'
import { isMapping, type WrittenMap } from '../yaml/write-yaml.model.ts'
import type { ShownTrial, ShownWords, TypedTrial } from './rule-page.model.ts'

/** The law with a draft in it. */
export interface DraftLaw {
  law: LoadedLaw
  folder: LawFolder
  vocabulary: Vocabulary
}

export async function draftLaw(
  db: Db,
  { folder, vocabulary, replaces }: { folder: LawFolder; vocabulary: Vocabulary; replaces: string | null },
): Promise<DraftLaw> {
  return { law: await draftBeside(db, folder, replaces), folder, vocabulary }
}

/** A rule of a draft in words, in every language that we speak; nothing where its form is not complete. */
export function ruleInAllWords({ law, folder }: DraftLaw, id: string): ShownWords[] {
  const rule = folder.rules.find((one) => one.id === id)
  if (rule === undefined) return []
  const catalogues = new Map(law.bundle.catalogues.map((one) => [one.id, one]))
  return languages.map((lang) => {
    const words = wordsIn(lang)
    const view: RuleView = ruleInWords(wholePenFor(law, words), engineRule(folder.instrument, rule), catalogues)
    const { excludes = [], exclusive = [] } = law.texts.rule(view.rule) ?? {}
    return {
      lang,
      title: view.title,
      reach: view.reach,
      subject: view.subject === null ? words.t('law.rule.anyone') : `${words.t('law.rule.who')} ${view.subject}`,
      asks: view.asks,
      outcomes: [
        ...view.outcomes.map(({ phrase, label, manner }) =>
          words.t('editor.in-words.outcome', { phrase, label, manner }),
        ),
        ...excludes.map((label) => words.t('law.rule.excludes', { what: words.pick(label) })),
        ...exclusive.map((label) => words.t('law.rule.exclusive', { what: words.pick(label) })),
      ],
      notes: view.notes,
    }
  })
}

/** The examples of a draft that are about a rule. */
export function examplesOf(files: ReadonlyMap<string, string>, rule: string): { path: string; value: WrittenMap }[] {
  return [...files].flatMap(([path, text]) => {
    if (!path.startsWith('examples/') || path.startsWith('examples/invalid/')) return []
    const value = readYaml(text)
    return isMapping(value) && value['rule'] === rule ? [{ path, value }] : []
  })
}

/** Who is tried: as written in a text, or by the few things that most rules ask. */
export function readTried(typed: TypedTrial, vocabulary: Vocabulary): { person: Person } | { wrong: string } {
  const reading =
    typed.person.trim() === ''
      ? parsePerson(fewThings(typed), { vocabulary })
      : readPersonText(typed.person, { vocabulary })
  if (reading.problems === undefined) return { person: reading.person }
  return { wrong: reading.problems.map(({ path, message }) => `${path}: ${message}`).join('; ') }
}

function fewThings({ holds, issued, birth }: TypedTrial): unknown {
  const is = holds === '' ? {} : holds.includes('/') ? { level: holds } : { qualification: holds }
  return {
    ...(birth !== '' && { birthDate: birth }),
    credentials: holds === '' && issued === '' ? [] : [{ id: 'c1', ...is, ...(issued !== '' && { issued }) }],
  }
}

export interface Tried {
  shown: ShownTrial
  /** What an example of this case would say; null: there is no answer. */
  example: WrittenMap | null
  folder: 'met' | 'unmet' | 'undecided'
}

const folders = { met: 'met', unmet: 'unmet', unknown: 'undecided', discretion: 'undecided' } as const

/** What the rule says of a person, with the reasons in words. */
export function tryRule(
  deps: { clock: Clock; words: Words },
  { law, folder, vocabulary }: DraftLaw,
  rule: string,
  typed: TypedTrial,
): Tried | { wrong: string } {
  const { words, clock } = deps
  const reading = readTried(typed, vocabulary)
  if ('wrong' in reading) return reading
  if (!isPlainDate(typed.day)) return { wrong: words.t('editor.wrong.day') }
  const question = { person: reading.person, place: typed.place, asOf: typed.day }
  try {
    const assessed = assessWith(law, clock, question)
    const id = `${folder.instrument.id}#${rule}`
    const finding = assessed.assessment.findings.find((one) => one.rule === id)
    const view = Object.values(explainAssessment(assessed, words).findings)
      .flat()
      .find((one) => one.rule === id)
    const verdict = finding?.verdict ?? 'absent'
    const expect = {
      verdict,
      ...(verdict === 'unmet' && { holdsFrom: finding?.holdsFrom ?? null }),
      ...(verdict === 'unknown' && { questions: [...(finding?.questions ?? [])].sort() }),
      ...(verdict === 'met' && { outcomes: finding?.outcomes.map(({ kind }) => kind) ?? [] }),
    }
    const person = JSON.parse(JSON.stringify(reading.person)) as WrittenMap
    return {
      shown: {
        person: personInWords(penFor(law, words), reading.person),
        verdict,
        word: verdict === 'absent' ? words.t('law.example.answer.absent') : (view?.verdictWord ?? verdict),
        conditions: view?.conditions ?? [],
        holdsFrom: view?.holdsFrom ?? null,
        notes: view?.notes ?? [],
      },
      example: { rule, in: typed.place, asOf: typed.day, person, expect },
      folder: verdict === 'absent' ? 'unmet' : folders[verdict],
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { wrong: error.message }
  }
}
