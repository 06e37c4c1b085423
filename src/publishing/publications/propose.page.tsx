// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { zoneOf } from '../../finder/index.ts'
import type { LawFolder } from '../../instruments/index.ts'
import { type App, type Clock, isPlainDate, today } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { checkDraft, folderOf } from '../drafts/check-draft.ts'
import { hasDone, readDraft } from '../drafts/edit-draft.ts'
import { lawOfFindings, presentFindings } from '../drafts/present-findings.ts'
import { idOf } from '../drafts/read-draft.page.tsx'
import { namedLaw } from '../editor/names/name-lists.ts'
import { faultInWords } from './present-publication.ts'
import { ProposeView } from './propose.view.tsx'
import { type ProposalFault, proposePublication } from './propose-publication.ts'
import { reasonOf } from './publication.model.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

const schema = { hide: true }
const typed = z.object({
  version: z.coerce.number().int().catch(0),
  publishOn: z.string().trim().catch(''),
  reasonEn: z.string().trim().max(2000).catch(''),
  reasonZh: z.string().trim().max(2000).catch(''),
})
type Typed = z.infer<typeof typed>

/** `/drafts/:id/propose`: a draft, ready to be approved by a second person and published on a day. */
export function proposePage(app: App, deps: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'propose-law' } }
  app.get('/drafts/:id/propose', { schema, config }, (request, reply) => showForm(request, reply, deps, {}))
  app.post('/drafts/:id/propose', { schema, config }, async (request, reply) => {
    const fields = typed.parse(request.body ?? {})
    if (!isPlainDate(fields.publishOn))
      return showForm(request, reply.code(400), deps, { fields, faults: [{ field: 'publishOn', fault: 'day' }] })
    const { version, publishOn } = fields
    const reason = reasonOf({ en: fields.reasonEn, zh: fields.reasonZh })
    const asked = { draft: idOf(request), version, publishOn, reason }
    const done = await proposePublication(deps, visitorOf(request), asked)
    if ('id' in done) return reply.redirect(`/publications/${done.id}?done=proposed`, 303)
    return showForm(request, reply.code(400), deps, { fields, faults: done.faults })
  })
}

interface Given {
  fields?: Typed
  faults?: readonly ProposalFault[]
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl, clock }: Deps,
  { fields, faults = [] }: Given,
) {
  const visitor = visitorOf(request)
  const { draft, files } = await readDraft(db, visitor, idOf(request))
  // What it is stands on its page.
  if (hasDone(draft)) return reply.redirect(`/drafts/${draft.id}`, 303)
  const now = today(clock, zoneOf(draft.jurisdiction) ?? 'UTC')
  const day = isPlainDate(fields?.publishOn ?? '') ? (fields?.publishOn ?? now) : now
  const checked = await checkDraft(db, folderOf(draft, files), day)
  const law = await lawOfFindings(db, checked, draft.basis?.instrument ?? null)
  const names = await namedLaw(db)
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('publication.propose'),
    lead: draft.title,
    body: (
      <ProposeView
        words={words}
        draft={draft.id}
        version={draft.version}
        corrects={draft.basis !== null}
        fields={{ publishOn: now, reasonEn: '', reasonZh: '', ...fields }}
        earliest={now}
        findings={presentFindings(draft.id, checked, words, law)}
        errors={faults.map((one) => ({
          field: one.field === 'reason' ? 'reasonZh' : one.field,
          text: faultInWords(words, names, one),
          ...('place' in one && { href: placeAddress(draft.id, checked.folder, one.place) }),
        }))}
      />
    ),
  }))
}

/** The member of the form that says that the text holds there; what it replaces may have held elsewhere. */
function placeAddress(draft: string, folder: LawFolder | null, place: string): string {
  const index = folder?.instrument.places?.indexOf(place) ?? -1
  return `/drafts/${draft}/instrument#${index < 0 ? 'jurisdiction' : `places.${index}`}`
}
