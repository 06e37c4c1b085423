// SPDX-License-Identifier: Apache-2.0
import { assess, type Compiled, nextTurn } from '@passerelle/recognition'
import { recordAct } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { type LoadedLaw, lawShelf } from '../../finder/index.ts'
import { wholes } from '../snapshot/read-holders.ts'
import { personOf, type WholeHolder } from '../snapshot/take-rows.ts'
import { holdersEvenGone } from '../snapshot/workforce.store.ts'
import { type Cause, differenceOf, type Entitlement, entitledBy } from './compare-entitlements.ts'
import {
  type EvaluatedHolder,
  evaluatedBefore,
  forgetEvaluated,
  standingEntitlements,
  writeEvaluated,
} from './entitlements.store.ts'
import { knownAt } from './known-at.model.ts'
import { beginChunk, type ChunkRow, endChunk, failChunk, takeChunk } from './reevaluations.store.ts'
import { type Post, tellHolders } from './tell-holders.ts'

const nobody = { person: null }
/** Milliseconds of work at a stretch. */
const PAUSE = 10

/**
 * Evaluates the holders of the next chunk, if there is one: what they are entitled to, whom it tells, its entry in the log and that it is
 * done stand in one transaction. Answers whether there was one. What fails is noted with it and tried again later, by whoever comes.
 */
export async function workChunk({ db, ...post }: { db: Db } & Post): Promise<boolean> {
  const chunk = await actingAs(db, nobody, beginChunk)
  if (chunk === null) return false
  try {
    // Before a connection is held, as it may take one.
    const law = await lawShelf(db).take(knownAt(chunk.law))
    const before = chunk.lawBefore === null ? [] : [await lawShelf(db).take(knownAt(chunk.lawBefore))]
    const ground = { chunk, post, laws: [law, ...before], compiled: law.compiledFor(chunk.asOf) }
    await actingAs(db, nobody, (transaction) => workWithin(transaction, ground))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    await actingAs(db, nobody, (acting) => failChunk(acting, chunk, why))
    throw error
  }
  return true
}

interface Ground {
  chunk: ChunkRow
  post: Post
  laws: readonly LoadedLaw[]
  compiled: Compiled
}

async function workWithin(transaction: Db, { chunk, post, laws, compiled }: Ground): Promise<void> {
  const ids = await takeChunk(transaction, chunk)
  if (ids === null) return
  const { authority } = chunk
  const holders = [...wholes(await holdersEvenGone(transaction, authority, ids))]
  const evaluated = await evaluateHolders(transaction, chunk, compiled, holders.filter(mayBeEvaluated))
  await writeEvaluated(transaction, chunk, evaluated)
  await forgetEvaluated(
    transaction,
    authority,
    holders.filter((holder) => !mayBeEvaluated(holder)).map(({ holder }) => holder.id),
  )
  const mayBeTold = new Set(
    holders.filter(({ holder }) => holder.purposes.includes('notice')).map(({ holder }) => holder.id),
  )
  const told = await tellHolders(transaction, {
    ...{ chunk, post, laws },
    evaluated: evaluated.filter(({ holder }) => mayBeTold.has(holder)),
  })
  const figures = {
    evaluated: evaluated.length,
    begun: sum(evaluated, ({ difference }) => difference.begun.length),
    ended: sum(evaluated, ({ difference }) => difference.ended.length),
    ...told,
  }
  await recordAct(transaction, {
    act: 'evaluate-holders',
    authority,
    object: { kind: 'reevaluation', id: `${chunk.reevaluation}/${chunk.number}` },
    actor: null,
    changed: { ...figures },
  })
  await endChunk(transaction, figures)
}

/** Whose data may be used for it. */
const mayBeEvaluated = ({ holder }: WholeHolder): boolean => !holder.removed && holder.purposes.includes('evaluation')

async function evaluateHolders(
  transaction: Db,
  chunk: ChunkRow,
  compiled: Compiled,
  holders: readonly WholeHolder[],
): Promise<EvaluatedHolder[]> {
  const { authority } = chunk
  const ids = holders.map(({ holder }) => holder.id)
  const before = await evaluatedBefore(transaction, authority, ids)
  const stood = await standingEntitlements(transaction, authority, ids)
  const evaluated: EvaluatedHolder[] = []
  let paused = performance.now()
  for (const whole of holders) {
    const { id, changed } = whole.holder
    const cause = causeFor(chunk, before.get(id), changed)
    evaluated.push(evaluateOne({ chunk, compiled, whole, stood: stood.get(id) ?? [], cause }))
    if (performance.now() - paused < PAUSE) continue
    // Whoever else works in this process goes on.
    await new Promise((resolve) => setImmediate(resolve))
    paused = performance.now()
  }
  return evaluated
}

/** What is new to a holder who was never evaluated, or has changed since, comes of that. */
function causeFor({ cause }: ChunkRow, seen: number | undefined, changed: number): Cause {
  if (seen === undefined) return 'first'
  return seen === changed ? cause : 'register'
}

interface One {
  chunk: ChunkRow
  compiled: Compiled
  whole: WholeHolder
  stood: readonly Entitlement[]
  cause: Cause
}

function evaluateOne({ chunk, compiled, whole, stood, cause }: One): EvaluatedHolder {
  const request = { place: chunk.place }
  const person = personOf(whole)
  const { id, changed } = whole.holder
  return {
    ...{ holder: id, changed, cause },
    due: nextTurn(compiled, person, request),
    difference: differenceOf(stood, entitledBy(assess(compiled, person, request))),
  }
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0)
