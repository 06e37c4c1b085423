// SPDX-License-Identifier: Apache-2.0
// The pages that every check of all pages visits: by the route that answers them, each in its states.
import type { KnownRoute } from '../../src/http/route-table.ts'
import { entitlementPages } from './invented/known-entitlements.ts'
import { impactPages } from './invented/known-impacts.ts'
import { workforcePages } from './invented/known-workforce.ts'
import { creditPages, inventedStates } from './invented/law-pages.ts'
import { knownMessages, knownTokens } from './known-account.ts'
import { authorityLaw, lawDeskPages } from './law-desk/law-desk-pages.ts'
import { memberPages } from './member-pages.ts'
import { nominationPages } from './nomination-pages.ts'
import { get, getAs, type Visit } from './visit.ts'

const technician = 'hold=cn-skill/2&issued=2025-08-20&in=CN-SX&purpose=title'
const answered = {
  hold: 'cn-skill/2',
  issued: '2019-06-30',
  in: 'CN-SX',
  purpose: 'title',
  'q.birthDate': '1986-05-01',
}

const halfSignedIn = `passerelle-second=${knownTokens.second}`

/** Of each route what it shows when all is well, when there is nothing, and when something is wrong. */
export const pagesByRoute: Readonly<Record<string, Readonly<Record<string, Visit>>>> = {
  'GET /': {
    ...inventedStates['GET /'],
    'the question': get('/'),
    'an open answer': get('/?hold=us-abt-diplomate&in=CN-3205&purpose=title'),
    'many questions': get('/?hold=other&hold=degree/bachelor&in=CN-SH&purpose=title'),
    'an unmet answer': get(`/?${technician}`),
    'an answer of rules that nest': get('/?hold=cn-skill/2&issued=2015-06-30&in=CN-SX&purpose=title'),
    'no rule': get('/?hold=cn-skill/2&in=JP&purpose=title'),
    'a certificate that is not known': get('/?hold=nonsense&in=CN-SX'),
    'a wrong question': get('/?hold=nonsense&in=CN-SX&asOf=2026-02-30'),
    'before the first record': get(`/?${technician}&knownOn=2020-01-01`),
  },
  'POST /': {
    'an answer to a form': { path: '/', sends: answered },
    'someone not born yet': { path: '/', sends: { ...answered, 'q.birthDate': '2030-01-01' } },
  },
  'GET /compare': {
    'what to compare': get('/compare'),
    'places side by side': get(`/compare?${technician}`),
    'nothing to compare': get('/compare?hold=eqf/1&in=JP'),
  },
  'POST /compare': { 'places side by side, with answers': { path: '/compare', sends: answered } },
  'GET /then': {
    'nothing asked to look back on': get('/then'),
    'which day to look back on': get(`/then?${technician}`),
    'answered then and answered now': get(
      '/then?hold=cn-skill/2&issued=2015-06-30&in=CN-SX&purpose=title&day=2026-11-22',
    ),
    'a day that is no day': get(`/then?${technician}&day=2026-11-31`),
  },
  'POST /then': {
    'answered then and now, with answers': { path: '/then', sends: { ...answered, day: '2026-11-22' } },
  },
  'GET /report': { 'a report without a rule': get('/report') },
  'POST /report': {
    'a report of an answer': { path: '/report', sends: { ...answered, rule: 'cn-sx-2024-5#technician-intermediate' } },
  },
  'GET /reverse': {
    'what to look for': get('/reverse'),
    'what counts as this here': get('/reverse?to=cn-title/intermediate&in=CN-3205'),
    'nothing counts as this': get('/reverse?to=cn-title/intermediate&in=JP'),
    'what is no target': get('/reverse?to=nonsense&in=QQ'),
  },
  'GET /pathway': {
    'where to': get('/pathway'),
    'a way': get('/pathway?hold=cn-skill/3&issued=2024-11-22&in=CN-JS&to=cn-title/intermediate'),
    'no such goal': get('/pathway?hold=cn-skill/3&in=CN-JS&to=nonsense'),
  },
  'POST /pathway': { 'a way, with answers': { path: '/pathway', sends: { ...answered, to: 'cn-title/intermediate' } } },
  ...creditPages,
  'GET /mutuality': {
    ...inventedStates['GET /mutuality'],
    'which two': get('/mutuality'),
    'two places': get('/mutuality?a=DE&b=CN'),
    'two places, one unknown': get('/mutuality?a=QQ&b=CN'),
  },
  'GET /search': {
    'search, nothing asked': get('/search'),
    'search, found in Chinese': get('/search?q=%E6%8A%80%E5%B8%88'),
    'search, nothing found': get('/search?q=zzzzqqqq'),
  },
  'GET /widget': {
    'the frame on another site': get('/widget?in=CN-3205&hold=us-abt-diplomate&purpose=title'),
    'the frame that asks': get('/widget?in=CN-SX'),
    'the frame of a wrong tag': get('/widget?in=CN-9999&hold=x'),
  },
  'POST /widget': { 'the frame with an answer': { path: '/widget', sends: { in: 'CN-SX', hold: 'cn-skill/2' } } },
  'GET /embed': { 'the page for owners of sites': get('/embed?in=CN-SX&hold=cn-skill/2') },
  'GET /law': {
    'the law': get('/law?place=CN-SX'),
    'no law': get('/law?q=nonsense-of-no-instrument'),
    'the law before the first record': get('/law?knownOn=2020-01-01'),
  },
  'GET /law/:id': {
    ...inventedStates['GET /law/:id'],
    'an instrument': get('/law/cn-sx-2024-5'),
    'an instrument that could be followed': getAs('holder', '/law/cn-sx-2024-5'),
    'an instrument with work in its examples': get('/law/cn-sh-class-c-2025'),
    'an agreement': get('/law/hk-mainland-architects'),
    ...authorityLaw,
    'no instrument': get('/law/x'),
    'an instrument before the first record': get('/law/x?knownOn=2020-01-01'),
  },
  'GET /following': {
    'nothing is followed': getAs('holder', '/following'),
    'what is followed': getAs('law-editor', '/following?done=followed'),
    'as much as there can be': getAs('law-editor', '/following?done=full'),
  },
  'POST /following': { 'what cannot be followed': { path: '/following', sends: { kind: 'place' }, as: 'holder' } },
  'POST /following/end': { 'what is not named': { path: '/following/end', sends: {}, as: 'holder' } },
  'GET /catalogues/:id': {
    'a catalogue': get('/catalogues/cn-3205-comparison'),
    'a catalogue that is followed': getAs('law-editor', '/catalogues/cn-3205-comparison'),
    'a catalogue of an authority': getAs('law-editor', '/catalogues/xa-n-known-published-main'),
    'a catalogue that is searched': get('/catalogues/cn-3205-comparison?q=tox'),
    'no catalogue': get('/catalogues/x'),
  },
  'GET /overpass': {
    'the overpass': get('/overpass'),
    'the overpass of a place': get('/overpass?place=CN-SX'),
    'the overpass of one ladder': get('/overpass?framework=cn-title'),
    'an overpass without a line': get('/overpass?place=JP'),
  },
  'GET /frameworks': { frameworks: get('/frameworks') },
  'GET /frameworks/:id': {
    'a framework': get('/frameworks/cn-skill'),
    'a framework with references': get('/frameworks/dqr'),
    'no framework': get('/frameworks/x'),
  },
  'GET /places/:code': {
    'a place': get('/places/CN-3205'),
    'a place without law': get('/places/JP'),
    'no place': get('/places/QQ'),
  },
  'GET /bodies/:id': { 'an awarding body': get('/bodies/us-abt'), 'no awarding body': get('/bodies/x') },
  'GET /api': { 'the API': get('/api') },
  'GET /problems': { 'the problems': get('/problems') },
  'GET /problems/:code': {
    'a problem explained': get('/problems/invalid-input'),
    'no such problem': get('/problems/x'),
  },
  'GET /sign-in': {
    'the door': get('/sign-in?next=/law'),
    'the door, after signing out': get('/sign-in?out=1'),
    'the door, too late': get('/sign-in?done=gone'),
  },
  'POST /sign-in': {
    'the door stays shut': { path: '/sign-in', sends: { address: 'li.wei@example.org', password: 'wrong' } },
  },
  'GET /sign-in/second': { 'a second factor': { path: '/sign-in/second', cookie: halfSignedIn } },
  'POST /sign-in/second': {
    'a wrong second factor': { path: '/sign-in/second', sends: { code: 'x' }, cookie: halfSignedIn },
  },
  'GET /sign-up': { 'who wants an account': get('/sign-up?next=/law'), 'a link was sent': get('/sign-up?sent=1') },
  'POST /sign-up': { 'no address to sign up with': { path: '/sign-up', sends: { address: 'x' } } },
  'GET /reset': { 'who wants a new password': get('/reset'), 'a link for a password was sent': get('/reset?sent=1') },
  'POST /reset': { 'no address to reset': { path: '/reset', sends: { address: 'x' } } },
  'GET /code/:token': {
    'a code was sent': get(`/code/${knownTokens.code}`),
    'a code that is good no more': get('/code/x'),
  },
  'POST /code/:token': { 'a wrong code': { path: `/code/${knownTokens.code}`, sends: { code: '1' } } },
  'GET /verify/:token': {
    'an address to confirm': getAs('holder', `/verify/${knownTokens.verify}`),
    'an address confirmed already': getAs('holder', '/verify/x'),
  },
  'POST /verify/:token': { 'an address that is good no more': { path: '/verify/x', sends: {}, as: 'holder' } },
  'GET /account': {
    'an account': getAs('holder', '/account'),
    'an account with addresses, changed': getAs('expert', '/account?done=saved'),
  },
  'POST /account': { 'an account without a name': { path: '/account', as: 'holder', sends: { name: ' ' } } },
  'POST /account/addresses': {
    'an account with a wrong address': { path: '/account/addresses', as: 'expert', sends: { address: 'x' } },
  },
  'GET /account/security': {
    'security of a holder': getAs('holder', '/account/security'),
    'security, something done': getAs('holder', '/account/security?done=sessions'),
    'security of staff': getAs('authority-administrator', '/account/security'),
    'security, a second factor is needed': { path: '/account/security?for=/audit', as: 'auditor', weak: true },
  },
  'GET /account/security/password': { 'a first password': getAs('holder', '/account/security/password') },
  'POST /account/security/password': {
    'a first password with flaws': { path: '/account/security/password', as: 'holder', sends: { password: 'short' } },
  },
  'GET /account/security/second-factor/:token': {
    'an app to set up': getAs('holder', `/account/security/second-factor/${knownTokens.factor}`),
  },
  'POST /account/security/second-factor/:token': {
    'an app that shows something else': {
      path: `/account/security/second-factor/${knownTokens.factor}`,
      as: 'holder',
      sends: { code: '1' },
    },
  },
  'GET /account/security/recovery-codes/:token': {
    'recovery codes': getAs('holder', `/account/security/recovery-codes/${knownTokens.codes}`),
  },
  'GET /account/security/remove-second-factor': {
    'a second factor that stays': getAs('auditor', '/account/security/remove-second-factor'),
    'no second factor to remove': getAs('holder', '/account/security/remove-second-factor'),
  },
  'POST /account/security/remove-second-factor': {
    'nothing to remove': { path: '/account/security/remove-second-factor', as: 'holder', sends: {} },
  },
  'GET /account/prove': {
    'prove it again, by nothing': getAs('holder', '/account/prove'),
    'prove it again': getAs('expert', '/account/prove?next=/account/security'),
  },
  'POST /account/prove': {
    'not proved': { path: '/account/prove', as: 'expert', sends: { password: 'x', code: 'x' } },
  },
  'GET /set-up/:token': {
    'an account to set up': get(`/set-up/${knownTokens.setUp}`),
    'an account set up already': get('/set-up/x'),
  },
  'POST /set-up/:token': {
    'an account with flaws': { path: `/set-up/${knownTokens.setUp}`, sends: { name: ' ', password: 'password123' } },
  },
  'POST /set-up/:token/passkey': {
    'an account by a passkey that is none': {
      path: `/set-up/${knownTokens.setUp}/passkey`,
      sends: { name: 'Zhao Min', response: '{}' },
    },
  },
  'GET /reset/:token': {
    'a new password': get(`/reset/${knownTokens.reset}`),
    'a new password that was set already': get('/reset/x'),
  },
  'POST /reset/:token': {
    'a new password with flaws': { path: `/reset/${knownTokens.reset}`, sends: { password: 'short' } },
  },
  'GET /home': {
    'the home of a holder': getAs('holder', '/home'),
    'the home of an administrator': getAs('authority-administrator', '/home'),
    'the home of an auditor': getAs('auditor', '/home'),
  },
  'GET /notifications': { 'no notifications': getAs('holder', '/notifications') },
  'GET /notifications/settings': { 'how one is told': getAs('holder', '/notifications/settings') },
  'GET /account/activity': { 'what was done and read': getAs('holder', '/account/activity') },
  'GET /account/data': { 'what is kept': getAs('holder', '/account/data') },
  'GET /account/data/erase': {
    'before an erasure': getAs('holder', '/account/data/erase'),
    'an erasure by the last administrator': getAs('platform-administrator', '/account/data/erase'),
  },
  'POST /account/data/erase': { 'an erasure, not sure': { path: '/account/data/erase', sends: {}, as: 'holder' } },
  ...lawDeskPages,
  ...nominationPages,
  ...workforcePages,
  ...impactPages,
  ...entitlementPages,
  'GET /holds': {
    'legal holds': getAs('platform-administrator', '/holds'),
    'legal holds, only read': getAs('auditor', '/holds'),
  },
  'POST /holds': { 'a hold that says nothing': { path: '/holds', sends: {}, as: 'platform-administrator' } },
  'GET /audit': {
    'the log': getAs('auditor', '/audit'),
    'the log of an authority': getAs('authority-administrator', '/audit?act=grant:expert'),
    'the log, somebody unknown': getAs('auditor', '/audit?who=Nobody+of+this+name'),
    'the log, a day that is none': getAs('auditor', '/audit?from=2026-02-30'),
  },
  'GET /audit/:seq': { 'no entry': getAs('auditor', '/audit/999999') },
  'GET /outbox': {
    'the outbox': getAs('platform-administrator', '/outbox'),
    'the outbox after something was done': getAs('platform-administrator', '/outbox?done=gone'),
  },
  'POST /outbox': {
    'a message that cannot leave': { path: '/outbox', sends: { id: knownMessages.mail }, as: 'platform-administrator' },
    'a trial message to nobody': { path: '/outbox', sends: { to: 'nobody' }, as: 'platform-administrator' },
  },
  'GET /sign-in/provider/:id': {
    'a sign-in of no authority': get('/sign-in/provider/x'),
    'a sign-in that led nowhere': get('/sign-in/provider/x?fault=untrue'),
    'a link that was not made': getAs('holder', '/sign-in/provider/x?fault=taken&linking=1'),
  },
  'GET /account/providers': {
    'accounts at authorities': getAs('holder', '/account/providers'),
    'an account was unlinked': getAs('caseworker', '/account/providers?done=unlinked'),
  },
  'POST /account/providers/:id/link': {
    'a link with no provider': { path: '/account/providers/x/link', sends: {}, as: 'holder' },
  },
  'POST /account/providers/:id/unlink': {
    'no such link': { path: '/account/providers/00000000-0000-4000-8000-000000000000/unlink', sends: {}, as: 'holder' },
  },
  'GET /settings/providers': {
    'no provider yet': getAs('authority-administrator', '/settings/providers'),
    'providers of everybody': getAs('platform-administrator', '/settings/providers'),
  },
  'GET /settings/providers/new': {
    'a new provider': getAs('authority-administrator', '/settings/providers/new'),
    'a new provider of any authority': getAs('platform-administrator', '/settings/providers/new'),
  },
  'POST /settings/providers': {
    'a provider without anything': {
      path: '/settings/providers',
      sends: { issuer: 'x' },
      as: 'authority-administrator',
    },
  },
  'GET /settings/providers/:id': {
    'no such provider': getAs('authority-administrator', '/settings/providers/00000000-0000-4000-8000-000000000000'),
  },
  'POST /settings/providers/:id': {
    'no such provider to change': {
      path: '/settings/providers/00000000-0000-4000-8000-000000000000',
      sends: { do: 'try' },
      as: 'authority-administrator',
    },
  },
  'GET /account/passkeys': {
    'no passkey yet': getAs('holder', '/account/passkeys'),
    'a passkey was removed': getAs('caseworker', '/account/passkeys?done=removed'),
  },
  'POST /account/passkeys': {
    'a passkey that is none': { path: '/account/passkeys', sends: { name: 'Phone', response: '{}' }, as: 'holder' },
    'a passkey without a name': { path: '/account/passkeys', sends: { name: ' ' }, as: 'holder' },
  },
  'POST /account/passkeys/:id': {
    'no such passkey': {
      path: '/account/passkeys/00000000-0000-4000-8000-000000000000',
      sends: { do: 'remove' },
      as: 'holder',
    },
  },
  ...memberPages,
  'GET /design': { 'the components': get('/design') },
}

/** Addresses that no route answers. */
export const beyondRoutes: Readonly<Record<string, Visit>> = { 'nothing at this address': get('/nowhere') }

/** Every page with its name. */
export const everyPage: readonly (Visit & { name: string; route: string })[] = [
  ...Object.entries(pagesByRoute),
  ['', beyondRoutes] as const,
].flatMap(([route, visits]) => Object.entries(visits).map(([name, visit]) => ({ ...visit, name, route })))

/** The routes that answer with pages, as `GET /law/:id`. */
export function pageRoutes(routes: readonly KnownRoute[]): string[] {
  return routes
    .filter(({ config }) => config?.produces?.includes('text/html'))
    .flatMap(({ methods, url }) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${url}`))
}

/** Routes that do not say what they answer with; by their addresses they are data. */
export function undeclaredRoutes(routes: readonly KnownRoute[]): string[] {
  const isData =
    /^\/(api\/|health\/|metrics$|assets\/|bundles\/|names\/|answer\.(json|pdf)$|service-worker\.js$|manifest\.webmanifest$)/
  return routes.filter(({ url, config }) => config?.produces === undefined && !isData.test(url)).map(({ url }) => url)
}
