// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import type { App } from '../../../kernel/index.ts'
import { sendAreaPage } from '../../../ui/index.ts'
import { changeDraft, readDraft } from '../../drafts/edit-draft.ts'
import { idOf } from '../../drafts/read-draft.page.tsx'
import { textFields } from '../form/read-form.ts'
import { namedIn } from '../instrument/own-names.ts'
import { readYaml } from '../yaml/merge-yaml.model.ts'
import { RulesView } from './rules.view.tsx'
import { afterRuleAct, rulesIn, withRules } from './rules-file.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }

/** `/drafts/:id/rules`: the rules of a draft; one is added, doubled, moved or removed. */
export function rulesPage(app: App, deps: Deps): void {
  const reads = { produces: ['text/html'], access: { act: 'read-drafts' } }
  const edits = { produces: ['text/html'], access: { act: 'edit-draft' } }
  app.get('/drafts/:id/rules', { schema, config: reads }, (request, reply) => show(request, reply, deps, false))
  app.post('/drafts/:id/rules', { schema, config: edits }, async (request, reply) => {
    const fields = textFields(request.body)
    const act = fields['act'] ?? ''
    const visitor = visitorOf(request)
    const { draft, files } = await readDraft(deps.db, visitor, idOf(request))
    const rules = rulesIn(files)
    if (rules === null) return show(request, reply.code(400), deps, false)
    const clause = namedIn(textWords, readYaml(files.get('instrument.yaml') ?? '{}'))['clause']?.[0]?.id ?? ''
    const now = afterRuleAct(rules, act, clause)
    const text = withRules(files, now)
    const change = { id: draft.id, version: Number(fields['version']), files: new Map([['rules.yaml', text]]) }
    const done = await changeDraft(deps.db, visitor, change)
    if (!('saved' in done)) return show(request, reply.code(409), deps, true)
    const fresh = act === 'add' ? `/${encodeURIComponent(String(now.at(-1)?.['id'] ?? ''))}` : '?done=saved'
    return reply.redirect(`/drafts/${draft.id}/rules${fresh}`, 303)
  })
}

/** Ids alone are asked for. */
const textWords = { lang: 'en' } as Parameters<typeof namedIn>[0]

async function show(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps, late: boolean) {
  const visitor = visitorOf(request)
  const { draft, files, mayEdit } = await readDraft(db, visitor, idOf(request))
  const rules = rulesIn(files)
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  const { done } = request.query as { done?: string }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('editor.rules'),
    lead: draft.title,
    body: (
      <RulesView
        words={words}
        draft={draft}
        done={done === 'saved'}
        late={late}
        mayEdit={mayEdit && draft.discardedAt === null}
        rules={
          rules?.map(({ id, title }) => {
            const { en, 'zh-CN': zh } = (title ?? {}) as { en?: string; 'zh-CN'?: string }
            const said = words.lang.startsWith('zh') ? (zh ?? en) : (en ?? zh)
            return { id: String(id), title: said ?? words.t('editor.rule.untitled') }
          }) ?? null
        }
      />
    ),
  }))
}
