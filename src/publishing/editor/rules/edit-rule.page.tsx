// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { zoneOf } from '../../../finder/index.ts'
import { type App, type Clock, Problem, today } from '../../../kernel/index.ts'
import { sendAreaPage, type Words, wordsIn } from '../../../ui/index.ts'
import { checkDraft, folderOf } from '../../drafts/check-draft.ts'
import { changeDraft, readDraft } from '../../drafts/edit-draft.ts'
import { presentFindings } from '../../drafts/present-findings.ts'
import { placesToDraftFor } from '../../drafts/reach.ts'
import { idOf } from '../../drafts/read-draft.page.tsx'
import { afterAct } from '../form/form-acts.model.ts'
import { asWritten, type Fields, saysAll } from '../form/form-state.model.ts'
import { presentForm } from '../form/present-form.ts'
import { errorsByPath, readForm, textFields } from '../form/read-form.ts'
import { ruleShape } from '../form/shapes.ts'
import { cataloguesIn, namedIn } from '../instrument/own-names.ts'
import { namedLaw, nameOf, namesOfKind, typableNames } from '../names/name-lists.ts'
import { readPick, shownPick } from '../names/pick.model.ts'
import { readYaml } from '../yaml/merge-yaml.model.ts'
import { inBlock, isMapping, type WrittenMap } from '../yaml/write-yaml.model.ts'
import { EditRuleView } from './edit-rule.view.tsx'
import { type TypedTrial, typedTrial } from './rule-page.model.ts'
import { rulesIn, withRules } from './rules-file.ts'
import { draftLaw, examplesOf, ruleInAllWords, tryRule } from './try-rule.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }

/** `/drafts/:id/rules/:rule`: one rule by a form, in words beside it, with persons to try it on. */
export function editRulePage(app: App, deps: Deps): void {
  const reads = { produces: ['text/html'], access: { act: 'read-drafts' } }
  const edits = { produces: ['text/html'], access: { act: 'edit-draft' } }
  const bodyLimit = 4 * 1024 * 1024
  app.get('/drafts/:id/rules/:rule', { schema, config: reads }, (request, reply) =>
    show(request, reply, deps, linkedTrial(request.query)),
  )
  app.post('/drafts/:id/rules/:rule', { schema, config: edits, bodyLimit }, async (request, reply) => {
    const fields = textFields(request.body)
    const value = readForm(await namedLaw(deps.db), ruleShape(), fields)
    const act = fields['act'] ?? 'save'
    if (act === 'save' || act === 'keep') return save(request, reply, deps, { value, fields, keep: act === 'keep' })
    if (act === 'look' || act === 'try') return show(request, reply, deps, { value, fields, tries: act === 'try' })
    const chosen = fields[`new:${act.split(/:(.*)/s)[1] ?? ''}`] ?? ''
    return show(request, reply, deps, { ...afterAct(ruleShape(), value, act, chosen), fields })
  })
}

interface Given {
  /** The rule as it is typed. */
  value?: unknown
  fields?: Fields
  there?: string
  late?: boolean
  tries?: boolean
  /** An example was to be kept without saying that it is right. */
  unconfirmed?: boolean
}

/** A link may name whom to try, as findings do. */
function linkedTrial(query: unknown): Given {
  const fields = Object.fromEntries(Object.entries(textFields(query)).filter(([name]) => name.startsWith('try-')))
  return (fields['try-person'] ?? '') === '' ? {} : { fields, tries: true }
}

const ruleOf = (request: FastifyRequest): string => (request.params as { rule: string }).rule

/** The draft with the rule in hand, and where that stands. */
async function inHand(db: Db, request: FastifyRequest, typed: unknown) {
  const { draft, files, mayEdit } = await readDraft(db, visitorOf(request), idOf(request))
  const rules = rulesIn(files)
  const index = rules?.findIndex(({ id }) => id === ruleOf(request)) ?? -1
  const written = rules?.[index]
  if (rules === null || written === undefined)
    throw new Problem('not-found', 'the draft has no such rule', { told: { key: 'editor.no-rule', args: {} } })
  const value = typed === undefined ? written : (asWritten(written, typed) as WrittenMap)
  const text = typed === undefined ? files.get('rules.yaml') : withRules(files, rules.with(index, value))
  const now = new Map([...files, ['rules.yaml', text ?? '']])
  return { draft, files, now, mayEdit: mayEdit && draft.discardedAt === null, index, written, value }
}

async function save(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Deps,
  { value: typed, fields, keep }: { value: unknown; fields: Fields; keep: boolean },
) {
  const { db, clock } = deps
  const { draft, now, value } = await inHand(db, request, typed)
  const id = typeof value['id'] === 'string' && value['id'] !== '' ? value['id'] : ruleOf(request)
  const changes = new Map<string, string | null>([['rules.yaml', now.get('rules.yaml') ?? '']])
  if (keep) {
    const trial = await trialOf(db, fields, draft.jurisdiction, today(clock))
    const checked = await checkDraft(db, folderOf(draft, now), today(clock, zoneOf(draft.jurisdiction) ?? 'UTC'))
    const replaces = draft.basis?.instrument ?? null
    const tried =
      checked.folder === null || !trial.confirmed || trial.titleZh === ''
        ? null
        : await keptCase(deps, { checked: { ...checked, folder: checked.folder }, replaces, id, trial, now })
    if (tried === null)
      return show(request, reply.code(400), deps, { value: typed, fields, tries: true, unconfirmed: true })
    changes.set(tried.path, tried.text)
  }
  const done = await changeDraft(db, visitorOf(request), {
    id: draft.id,
    version: Number(fields['version']),
    files: changes,
  })
  if (!('saved' in done)) return show(request, reply.code(409), deps, { value: typed, fields, late: true })
  const said = keep ? 'kept' : 'saved'
  return reply.redirect(`/drafts/${draft.id}/rules/${encodeURIComponent(id)}?done=${said}`, 303)
}

