// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { type App, Problem } from '../../kernel/index.ts'
import { type FormError, sendAreaPage, type Words } from '../../ui/index.ts'
import { type KnownAuthority, knowAuthorities } from '../authorities/know-authorities.ts'
import { may } from '../permissions/decide-permission.model.ts'
import { wayToProve } from '../security/prove-again.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { requireMay, visitorOf } from '../visits/visitor-of.ts'
import {
  addProvider,
  changeProvider,
  disableProvider,
  readProvider,
  readProviders,
  tryProvider,
} from './keep-providers.ts'
import { NewProviderView, OneProviderView, ProvidersView, type ShownProvider } from './keep-providers.view.tsx'
import {
  type Provider,
  type ProviderFlaw,
  type ProviderForm,
  providerFlaws,
  redirectAddress,
} from './providers.model.ts'

const place = '/settings/providers'
const act = 'keep-providers'

interface WithId {
  Params: { id: string }
}

/** `/settings/providers`: the own sign-ins of authorities, kept by their administrators. */
export function keepProvidersPage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: { act } } as const }
  app.get(place, options, (request, reply) => showList(request, reply, door))
  app.get(`${place}/new`, options, async (request, reply) => {
    const way = await wayToProve(door.db, request.sessionToken, `${place}/new`)
    return way === null ? showNew(request, reply, door, emptyForm, []) : reply.redirect(way, 303)
  })
  app.post(place, options, async (request, reply) => {
    const visitor = visitorOf(request)
    const way = await wayToProve(door.db, request.sessionToken, `${place}/new`)
    if (way !== null) return reply.redirect(way, 303)
    const form = formOf(request.body)
    const flaws = providerFlaws(form, door.providers.reach.allowsPlain)
    const known = (await knowAuthorities(door.db)).has(form.authority)
    if (form.authority !== '' && !known) flaws.unshift({ field: 'authority', flaw: 'none' })
    if (flaws.length > 0) return showNew(request, reply.code(400), door, form, flaws)
    requireMay(visitor, act, { authority: form.authority })
    const id = await addProvider(door, visitor, form)
    return reply.redirect(`${place}/${id}?done=added`, 303)
  })
  app.get<WithId>(`${place}/:id`, options, (request, reply) => showOne(request, reply, door, {}))
  app.post<WithId>(`${place}/:id`, options, async (request, reply) => {
    const visitor = visitorOf(request)
    const { id } = request.params
    const provider = await found(request, door)
    if (provider === null) return showList(request, reply.code(404), door, true)
    const asked = fieldOf(request.body, 'do')
    // Whoever changes a way in for many has shown lately who they are; shutting one needs no more than the role.
    const way = asked === 'disable' ? null : await wayToProve(door.db, request.sessionToken, `${place}/${id}`)
    if (way !== null) return reply.redirect(way, 303)
    if (asked === 'try') return showOne(request, reply, door, { trial: await tryProvider(door, visitor, id) })
    if (asked === 'disable' || asked === 'enable') {
      await disableProvider(door.db, visitor, id, asked === 'disable')
      return reply.redirect(`${place}/${id}?done=${asked}d`, 303)
    }
    if (asked !== 'save')
      throw new Problem('invalid-input', `do: found '${asked}', expected save, try, disable or enable`)
    const form = { ...formOf(request.body), ...fixed(provider) }
    const flaws = providerFlaws(form, () => true)
    if (flaws.length > 0) return showOne(request, reply.code(400), door, { form, flaws })
    await changeProvider(door, visitor, id, form)
    return reply.redirect(`${place}/${id}?done=saved`, 303)
  })
}

const emptyForm: ProviderForm = {
  ...{ authority: '', issuer: '', clientId: '', clientSecret: '' },
  ...{ names: { en: '', 'zh-CN': '' }, vouches: false },
}

function formOf(body: unknown): ProviderForm {
  const field = (name: string) => fieldOf(body, name).normalize('NFC').trim()
  return {
    authority: field('authority'),
    issuer: field('issuer'),
    clientId: field('clientId'),
    clientSecret: field('clientSecret'),
    names: { en: field('nameEn'), 'zh-CN': field('nameZh') },
    vouches: field('vouches') === '1',
  }
}

