// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, nameOf, type Pen, penFor, personInWords } from '../../finder/index.ts'
import { type LawFinding, tellProblem } from '../../instruments/index.ts'
import type { Words } from '../../ui/index.ts'
import { draftBeside } from '../changes/draft-beside.ts'
import type { CheckedDraft, DraftProblem } from './check-draft.ts'
import { fileAddress, type ShownFinding, type ShownPerson } from './draft.model.ts'

/** The law with the draft in it, to tell in words of the persons whom findings show; null: they show nobody. */
export const lawOfFindings = async (
  db: Db,
  { folder, problems }: Pick<CheckedDraft, 'folder' | 'problems'>,
  replaces: string | null,
): Promise<LoadedLaw | null> =>
  folder !== null && problems.some(({ finding }) => finding?.person !== undefined)
    ? draftBeside(db, folder, replaces)
    : null

/** What the check says, for somebody who reads no files. `law`: with the draft in it, to tell persons in words. */
export function presentFindings(
  draft: string,
  { folder, problems }: Pick<CheckedDraft, 'folder' | 'problems'>,
  words: Words,
  law: LoadedLaw | null = null,
): ShownFinding[] {
  const pen = law === null ? null : penFor(law, words)
  return problems.map((problem) => {
    const { code, file = '', line, severity, path, finding } = problem
    const person = pen === null || finding === undefined ? null : shownPerson(draft, pen, finding)
    // Of a person whom nothing can tell in words, the line of `law check` does.
    const told =
      finding === undefined || (finding.person !== undefined && person === null) ? tellProblem(problem) : finding.words
    return {
      code,
      file,
      where: whereOf(draft, folder, problem, words),
      address: file === '' ? null : fileAddress(draft, file),
      line: line ?? null,
      warning: severity === 'warning',
      path,
      message: words.lang === 'zh-CN' ? told['zh-CN'] : told.en,
      lang: words.lang === 'zh-CN' ? 'zh-CN' : 'en',
      person,
    }
  })
}

/** `#catalogues.0.items`: the member of the form that a path speaks of. */
function fieldAt(path: string): string {
  const field = path.replace(/^\./, '').replace(/\[(\d+)\]/g, '.$1')
  return field === '' ? '' : `#${encodeURIComponent(field)}`
}

/** Where it is mended by a form. */
function whereOf(
  draft: string,
  folder: CheckedDraft['folder'],
  { file, path }: DraftProblem,
  words: Words,
): ShownFinding['where'] {
  if (file === 'instrument.yaml')
    return { href: `/drafts/${draft}/instrument${fieldAt(path)}`, text: words.t('editor.instrument') }
  const index = /^rules\[(\d+)\]/.exec(path)?.[1]
  if (file !== 'rules.yaml') return null
  const rule = index === undefined ? undefined : folder?.rules[Number(index)]
  if (rule === undefined) return { href: `/drafts/${draft}/rules`, text: words.t('editor.rules') }
  const at = fieldAt(path.slice(path.indexOf(']') + 1))
  return { href: `/drafts/${draft}/rules/${encodeURIComponent(rule.id)}${at}`, text: words.pick(rule.title) }
}

function shownPerson(draft: string, pen: Pen, finding: LawFinding): ShownPerson | null {
  const { person, rule, place } = finding
  if (person === undefined) return null
  const { words } = pen
  const when = { date: words.date(person.asOf), place: nameOf(pen, 'jurisdiction', person.in) }
  const { purpose } = person
  // A row of a table of equivalence has no page of its own, on which somebody could be tried.
  const tried = rule !== null && !place.path.startsWith('agreement')
  return {
    ...personInWords(pen, person.person),
    asked:
      purpose === undefined
        ? words.t('law.example.asked', when)
        : words.t('law.example.asked-for', { ...when, purpose: words.t(`purpose.${purpose}`) }),
    tryAt: tried ? trialAddress(draft, rule, person) : null,
  }
}

/** Where this very person is tried on a rule of the draft. */
function trialAddress(draft: string, rule: string, shown: NonNullable<LawFinding['person']>): string {
  const { person, in: place, asOf } = shown
  const asked = new URLSearchParams({
    'try-person': JSON.stringify(person, null, 2),
    'try-place': place,
    'try-day': asOf,
  })
  return `/drafts/${draft}/rules/${encodeURIComponent(rule)}?${asked}#try`
}