type Checked = Awaited<ReturnType<typeof checkDraft>> & {
  folder: NonNullable<Awaited<ReturnType<typeof checkDraft>>['folder']>
}

/** The file of an example that says what the rule answers now; null: it answers nothing. */
async function keptCase(
  { db, clock }: Deps,
  given: {
    checked: Checked
    replaces: string | null
    id: string
    trial: TypedTrial
    now: ReadonlyMap<string, string>
  },
): Promise<{ path: string; text: string } | null> {
  const { checked, replaces, id, trial, now } = given
  const own = await draftLaw(db, { ...checked, replaces })
  const tried = tryRule({ clock, words: wordsIn('en') }, own, id, trial)
  if ('wrong' in tried || tried.example === null) return null
  const free = (count: number): string => {
    const path = `examples/${tried.folder}/${id}-${count}.yaml`
    return now.has(path) ? free(count + 1) : path
  }
  const title = { en: trial.titleEn || trial.titleZh, 'zh-CN': trial.titleZh }
  return { path: free(1), text: inBlock({ title, ...tried.example }) }
}

/** Who is tried, with ids for the names that were picked. */
async function trialOf(db: Db, fields: Fields, place: string, day: string): Promise<TypedTrial> {
  const law = await namedLaw(db)
  const typed = typedTrial(fields, { place, day })
  const holdable = [...typableNames(law, 'level'), ...typableNames(law, 'qualification')]
  return {
    ...typed,
    place: readPick(typed.place, typableNames(law, 'place')),
    holds: readPick(typed.holds, holdable),
  }
}

/** An example that is chosen for the first time fills the fields. */
function filled(
  typed: TypedTrial,
  examples: { path: string; value: WrittenMap }[],
  before: string | undefined,
): TypedTrial {
  const one = examples.find(({ path }) => path === typed.example)?.value
  if (one === undefined || before === typed.example) return typed
  return {
    ...typed,
    person: inBlock(one['person'] ?? {}),
    place: String(one['in'] ?? typed.place),
    day: String(one['asOf'] ?? typed.day),
  }
}

const optionOf = (words: Words, { path, value }: { path: string; value: WrittenMap }) => ({
  value: path,
  label: words.pick((value['title'] ?? { en: path, 'zh-CN': path }) as { en: string; 'zh-CN': string }),
})

/** The rule by its own title; by what it is, where it has none yet. */
function ruleTitle(words: Words, { title }: WrittenMap): string {
  const own = isMapping(title) ? (title[words.lang] ?? title['zh-CN'] ?? title['en']) : undefined
  return typeof own === 'string' && own.trim() !== '' ? own : words.t('editor.rule')
}

async function show(request: FastifyRequest, reply: FastifyReply, deps: Deps, given: Given) {
  const { db, baseUrl, clock } = deps
  const visitor = visitorOf(request)
  const law = await namedLaw(db)
  const { draft, files, now, mayEdit, index, written, value } = await inHand(db, request, given.value)
  const day = today(clock, zoneOf(draft.jurisdiction) ?? 'UTC')
  const { folder, problems, vocabulary } = await checkDraft(db, folderOf(draft, now), day)
  const id = String(value['id'] ?? ruleOf(request))
  const replaces = draft.basis?.instrument ?? null
  const own = folder === null ? null : await draftLaw(db, { folder, vocabulary, replaces })
  const instrument = readYaml(files.get('instrument.yaml') ?? '{}')
  const examples = examplesOf(files, ruleOf(request))
  const { fields = {} } = given
  const trial = filled(await trialOf(db, fields, draft.jurisdiction, today(clock)), examples, fields['try-before'])
  const within = `rules[${index}]`
  const ofRule = problems.filter(({ file, path }) => file === 'rules.yaml' && path.startsWith(within))
  const said = (words: Words, kind: 'place' | 'level' | 'qualification', one: string) =>
    one === '' ? '' : shownPick(one, nameOf(law, words, kind, one))
  const reach = await placesToDraftFor(db, visitor, [draft.authority])
  const { done } = request.query as { done?: string }
  return sendAreaPage(request, reply, { baseUrl, places: areaOf(visitor), here: '/drafts' }, (words) => ({
    title: ruleTitle(words, value),
    lead: draft.title,
    body: (
      <EditRuleView
        words={words}
        draft={draft}
        rule={ruleOf(request)}
        done={given.value === undefined && (done === 'saved' || done === 'kept')}
        late={given.late === true}
        there={given.there ?? null}
        mayEdit={mayEdit}
        form={
          given.value !== undefined || saysAll(ruleShape(), written)
            ? presentForm(ruleShape(), value, {
                words,
                law,
                own: namedIn(words, instrument),
                catalogues: cataloguesIn(words, instrument),
                reach,
                errors: errorsByPath(ofRule, words, within),
              })
            : null
        }
        inWords={own === null ? [] : ruleInAllWords(own, id)}
        findings={presentFindings(draft.id, { folder, problems: ofRule }, words, own?.law ?? null)}
        trial={{
          ...trial,
          place: said(words, 'place', trial.place),
          holds: said(words, trial.holds.includes('/') ? 'level' : 'qualification', trial.holds),
        }}
        examples={examples.map((one) => optionOf(words, one))}
        holdable={[...namesOfKind(law, words, 'level'), ...namesOfKind(law, words, 'qualification')]}
        places={namesOfKind(law, words, 'place')}
        tried={given.tries !== true || own === null ? null : tryRule({ clock, words }, own, id, trial)}
        unconfirmed={given.unconfirmed === true}
      />
    ),
  }))
}
