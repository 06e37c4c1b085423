// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf, nameAuthorities, visitorOf } from '../../../access/index.ts'
import type { Db } from '../../../db/index.ts'
import type { LoadedLaw } from '../../../finder/index.ts'
import { instrumentKinds, manners, outcomeKinds, purposes } from '../../../instruments/index.ts'
import type { App, Clock } from '../../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../../ui/index.ts'
import { draftersFor } from '../../drafts/edit-draft.ts'
import { placesToDraftFor } from '../../drafts/reach.ts'
import { type LevelNames, levelNames } from '../names/level-names.ts'
import { namedLaw, nameOf, namesOfKind, typableNames } from '../names/name-lists.ts'
import { shownPick } from '../names/pick.model.ts'
import { BeginView } from './begin.view.tsx'
import { beginCatalogue, beginInstrument, type Wrong } from './begin-instrument.ts'
import type { TypedCatalogue } from './beginning.model.ts'
import { listsToGoOn } from './continued-list.ts'
import { actOf, afterAct, fieldsOf, typedBeginning } from './typed-beginning.model.ts'

interface Deps {
  db: Db
  baseUrl: string
  clock: Clock
}

type Sort = 'catalogue' | 'instrument'

const schema = { hide: true }
/** What an authority issues: a claim is what others say of it. */
const issued = instrumentKinds.filter((kind) => kind !== 'claim')

/** `/drafts/new/catalogue` and `/drafts/new/instrument`: begins law by a form, without knowing the format of its files. */
export function beginPages(app: App, deps: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'edit-draft' } }
  for (const sort of ['catalogue', 'instrument'] as const) {
    const path = `/drafts/new/${sort}`
    app.get(path, { schema, config }, (request, reply) => show(request, reply, deps, { sort }))
    app.post(path, { schema, config }, async (request, reply) => {
      const law = await namedLaw(deps.db)
      const said = typedBeginning(fieldsOf(request.body), typable(law))
      const levels = await levelNames(deps.db, law)
      const typed = { ...said, classes: said.classes.map((one) => ({ ...one, level: levels.read(one.level) })) }
      const act = actOf(request.body)
      if (act !== 'begin') return show(request, reply, deps, { sort, typed: afterAct(typed, act) })
      const begin = sort === 'catalogue' ? beginCatalogue : beginInstrument
      const done = await begin(deps, visitorOf(request), typed)
      if ('wrong' in done) return show(request, reply.code(400), deps, { sort, typed, wrong: done.wrong })
      return reply.redirect(`/drafts/${done.id}${nextPage(app, sort)}`, 303)
    })
  }
}

/** What is like the level that was typed, or that there is nothing like it. */
function wrongLevel(words: Words, levels: LevelNames, typed: string): string {
  if (typed === '') return words.t('editor.wrong.level')
  const near = levels.near(words, typed)
  if (near.length === 0) return words.t('editor.wrong.level.none', { typed })
  return words.t('editor.wrong.level.near', { typed, near: near.join(words.t('change.parts.between')) })
}

const typable = (law: LoadedLaw) => ({ places: typableNames(law, 'place'), levels: typableNames(law, 'level') })

/** Where the work goes on. */
function nextPage(app: App, sort: Sort): string {
  const page = sort === 'catalogue' ? '/import' : '/instrument'
  return app.hasRoute({ method: 'GET', url: `/drafts/:id${page}` }) ? page : ''
}

interface Given {
  sort: Sort
  typed?: TypedCatalogue
  wrong?: readonly Wrong[]
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: Deps,
  { sort, typed, wrong = [] }: Given,
) {
  const visitor = visitorOf(request)
  const law = await namedLaw(db)
  const ids = draftersFor(visitor)
  const naming = await nameAuthorities(db, ids)
  const lists = sort === 'catalogue' ? await listsToGoOn(db, ids) : []
  const values = typed ?? typedBeginning({}, { places: [], levels: [] })
  const levels = await levelNames(db, law)
  const reach = await placesToDraftFor(db, visitor, ids)
  const around = { baseUrl, places: areaOf(visitor), here: '/drafts' }
  const shown = (words: Words, kind: 'place' | 'level', id: string) =>
    id === '' ? '' : shownPick(id, nameOf(law, words, kind, id))
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t(`editor.begin.${sort}`),
    lead: words.t(`editor.begin.${sort}.lead`),
    body: (
      <BeginView
        words={words}
        sort={sort}
        typed={{
          ...values,
          place: shown(words, 'place', values.place),
          classes: values.classes.map((one) => ({ ...one, level: shown(words, 'level', one.level) })),
        }}
        authorities={ids.map((id) => ({ value: id, label: naming(words, id) }))}
        kinds={issued.map((value) => ({ value, label: words.t(`kind-of.${value}`) }))}
        outcomes={outcomeKinds.map((value) => ({ value, label: words.t(`kind.${value}`) }))}
        manners={manners.map((value) => ({ value, label: words.t(`by.${value}`) }))}
        purposes={purposes.map((value) => ({ value, label: words.t(`purpose.${value}`) }))}
        places={namesOfKind(law, words, 'place').filter(({ id }) => reach.has(id))}
        levels={sort === 'catalogue' ? [...namesOfKind(law, words, 'level'), ...levels.titles(words)] : []}
        lists={lists.map(({ id, title }) => ({ value: id, label: words.pick(title) }))}
        errors={wrong.map(({ field, said }) => ({
          field,
          text:
            said === 'editor.wrong.level'
              ? wrongLevel(words, levels, values.classes[Number(field.split('.')[1])]?.level ?? '')
              : words.t(said, {
                  place: shown(words, 'place', values.place),
                  authority: naming(words, values.authority),
                }),
        }))}
      />
    ),
  }))
}
