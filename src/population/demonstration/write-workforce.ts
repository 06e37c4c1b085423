// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Workforce } from '../columns/workforce.ts'
import { writeSnapshot } from '../columns/write-snapshot.ts'
import { aboutWorkforce } from './about-workforce.ts'
import type { AskedWorkforce } from './asked-workforce.model.ts'
import { Invention, STREAM } from './invent-workforce.ts'
import { registerHead, registerRows } from './register-csv.ts'

export interface Written {
  holders: number
  credentials: number
  jobs: number
}

export const written = ({ persons, records, jobs }: Workforce): Written => ({
  holders: persons,
  credentials: records,
  jobs,
})

/** One part after the other, each with how many holders stand before it: no more than one is in memory. */
export function* parts(asked: AskedWorkforce, from = 0): Generator<{ first: number; part: Workforce }> {
  const invention = new Invention(asked)
  for (let first = from; first < asked.holders; first += STREAM)
    yield { first, part: invention.part(first, Math.min(first + STREAM, asked.holders)) }
}

export const sum = (one: Written, other: Written): Written => ({
  holders: one.holders + other.holders,
  credentials: one.credentials + other.credentials,
  jobs: one.jobs + other.jobs,
})

const nobody: Written = { holders: 0, credentials: 0, jobs: 0 }

/** As columns, in one file. */
export async function writeColumns(asked: AskedWorkforce, out: string): Promise<Written> {
  const workforce = new Invention(asked).part(0, asked.holders)
  await writeSnapshot(out, workforce, { about: aboutWorkforce(asked) })
  await writeAbout(asked, out)
  return written(workforce)
}

/** As a register that `import workforce` reads. */
export async function writeRegister(asked: AskedWorkforce, out: string): Promise<Written> {
  let done = nobody
  const lines = function* (): Generator<string> {
    let facts: string[] | null = null
    for (const { first, part } of parts(asked)) {
      if (facts === null) {
        facts = part.facts.map(({ fact }) => fact)
        yield registerHead(facts)
      }
      yield* gathered(registerRows(part, { first, home: asked.place.slice(0, 2), facts }))
      done = sum(done, written(part))
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(out))
  await writeAbout(asked, out)
  return done
}

const PIECE = 1 << 16

function* gathered(lines: Iterable<string>): Generator<string> {
  let text = ''
  for (const line of lines) {
    text += line
    if (text.length < PIECE) continue
    yield text
    text = ''
  }
  yield text
}

const writeAbout = (asked: AskedWorkforce, out: string): Promise<void> =>
  writeFile(`${out}.about.json`, `${JSON.stringify(aboutWorkforce(asked), null, 2)}\n`)
