// SPDX-License-Identifier: Apache-2.0
import { type NotificationName, notify, recordAct, type SignedIn } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { wordsIn } from '../../ui/index.ts'
import type { NominationState } from './nomination.model.ts'
import { handlersOf, type NominationRow } from './nominations.store.ts'

type Known = Pick<NominationRow, 'id' | 'authority' | 'qualification'>

/** Notes in the log what somebody did with a nomination: no text of theirs, and nobody else by name. */
export function record(
  acting: Db,
  { person }: SignedIn,
  { act, row, changed }: { act: string; row: Known; changed: Record<string, unknown> },
): Promise<number> {
  const { id, authority } = row
  return recordAct(acting, { act, authority, object: { kind: 'nomination', id }, actor: person, changed })
}

/** Tells somebody something of a nomination. */
export async function tell(
  acting: Db,
  {
    person,
    kind,
    row,
    link = `/nominations/${row.id}`,
  }: { person: string; kind: NotificationName; row: Known; link?: string },
): Promise<void> {
  await notify(acting, { person, kind, args: { title: row.qualification.name }, link })
}

/** Tells those who handle it, but for who did it. */
export async function tellHandlers(
  acting: Db,
  { person }: SignedIn,
  row: Known,
  kind: NotificationName = 'nomination-work',
): Promise<void> {
  for (const handler of await handlersOf(acting, row.id))
    if (handler !== person) await tell(acting, { person: handler, kind, row })
}

/** Tells the nominator how it stands now, in both languages: theirs is chosen when they read it. */
export async function tellNominator(acting: Db, row: NominationRow, state: NominationState): Promise<void> {
  const [english, chinese] = [wordsIn('en'), wordsIn('zh-CN')].map((words) => words.t(`nomination.state.${state}`))
  const args = { title: row.qualification.name, 'state.en': english ?? '', 'state.zh-CN': chinese ?? '' }
  await notify(acting, { person: row.nominator, kind: 'nomination-moved', args, link: `/nominations/${row.id}` })
}
