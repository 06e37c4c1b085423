// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../ui/index.ts'
import type { KnownAuthority } from '../authorities/know-authorities.ts'
import type { MembersDeps } from '../members/members.page.tsx'
import { dayIn } from '../members/present-members.ts'
import { type OwnMembership, readOwnRoles } from '../members/read-members.ts'
import { isRole, roleNames } from '../permissions/roles.model.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { PermissionsView, type ShownAct, type ShownStanding } from './permissions.view.tsx'
import { actsBeyond, actsOf, type ExplainedAct, everyoneMay, explainMatrix, type Grant } from './reasons.model.ts'

/** `/permissions`: who may do what, and why; open to all. */
export function permissionsPage(app: App, { db, baseUrl }: MembersDeps): void {
  const config = { produces: ['text/html'], access: 'public' } as const
  app.get('/permissions', { schema: { hide: true }, config }, async (request, reply) => {
    const asked = fieldOf(request.query, 'role')
    const role = isRole(asked) ? asked : null
    const { signedIn } = request
    const own = signedIn === null ? null : await readOwnRoles(db, signedIn)
    const here = { path: '/permissions', name: 'permissions' }
    const places = signedIn === null ? [here] : areaOf(signedIn)
    return sendAreaPage(request, reply, { baseUrl, places, here: here.path }, (words) => ({
      title: words.t('permissions.title'),
      lead: words.t('permissions.lead'),
      body: (
        <PermissionsView
          words={words}
          own={own === null ? null : presentRoles(words, own)}
          acts={explainMatrix(role).map((act) => presentAct(words, act))}
          roles={roleNames.map((name) => ({ role: name, name: words.t(`role.${name}`) }))}
          role={role ?? ''}
        />
      ),
    }))
  })
}

/** An act as something that somebody may do. */
export function actIn(words: Words, act: string): string {
  const [kind = '', role] = act.split(':')
  return role === undefined
    ? words.t(`permissions.may.${kind}`)
    : words.t('permissions.may.grant', { role: words.t(`role.${role}`) })
}

const presentAct = (words: Words, { act, reason, grants }: ExplainedAct): ShownAct => ({
  id: act.replace(':', '-'),
  title: actIn(words, act),
  why: words.t(`permissions.why.${reason}`),
  lines: grants.map((grant) => grantIn(words, grant)),
})

function grantIn(words: Words, { scope, roles, conditions }: Grant): string {
  const who = everyoneMay(roles)
    ? words.t('permissions.everyone')
    : words.or(roles.map((role) => words.t(`role.${role}`)))
  const where = words.t(`permissions.scope.${scope}`)
  if (conditions.length === 0) return words.t('permissions.grant', { who, where })
  const if_ = words.and(conditions.map((condition) => words.t(`permissions.condition.${condition}`)))
  return words.t('permissions.grant.if', { who, where, if: if_ })
}

/** What everyone may stands under the role of a holder, once; under any other role only what it adds. */
function presentRoles(words: Words, { roles, authorities }: Awaited<ReturnType<typeof readOwnRoles>>): ShownStanding[] {
  const isHolder = roles.some(({ member }) => member.role === 'holder')
  return roles.map((one) => {
    const besides = isHolder && one.member.role !== 'holder'
    const { role, jurisdiction } = one.member
    const acts = !isRole(role) ? [] : besides ? actsBeyond('holder', role, jurisdiction) : actsOf(role, jurisdiction)
    return { ...presentOwn(words, one, authorities), besides, acts: acts.map((act) => actIn(words, act)) }
  })
}

function presentOwn(
  words: Words,
  { member }: OwnMembership,
  authorities: ReadonlyMap<string, KnownAuthority>,
): Pick<ShownStanding, 'title' | 'lines'> {
  const { role, authority, jurisdiction, since, grantedBy } = member
  const known = authority === null ? null : (authorities.get(authority)?.names ?? null)
  const body = known === null ? authority : words.pick(known)
  const name = words.t(`role.${role}`)
  return {
    title: body === null ? name : words.t('members.own.for', { role: name, body }),
    lines: [
      words.t('members.since', { day: dayIn(words, since) }),
      ...(grantedBy === null ? [] : [words.t('members.granted-by', { name: grantedBy })]),
      ...(jurisdiction === null ? [] : [words.t('members.part', { part: jurisdiction })]),
    ],
  }
}
