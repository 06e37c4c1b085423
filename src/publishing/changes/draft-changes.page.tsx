// SPDX-License-Identifier: Apache-2.0
import { areaOf, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { type App, type Clock, today } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { folderOf } from '../drafts/check-draft.ts'
import { readDraft } from '../drafts/edit-draft.ts'
import { idOf } from '../drafts/read-draft.page.tsx'
import { DraftChangesView } from './draft-changes.view.tsx'
import { explainChanges } from './explain-changes.ts'
import { compareDraft } from './law-versions.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

/** `/drafts/:id/changes`: what a draft would change of the law in force, and for whom. */
export function draftChangesPage(app: App, { db, baseUrl, clock }: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'read-drafts' } }
  app.get('/drafts/:id/changes', { schema: { hide: true }, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const { draft, files } = await readDraft(db, visitor, idOf(request))
    const compared = await compareDraft(db, folderOf(draft, files), today(clock), draft.basis?.record)
    const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
    return sendAreaPage(request, reply, around, (words) => ({
      title: words.t('change.title'),
      lead: draft.title,
      body: (
        <DraftChangesView
          words={words}
          draft={draft.id}
          changes={compared === null ? null : explainChanges(compared, words)}
        />
      ),
    }))
  })
}
