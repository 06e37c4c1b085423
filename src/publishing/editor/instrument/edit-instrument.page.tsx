// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import { zoneOf } from '../../../finder/index.ts'
import { type App, type Clock, today } from '../../../kernel/index.ts'
import { sendAreaPage } from '../../../ui/index.ts'
import { checkDraft, folderOf } from '../../drafts/check-draft.ts'
import { changeDraft, readDraft } from '../../drafts/edit-draft.ts'
import { lawOfFindings, presentFindings } from '../../drafts/present-findings.ts'
import { placesToDraftFor } from '../../drafts/reach.ts'
import { idOf } from '../../drafts/read-draft.page.tsx'
import { afterAct } from '../form/form-acts.model.ts'
import { asWritten, saysAll } from '../form/form-state.model.ts'
import { presentForm } from '../form/present-form.ts'
import { errorsByPath, readForm, textFields } from '../form/read-form.ts'
import { instrumentShape } from '../form/shapes.ts'
import { namedLaw } from '../names/name-lists.ts'
import { mergeIntoYaml, readYaml } from '../yaml/merge-yaml.model.ts'
import { inBlock, isMapping, type WrittenMap } from '../yaml/write-yaml.model.ts'
import { EditInstrumentView } from './edit-instrument.view.tsx'
import { namedIn } from './own-names.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const file = 'instrument.yaml'

/** `/drafts/:id/instrument`: the instrument of a draft by a form, every member of its file. */
export function editInstrumentPage(app: App, deps: Deps): void {
  const reads = { produces: ['text/html'], access: { act: 'read-drafts' } }
  const edits = { produces: ['text/html'], access: { act: 'edit-draft' } }
  const bodyLimit = 4 * 1024 * 1024
  app.get('/drafts/:id/instrument', { schema, config: reads }, (request, reply) => show(request, reply, deps, {}))
  app.post('/drafts/:id/instrument', { schema, config: edits, bodyLimit }, async (request, reply) => {
    const fields = textFields(request.body)
    const law = await namedLaw(deps.db)
    const typed = readForm(law, instrumentShape(), fields)
    const act = fields['act'] ?? 'save'
    if (act === 'look') return show(request, reply, deps, { value: typed })
    if (act !== 'save') {
      const chosen = fields[`new:${act.split(/:(.*)/s)[1] ?? ''}`] ?? ''
      const { value, there } = afterAct(instrumentShape(), typed, act, chosen)
      return show(request, reply, deps, { value, there })
    }
    const visitor = visitorOf(request)
    const { files } = await readDraft(deps.db, visitor, idOf(request))
    const text = merged(files, typed)
    const version = Number(fields['version'])
    const change = { id: idOf(request), version, files: new Map([[file, text]]) }
    const done = await changeDraft(deps.db, visitor, change)
    if ('saved' in done) return reply.redirect(`/drafts/${idOf(request)}/instrument?done=saved`, 303)
    return show(request, reply.code(409), deps, { value: typed, late: true })
  })
}

/** The file with what the form says in it. */
function merged(files: ReadonlyMap<string, string>, value: unknown): string {
  const text = files.get(file)
  if (text === undefined) return inBlock(value as WrittenMap)
  return mergeIntoYaml(text, asWritten(readYaml(text), value) as WrittenMap)
}

interface Given {
  value?: unknown
  /** What was just added or moved. */
  there?: string
  late?: boolean
}

async function show(request: FastifyRequest, reply: FastifyReply, { db, baseUrl, clock }: Deps, given: Given) {
  const visitor = visitorOf(request)
  const law = await namedLaw(db)
  const { draft, files, mayEdit } = await readDraft(db, visitor, idOf(request))
  const written = readYaml(files.get(file) ?? '{}')
  const value = given.value ?? written
  const fits = given.value !== undefined || (isMapping(written) && saysAll(instrumentShape(), written))
  const text = given.value === undefined ? (files.get(file) ?? '') : merged(files, value)
  const { folder, problems } = await checkDraft(
    db,
    folderOf(draft, new Map([...files, [file, text]])),
    today(clock, zoneOf(draft.jurisdiction) ?? 'UTC'),
  )
  const own = problems.filter((one) => one.file === file)
  const withDraft = await lawOfFindings(db, { folder, problems: own }, draft.basis?.instrument ?? null)
  const reach = await placesToDraftFor(db, visitor, [draft.authority])
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  const { done } = request.query as { done?: string }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('editor.instrument'),
    lead: draft.title,
    body: (
      <EditInstrumentView
        words={words}
        draft={draft}
        done={done === 'saved' && given.value === undefined}
        late={given.late === true}
        there={given.there ?? null}
        form={
          fits
            ? presentForm(instrumentShape(), value, {
                words,
                law,
                own: namedIn(words, value),
                catalogues: [],
                reach,
                errors: errorsByPath(own, words),
              })
            : null
        }
        findings={presentFindings(draft.id, { folder, problems: own }, words, withDraft)}
        mayEdit={mayEdit && draft.discardedAt === null}
      />
    ),
  }))
}
