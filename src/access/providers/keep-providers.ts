// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { knowAuthority } from '../authorities/know-authorities.ts'
import { notify } from '../notifications/notify.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { ProviderDeps } from './begin-provider.ts'
import { secretPurpose, takeProvider } from './known-provider.ts'
import { providerFaultOf } from './provider-fault.ts'
import type { Provider, ProviderFault, ProviderForm } from './providers.model.ts'
import {
  addProviderRow,
  changeProviderRow,
  disableProviderRow,
  findKeptProvider,
  listKeptProviders,
  otherKeepers,
} from './providers.store.ts'

const act = 'keep-providers'

/** Those of the authorities for which somebody keeps them. */
export const readProviders = (db: Db, visitor: SignedIn): Promise<Provider[]> =>
  actingAs(db, visitor, listKeptProviders)

/** Null: there is none that they keep. */
export const readProvider = (db: Db, visitor: SignedIn, id: string): Promise<Provider | null> =>
  actingAs(db, visitor, (acting) => findKeptProvider(acting, id))

interface Keeping {
  db: Db
  secrets: Secrets
}

/** Adds a provider; answers its id. */
export function addProvider({ db, secrets }: Keeping, visitor: SignedIn, form: ProviderForm): Promise<string> {
  const { authority, issuer, clientId, clientSecret, names, vouches } = form
  const id = randomUUID()
  const locked = clientSecret === '' ? null : secrets.lock(secretPurpose, id, Buffer.from(clientSecret))
  return actingAs(db, visitor, async (acting) => {
    await addProviderRow(acting, { id, authority, issuer, clientId, clientSecret: locked, names, vouches })
    const object = { kind: 'provider', id }
    await tellOthers(acting, visitor, { id, authority, names }, 'added')
    const changed = { added: true, issuer, clientId, names, vouches, hasSecret: locked !== null }
    await recordAct(acting, { act, authority, object, actor: visitor.person, changed })
    return id
  })
}

/** Changes what may be changed. False: there is none that they keep. */
export function changeProvider(
  { db, secrets }: Keeping,
  visitor: SignedIn,
  id: string,
  { names, vouches, clientSecret }: Pick<ProviderForm, 'names' | 'vouches' | 'clientSecret'>,
): Promise<boolean> {
  const locked = clientSecret === '' ? undefined : secrets.lock(secretPurpose, id, Buffer.from(clientSecret))
  return actingAs(db, visitor, async (acting) => {
    const before = await findKeptProvider(acting, id)
    if (before === null) return false
    await changeProviderRow(acting, id, { names, vouches, clientSecret: locked })
    const object = { kind: 'provider', id }
    const changed = { names, vouches, newSecret: locked !== undefined }
    await tellOthers(acting, visitor, { ...before, names }, vouches === before.vouches ? 'changed' : vouching(vouches))
    await recordAct(acting, { act, authority: before.authority, object, actor: visitor.person, changed })
    return true
  })
}

/** Whoever came by it signs in anew. False: there is none that they keep. */
export function disableProvider(db: Db, visitor: SignedIn, id: string, disabled: boolean): Promise<boolean> {
  return actingAs(db, visitor, async (acting) => {
    const before = await findKeptProvider(acting, id)
    if (before === null) return false
    await disableProviderRow(acting, id, disabled)
    const object = { kind: 'provider', id }
    await tellOthers(acting, visitor, before, disabled ? 'disabled' : 'enabled')
    await recordAct(acting, { act, authority: before.authority, object, actor: visitor.person, changed: { disabled } })
    return true
  })
}

type Done = 'added' | 'changed' | 'vouched' | 'unvouched' | 'enabled' | 'disabled'

const vouching = (vouches: boolean): Done => (vouches ? 'vouched' : 'unvouched')

/** A way in for many: whoever else keeps those of the authority hears of it at once, by mail too. */
async function tellOthers(
  acting: Db,
  visitor: SignedIn,
  { id, authority, names }: Pick<Provider, 'id' | 'authority' | 'names'>,
  done: Done,
): Promise<void> {
  const of = (await knowAuthority(acting, authority))?.names ?? { en: authority, 'zh-CN': authority }
  const args = {
    ...{ done, who: visitor.name, name: names.en, 'name.zh-CN': names['zh-CN'] ?? names.en },
    ...{ authority: of.en, 'authority.zh-CN': of['zh-CN'] ?? of.en },
  }
  const link = `/settings/providers/${id}`
  for (const person of await otherKeepers(acting, authority, visitor.person))
    await notify(acting, { person, kind: 'provider-changed', args, link })
}

/** Whether a sign-in could work: asks the provider. Null: there is none that they keep. */
export async function tryProvider(
  { db, providers, secrets }: ProviderDeps,
  visitor: SignedIn,
  id: string,
): Promise<{ fault: ProviderFault | null; said: string } | null> {
  const found = await actingAs(db, visitor, (acting) => takeProvider(acting, secrets, id, 'any'))
  if (found === null) return null
  try {
    await providers.tryOut(found.known)
    return { fault: null, said: '' }
  } catch (error) {
    return providerFaultOf(error, 'discovery')
  }
}
