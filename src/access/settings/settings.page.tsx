// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import { languages, sendAreaPage, type Words } from '../../ui/index.ts'
import type { KnownAuthority } from '../authorities/know-authorities.ts'
import { inWords } from '../invitations/invite.page.tsx'
import type { MembersDeps } from '../members/members.page.tsx'
import { nameOfAuthority, presentAuthorities } from '../members/present-members.ts'
import { type Choices, readChoices, wholeOf } from '../members/read-members.ts'
import type { Flaw } from '../members/role-form.model.ts'
import type { Channels } from '../messages/channels.model.ts'
import { may } from '../permissions/decide-permission.model.ts'
import { presentTables } from '../personal-data/present-data.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { parseEmail } from '../sign-in/identifier.model.ts'
import { areaOf } from '../visits/area.model.ts'
import { requireMay, visitorOf } from '../visits/visitor-of.ts'
import { changeSettings } from './change-settings.ts'
import { AuthorityForm, SettingsView } from './settings.view.tsx'

export type SettingsDeps = MembersDeps & { channels: Channels; demonstration?: boolean }

const config = { produces: ['text/html'], access: { act: 'change-settings' } } as const
const schema = { hide: true }

/** `/settings`: what is configured, and what each authority says of itself. */
export function settingsPage(app: App, deps: SettingsDeps): void {
  app.get('/settings', { schema, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const choices = await readChoices(deps.db, visitor)
    const everywhere = may(visitor.standings, 'change-settings', { platform: true })
    const [only, ...more] = choices.authorities
    if (!everywhere && only !== undefined && more.length === 0)
      return reply.redirect(`/settings/authority?authority=${encodeURIComponent(only.id)}`, 303)
    return sendSettings(request, reply, deps, { choices, everywhere })
  })
  app.get('/settings/authority', { schema, config }, async (request, reply) => {
    // Without a name there is one to choose, or only one.
    if (fieldOf(request.query, 'authority') === '') return reply.redirect('/settings', 303)
    const authority = await asked(request, deps)
    const { names, registeredNames, contact, lang } = authority
    const own = names === registeredNames ? null : names
    const form = { en: own?.en ?? '', zh: own?.['zh-CN'] ?? '', contact: contact ?? '', lang: lang ?? '' }
    return sendForm(request, reply, deps, { authority, form, flaws: [] })
  })
  app.post('/settings/authority', { schema, config }, async (request, reply) => {
    const authority = await asked(request, deps)
    const form = {
      en: fieldOf(request.body, 'en').normalize('NFC').trim(),
      zh: fieldOf(request.body, 'zh').normalize('NFC').trim(),
      contact: fieldOf(request.body, 'contact').trim(),
      lang: fieldOf(request.body, 'lang'),
    }
    const flaws = flawsOf(form)
    if (flaws.length > 0) return sendForm(request, reply.code(400), deps, { authority, form, flaws })
    await changeSettings(deps.db, visitorOf(request), authority.id, {
      names: form.en === '' ? null : { en: form.en, 'zh-CN': form.zh },
      contact: parseEmail(form.contact)?.value ?? null,
      lang: languages.includes(form.lang) ? form.lang : null,
    })
    return reply.redirect(`/settings/authority?authority=${encodeURIComponent(authority.id)}&done=1`, 303)
  })
}

type Form = { en: string; zh: string; contact: string; lang: string }

function flawsOf({ en, zh, contact }: Form): Flaw[] {
  const flaws: Flaw[] = []
  if ((en === '') !== (zh === '')) flaws.push({ field: en === '' ? 'en' : 'zh', key: 'settings.flaw.both' })
  if (en.length > 200) flaws.push({ field: 'en', key: 'settings.flaw.long' })
  if (zh.length > 200) flaws.push({ field: 'zh', key: 'settings.flaw.long' })
  if (contact !== '' && parseEmail(contact) === null) flaws.push({ field: 'contact', key: 'invitation.flaw.address' })
  return flaws
}

/** The authority that is asked for, of which the visitor may change what it says. */
async function asked(request: FastifyRequest, { db }: SettingsDeps): Promise<KnownAuthority> {
  const visitor = visitorOf(request)
  const id = fieldOf(request.query, 'authority')
  requireMay(visitor, 'change-settings', { authority: id })
  const { authority } = await wholeOf(db, visitor, id)
  if (authority !== null) return authority
  throw new Problem('not-found', 'there is no such authority', {
    told: { key: 'members.no-such-authority', args: {} },
  })
}

function sendSettings(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SettingsDeps,
  { choices, everywhere }: { choices: Choices; everywhere: boolean },
) {
  const visitor = visitorOf(request)
  const q = fieldOf(request.query, 'q').slice(0, 200)
  const around = { baseUrl: deps.baseUrl, places: areaOf(visitor), here: '/settings' }
  const mayInvite = may(visitor.standings, 'grant:authority-administrator', { platform: true })
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('settings.title'),
    lead: words.t('settings.lead'),
    body: (
      <SettingsView
        words={words}
        platform={everywhere ? configured(words, deps) : null}
        kept={presentTables(words)}
        q={q}
        authorities={presentAuthorities(words, choices.authorities, choices.counts, { q, withPlatform: false }).map(
          (shown) => {
            const has = (choices.counts.get(shown.id)?.administrators ?? 0) > 0
            const invite = `/members/invite?authority=${encodeURIComponent(shown.id)}&role=authority-administrator`
            return { ...shown, invite: mayInvite && !has ? invite : null }
          },
        )}
      />
    ),
  }))
}

/** What whoever runs the server has configured; it is changed there. */
function configured(words: Words, { baseUrl, channels, demonstration = false }: SettingsDeps) {
  const { t } = words
  const carried = (server: { server: string } | null, none: string) => ({
    value: server === null ? t('settings.off') : t('settings.by', { server: server.server }),
    hint: server === null ? t(none) : null,
  })
  return [
    { name: t('settings.address'), value: baseUrl, hint: null },
    { name: t('settings.mail'), ...carried(channels.email, 'settings.mail.none') },
    { name: t('settings.sms'), ...carried(channels.phone, 'settings.sms.none') },
    { name: t('settings.demo'), value: t(demonstration ? 'settings.on' : 'settings.demo.off'), hint: null },
  ]
}

interface Shown {
  authority: KnownAuthority
  form: Form
  flaws: readonly Flaw[]
}

function sendForm(request: FastifyRequest, reply: FastifyReply, deps: SettingsDeps, { authority, form, flaws }: Shown) {
  const around = { baseUrl: deps.baseUrl, places: areaOf(visitorOf(request)), here: '/settings' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('settings.of', { name: nameOfAuthority(words, authority) }),
    lead: words.t('settings.authority.lead'),
    body: (
      <AuthorityForm
        words={words}
        of={authority.id}
        registered={{ en: authority.registeredNames.en, zh: authority.registeredNames['zh-CN'] }}
        form={form}
        errors={inWords(words, flaws)}
        done={fieldOf(request.query, 'done') === '1' && flaws.length === 0}
      />
    ),
  }))
}