/** What stays as it was made. */
const fixed = ({ authority, issuer, clientId }: Provider) => ({ authority, issuer, clientId })

/** Null: there is none that they keep. */
async function found(request: FastifyRequest<WithId>, door: Door): Promise<Provider | null> {
  const { id } = request.params
  return isId(id) ? readProvider(door.db, visitorOf(request), id) : null
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

type Named = ReadonlyMap<string, KnownAuthority>

const nameOf = (words: Words, named: Named, id: string): string => {
  const known = named.get(id)
  return known === undefined ? id : words.pick(known.names)
}

const shown = (words: Words, named: Named, provider: Provider): ShownProvider => ({
  ...provider,
  authority: nameOf(words, named, provider.authority),
  disabled: provider.disabledAt !== null,
})

async function showList(request: FastifyRequest, reply: FastifyReply, door: Door, missing = false) {
  const [providers, named] = await Promise.all([readProviders(door.db, visitorOf(request)), knowAuthorities(door.db)])
  return sendPage(request, reply, door, (words) => ({
    title: words.t('provider.title'),
    lead: words.t('provider.lead'),
    body: (
      <ProvidersView words={words} providers={providers.map((one) => shown(words, named, one))} missing={missing} />
    ),
  }))
}

async function showNew(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  form: ProviderForm,
  flaws: readonly ProviderFlaw[],
) {
  const { standings } = visitorOf(request)
  const named = await knowAuthorities(door.db)
  const kept = [...named.keys()].filter(
    (authority) => may(standings, act, { authority }) || may(standings, act, { platform: true }),
  )
  return sendPage(request, reply, door, (words) => ({
    title: words.t('provider.add'),
    body: (
      <NewProviderView
        words={words}
        form={form}
        errors={worded(words, flaws)}
        authorities={kept
          .map((id) => ({ id, name: nameOf(words, named, id) }))
          .sort((one, other) => words.compare(one.name, other.name))}
        hasSecret={false}
        redirects={redirectAddress(door.baseUrl, '…')}
      />
    ),
  }))
}

interface OneShown {
  trial?: Awaited<ReturnType<typeof tryProvider>>
  form?: ProviderForm
  flaws?: readonly ProviderFlaw[]
}

const doneWords = ['added', 'saved', 'disabled', 'enabled'] as const

async function showOne(
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  door: Door,
  { trial = null, form, flaws = [] }: OneShown,
) {
  const provider = await found(request, door)
  if (provider === null) return showList(request, reply.code(404), door, true)
  const named = await knowAuthorities(door.db)
  const { names, vouches } = provider
  const known = { en: names.en, 'zh-CN': names['zh-CN'] ?? names.en }
  const done = doneWords.find((one) => one === fieldOf(request.query, 'done')) ?? null
  return sendPage(request, reply, door, (words) => ({
    title: words.pick(names),
    body: (
      <OneProviderView
        words={words}
        provider={{ ...shown(words, named, provider), clientId: provider.clientId }}
        redirect={redirectAddress(door.baseUrl, provider.id)}
        form={form ?? { ...fixed(provider), clientSecret: '', names: known, vouches }}
        errors={worded(words, flaws)}
        authorities={null}
        hasSecret={provider.hasSecret}
        done={trial === null && flaws.length === 0 ? done : null}
        trial={trial}
      />
    ),
  }))
}

const worded = (words: Words, flaws: readonly ProviderFlaw[]): FormError[] =>
  flaws.map(({ field, flaw }) => ({
    field,
    text: words.t(`provider.flaw.${flaw}`, { field: words.t(`provider.field.${field}`) }),
  }))

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { baseUrl }: Door,
  write: (words: Words) => { title: string; lead?: string; body: VNode },
) {
  return sendAreaPage(request, reply, { baseUrl, places: areaOf(visitorOf(request)), here: place }, write)
}
