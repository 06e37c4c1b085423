// SPDX-License-Identifier: Apache-2.0
import { assess, type Finding, type Person } from '@passerelle/recognition'
import type { SignedIn } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import type { LoadedLaw } from '../../../finder/index.ts'
import { lawSurroundings } from '../../../instruments/index.ts'
import { type Clock, isPlainDate, today } from '../../../kernel/index.ts'
import { draftBeside } from '../../changes/draft-beside.ts'
import { checkDraft } from '../../drafts/check-draft.ts'
import { beginDraft, readDraftIds } from '../../drafts/edit-draft.ts'
import { placesToDraftFor } from '../../drafts/reach.ts'
import { namedLaw } from '../names/name-lists.ts'
import { inBlock, type WrittenMap } from '../yaml/write-yaml.model.ts'
import {
  catalogueInstrument,
  catalogueRules,
  classesOf,
  instrumentHead,
  instrumentId,
  isInvented,
  type Settled,
  type TypedBeginning,
  type TypedCatalogue,
} from './beginning.model.ts'
import { type ContinuedList, listsToGoOn } from './continued-list.ts'
import { type ExampleCase, exampleCases } from './example-cases.model.ts'

/** A field and the message of what is wrong with it. */
export interface Wrong {
  field: string
  said: string
}

export type Begun = { id: string } | { wrong: Wrong[] }

interface Deps {
  db: Db
  clock: Clock
}

/** Begins an instrument by its head; its clauses and rules come after. */
export async function beginInstrument({ db, clock }: Deps, visitor: SignedIn, typed: TypedBeginning): Promise<Begun> {
  const law = await namedLaw(db)
  const settled = await settle(db, visitor, law, { typed, day: today(clock) })
  const wrong = wrongInHead(typed, settled, await placesToDraftFor(db, visitor, [typed.authority]))
  if (wrong.length > 0 || settled === null) return { wrong }
  const head = instrumentHead(typed, settled)
  const summary = { en: typed.titleEn || typed.titleZh, 'zh-CN': typed.titleZh }
  const files = new Map([['instrument.yaml', inBlock({ ...head, clauses: [{ id: 'art-1', summary, source: 's1' }] })]])
  return begin(db, visitor, typed, settled, files)
}

/** Begins a batch of a catalogue: the instrument, a rule for each class, and the examples that show each rule. One that goes on with a list has its classes, and the rules of that list hold for it. */
export async function beginCatalogue({ db, clock }: Deps, visitor: SignedIn, typed: TypedCatalogue): Promise<Begun> {
  const law = await namedLaw(db)
  const day = today(clock)
  const settled = await settle(db, visitor, law, { typed, day })
  const lists = typed.continues === '' ? [] : await listsToGoOn(db, [typed.authority])
  const list = lists.find(({ id, place }) => id === typed.continues && place === settled?.place) ?? null
  const reach = await placesToDraftFor(db, visitor, [typed.authority])
  const wrong = [...wrongInHead(typed, settled, reach), ...wrongInBatch(typed, list), ...wrongInClasses(law, typed)]
  if (wrong.length > 0 || settled === null) return { wrong }
  const level = (id: string) => {
    const [name, framework] = [law.texts.name('level', id), law.texts.name('framework', id.split('/')[0] ?? '')]
    const of = (lang: 'en' | 'zh-CN') => ({ level: name?.[lang] ?? name?.['en'] ?? id, framework: framework?.[lang] })
    const [en, zh] = [of('en'), of('zh-CN')]
    // “中级” alone does not say of what.
    return {
      en: en.framework === undefined ? en.level : `${en.level} (${en.framework})`,
      'zh-CN': zh.framework === undefined ? zh.level : `${zh.level}（${zh.framework}）`,
    }
  }
  if (list !== null) {
    const text = inBlock(catalogueInstrument(typed, settled, list.classes))
    return begin(db, visitor, typed, settled, new Map([['instrument.yaml', text]]))
  }
  const rules = catalogueRules(typed, settled, { level })
  const files = new Map([
    ['instrument.yaml', inBlock(catalogueInstrument(typed, settled, classesOf(typed)))],
    ['rules.yaml', inBlock({ rules })],
  ])
  const asOf = typed.effective > day ? typed.effective : day
  const candidates = typed.classes.flatMap((one, index) =>
    exampleCases(typed, settled, { id: String(rules[index]?.['id']), class: one }, asOf),
  )
  const shown = await verified(db, settled, { files, candidates, asOf })
  return begin(db, visitor, typed, settled, new Map([...files, ...shown]))
}

async function begin(
  db: Db,
  visitor: SignedIn,
  { authority, titleZh }: TypedBeginning,
  { place }: Settled,
  files: ReadonlyMap<string, string>,
): Promise<Begun> {
  const done = await beginDraft(
    db,
    visitor,
    { authority, jurisdiction: place, title: titleZh.slice(0, 300) },
    { files },
  )
  if ('id' in done) return done
  return { wrong: [{ field: 'place', said: `draft.wrong.${done.wrong}` }] }
}

