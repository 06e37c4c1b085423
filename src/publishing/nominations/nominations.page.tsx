// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf, nameAuthorities, visitorOf } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../ui/index.ts'
import { namedLaw, nameOf, namesOfKind, typableNames } from '../editor/names/name-lists.ts'
import { type Named, readPick, shownPick } from '../editor/names/pick.model.ts'
import { type NotNominated, nominate, readNominations } from './nominate.ts'
import { capacities, nominationPurposes } from './nomination.model.ts'
import { NewNominationView, NominationsView } from './nominations.view.tsx'
import { presentNomination } from './present-nomination.ts'
import { faultsIn, linksIn, typedNomination } from './read-form.ts'
import type { TypedNomination } from './shown-nomination.model.ts'

interface Deps {
  db: Db
  baseUrl: string
}

const schema = { hide: true }

/** `/nominations`: what somebody has proposed for catalogues, what an authority has received, and the form for a new one. */
export function nominationsPage(app: App, deps: Deps): void {
  const config = { produces: ['text/html'], access: { act: 'nominate-item' } }
  app.get('/nominations', { schema, config }, (request, reply) => showList(request, reply, deps))
  app.get('/nominations/new', { schema, config }, (request, reply) => showForm(request, reply, deps, {}))
  app.post('/nominations/new', { schema, config }, async (request, reply) => {
    const typed = picked(typedNomination.parse(request.body ?? {}), typableNames(await namedLaw(deps.db), 'place'))
    const faults = faultsIn(typed)
    const done = faults.length > 0 ? null : await nominate(deps.db, visitorOf(request), nominationOf(typed))
    if (done !== null && 'id' in done) return reply.redirect(`/nominations/${done.id}?done=nominated`, 303)
    return showForm(request, reply.code(400), deps, { typed, faults, ...(done !== null && { against: done }) })
  })
}

/** With codes for the places that were picked by their names. */
const picked = (typed: TypedNomination, places: readonly Named[]): TypedNomination => ({
  ...typed,
  place: readPick(typed.place, places),
  country: readPick(/^[a-z]{2}$/.test(typed.country) ? typed.country.toUpperCase() : typed.country, places),
})

const isCountry = ({ id }: Named): boolean => /^[A-Z]{2}$/.test(id)

function nominationOf(typed: TypedNomination) {
  const { authority, place, capacity, organisation, name, en, zh, body, country, link, countsAs, purpose, why } = typed
  return {
    ...{ authority, jurisdiction: place, capacity, countsAs, purpose, why },
    organisation: capacity === 'holder' || organisation === '' ? null : organisation,
    qualification: { name, en, zh, body, country, link },
    evidence: linksIn(typed.evidence),
  }
}

async function showList(request: FastifyRequest, reply: FastifyReply, { db, baseUrl }: Deps) {
  const visitor = visitorOf(request)
  const rows = await readNominations(db, visitor)
  const naming = await nameAuthorities(
    db,
    rows.map(({ authority }) => authority),
  )
  const around = { baseUrl, places: areaOf(visitor), here: '/nominations' }
  return sendAreaPage(request, reply, around, (words) => {
    const shown = (own: boolean) =>
      rows
        .filter(({ nominator }) => (nominator === visitor.person) === own)
        .map((row) => presentNomination(words, row, naming))
    return {
      title: words.t('nomination.title'),
      lead: words.t('nomination.lead'),
      body: <NominationsView words={words} own={shown(true)} received={shown(false)} />,
    }
  })
}

interface Given {
  typed?: TypedNomination
  faults?: readonly string[]
  against?: NotNominated
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: Deps,
  { typed = typedNomination.parse({}), faults = [], against }: Given,
) {
  const receivers = against !== undefined && 'choose' in against ? against.choose : []
  const naming = await nameAuthorities(db, receivers)
  const wrong = against !== undefined && 'wrong' in against ? [`${against.wrong}`] : []
  const law = await namedLaw(db)
  const placed = (words: Words, code: string) => (code === '' ? '' : shownPick(code, nameOf(law, words, 'place', code)))
  const around = { baseUrl, places: areaOf(visitorOf(request)), here: '/nominations' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('nomination.new'),
    lead: words.t('nomination.new.lead'),
    body: (
      <NewNominationView
        words={words}
        typed={{ ...typed, place: placed(words, typed.place), country: placed(words, typed.country) }}
        places={namesOfKind(law, words, 'place')}
        countries={namesOfKind(law, words, 'place').filter(isCountry)}
        purposes={nominationPurposes.map((one) => ({ value: one, label: words.t(`purpose.${one}`) }))}
        capacities={capacities.map((one) => ({ value: one, label: words.t(`nomination.capacity.${one}`) }))}
        receivers={receivers.map((id) => ({ value: id, label: naming(words, id) }))}
        errors={[
          ...faults.map((field) => ({ field, text: words.t(`nomination.fault.${field}`) })),
          ...wrong.map((fault) => ({ field: 'place', text: words.t(`nomination.against.${fault}`) })),
          ...(receivers.length === 0 ? [] : [{ field: 'authority', text: words.t('nomination.against.choose') }]),
        ]}
      />
    ),
  }))
}
