// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { momentIn, sendAreaPage, type Words } from '../../ui/index.ts'
import { type Naming, nameAuthorities } from '../authorities/name-authorities.ts'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { ActivityView } from './activity.view.tsx'
import type { ShownRead } from './audit-entry.model.ts'
import { actInWords, presentEntry } from './present-audit.ts'
import { type Activity, type OwnRead, readActivity } from './read-activity.ts'

const query = z.object({
  before: z.coerce.number().int().positive().optional().catch(undefined),
  reads: z.coerce.number().int().min(0).max(1000).catch(0),
})

/** `/account/activity`: what I did, what was done to my account, who read my data. */
export function activityPage(app: App, { db, baseUrl }: { db: Db; baseUrl: string }): void {
  const config = { produces: ['text/html'], access: 'signed-in' } as const
  app.get('/account/activity', { schema: { hide: true }, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const { before, reads: readsPage } = query.parse(request.query)
    const activity = await readActivity(db, visitor, { before, readsPage })
    const naming = await nameAuthorities(
      db,
      [...activity.entries, ...activity.reads].map(({ authority }) => authority),
    )
    const around = { baseUrl, places: areaOf(visitor), here: '/account/activity' }
    return sendAreaPage(request, reply, around, (words) => ({
      title: words.t('audit.activity'),
      lead: words.t('audit.activity.lead'),
      body: (
        <ActivityView
          words={words}
          entries={activity.entries.map((entry) => presentEntry(words, entry, naming))}
          older={activity.older}
          reads={activity.reads.map((read) => shownRead(words, read, { ...activity, naming }))}
          moreReads={activity.moreReads ? readsPage + 1 : null}
        />
      ),
    }))
  })
}

function shownRead(
  words: Words,
  { at, reader, authority, act, what }: OwnRead,
  { readers, naming }: Activity & { naming: Naming },
): ShownRead {
  const key = `audit.what.${what}`
  return {
    at: at.toISOString(),
    atText: momentIn(words.lang, at),
    reader: readers.get(reader) ?? words.t('audit.erased'),
    authority: authority === null ? null : naming(words, authority),
    what: words.has(key) ? words.t(key) : what,
    why: actInWords(words, act),
  }
}