/** What the register knows of the place and the authority, and an id that is free; null: there is no such place. */
async function settle(
  db: Db,
  visitor: SignedIn,
  law: LoadedLaw,
  { typed, day }: { typed: TypedBeginning; day: string },
): Promise<Settled | null> {
  const place = law.aliases[typed.place] ?? typed.place
  if (law.vocabulary.jurisdictions?.has(place) !== true) return null
  const { vocabulary, idsBeside } = await lawSurroundings(db)
  const { instruments } = idsBeside(null)
  const drafts = new Set((await readDraftIds(db, visitor)).map(({ instrument }) => instrument))
  const year = (typed.published || typed.effective || day).slice(0, 4)
  const id = instrumentId(place, typed.number, year, (one) => instruments.has(one) || drafts.has(one))
  return { id, place, issuer: vocabulary.authorities?.has(typed.authority) === true ? typed.authority : null }
}

function wrongInHead(typed: TypedBeginning, settled: Settled | null, reach: ReadonlySet<string>): Wrong[] {
  const wrong: Wrong[] = []
  const add = (field: string, said: string): unknown => wrong.push({ field, said })
  if (settled === null) add('place', 'editor.wrong.place')
  else if (!reach.has(settled.place)) add('place', 'draft.outside')
  if (typed.titleZh === '') add('titleZh', 'editor.wrong.title')
  for (const field of ['published', 'effective'] as const)
    if (typed[field] !== '' && !isPlainDate(typed[field])) add(field, 'editor.wrong.day')
  if (typed.url !== '' && !(/^https?:\/\//.test(typed.url) && URL.canParse(typed.url))) add('url', 'editor.wrong.url')
  const shown = typed.url !== '' || typed.found !== '' || (settled !== null && isInvented(settled.place))
  if (!shown) add('url', 'editor.wrong.source')
  return wrong
}

function wrongInBatch({ batch, continues }: TypedCatalogue, list: ContinuedList | null): Wrong[] {
  const wrong: Wrong[] = []
  if (batch !== '' && !/^[1-9]\d{0,3}$/.test(batch)) wrong.push({ field: 'batch', said: 'editor.wrong.batch' })
  if (continues !== '' && list === null) wrong.push({ field: 'continues', said: 'editor.wrong.continues' })
  return wrong
}

/** What its items count as; where it goes on with a list, that is not asked. */
function wrongInClasses({ vocabulary }: LoadedLaw, typed: TypedCatalogue): Wrong[] {
  if (typed.continues !== '') return []
  const wrong: Wrong[] = []
  const add = (field: string, said: string): unknown => wrong.push({ field, said })
  if (typed.years !== '' && !/^[1-9]\d?$/.test(typed.years)) add('years', 'editor.wrong.years')
  if (typed.purposes.length === 0) add('purposes', 'editor.wrong.purposes')
  if (typed.classes.length === 0) add('more', 'editor.wrong.classes')
  const frameworks = [...(vocabulary.frameworks?.values() ?? [])]
  const levels = new Set(frameworks.flatMap(({ id, levels: own }) => own.map((one) => `${id}/${one.id}`)))
  typed.classes.forEach(({ id, zh, level }, index) => {
    if (id === '') add(`class.${index}.id`, 'editor.wrong.class')
    if (typed.classes.findIndex((one) => one.id === id) < index) add(`class.${index}.id`, 'editor.wrong.class.twice')
    if (zh === '') add(`class.${index}.zh`, 'editor.wrong.class.name')
    if (!levels.has(level)) add(`class.${index}.level`, 'editor.wrong.level')
  })
  return wrong
}

const folders: Record<string, ExampleCase['folder']> = {
  met: 'met',
  unmet: 'unmet',
  absent: 'unmet',
  unknown: 'undecided',
}

/** Those cases that come out as their folder says, written with the answer that the engine gives; one undecided for each rule. */
async function verified(
  db: Db,
  { id, place }: Settled,
  { files, candidates, asOf }: { files: ReadonlyMap<string, string>; candidates: ExampleCase[]; asOf: string },
): Promise<[string, string][]> {
  const { folder } = await checkDraft(db, { jurisdiction: place, instrument: null, files }, null)
  if (folder === null) return []
  const law = await draftBeside(db, folder, null)
  const compiled = law.compiledFor(asOf)
  const said = new Set<string>()
  return candidates.flatMap(({ folder: wanted, name, content }) => {
    const rule = `${id}#${String(content['rule'])}`
    const { findings } = assess(compiled, content['person'] as unknown as Person, { place })
    const finding = findings.find((one) => one.rule === rule)
    const verdict = finding?.verdict ?? 'absent'
    const once = `${rule} ${wanted === 'undecided' ? wanted : name}`
    if (folders[verdict] !== wanted || said.has(once)) return []
    said.add(once)
    const text = inBlock({ ...content, expect: expectation(verdict, finding) })
    return [[`examples/${wanted}/${name}.yaml`, text] as [string, string]]
  })
}

function expectation(verdict: string, finding: Finding | undefined): WrittenMap {
  return {
    verdict,
    ...(verdict === 'met' && { outcomes: finding?.outcomes.map(({ kind }) => kind) ?? [] }),
    ...(verdict === 'unknown' && { questions: [...(finding?.questions ?? [])].sort() }),
  }
}
