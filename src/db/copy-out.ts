// SPDX-License-Identifier: Apache-2.0
import { CompiledQuery, type PostgresCursor, type RawBuilder } from 'kysely'
import type { Connection } from 'pg'
import { type CopyToStreamQuery, to as copyTo } from 'pg-copy-streams'
import { Problem } from '../kernel/problem.ts'
import type { Db } from './handle.ts'

/** What a client tells a query that it runs; the stream takes it, its types do not say so. */
interface Told {
  handleError(error: Error): void
  handleCommandComplete(message: { text: string }): void
  handleReadyForQuery(): void
}

/**
 * What kysely takes for a cursor hands out the bytes of `copy … to stdout` as they come. So COPY runs in the transaction that is handed
 * around, with its walls and its moment.
 */
export class CopyCursor<Row> implements PostgresCursor<Row> {
  private readonly stream: CopyToStreamQuery & Told
  private readonly pieces: AsyncIterator<Row>
  private over = false

  constructor(text: string) {
    this.stream = copyTo(text) as CopyToStreamQuery & Told
    this.pieces = this.stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Row>
  }

  async read(): Promise<Row[]> {
    const { value, done = false } = await this.pieces.next().catch((error: unknown) => {
      this.over = true
      throw error
    })
    this.over = done
    return done ? [] : [value]
  }

  /** Whoever stops early leaves the rest to us: the connection is of use again once it has been read. */
  async close(): Promise<void> {
    while (!this.over) await this.read()
  }

  submit(connection: Connection): void {
    this.stream.submit(connection)
  }

  handleError(error: Error): void {
    this.stream.handleError(error)
  }

  handleCommandComplete(message: { text: string }): void {
    this.stream.handleCommandComplete(message)
  }

  handleReadyForQuery(): void {
    this.stream.handleReadyForQuery()
  }
}

/**
 * Rows of a query in the text form of COPY (PostgreSQL, COPY, Text Format), in pieces that may end anywhere. Nothing else may be asked in
 * the transaction until they are all read. `query`: values are written into it with `sql.lit`.
 */
export async function* copyOut(transaction: Db, query: RawBuilder<unknown>): AsyncGenerator<Buffer> {
  const { sql: text, parameters } = query.compile(transaction)
  if (parameters.length > 0) throw new Problem('internal', 'COPY takes no parameters')
  const copying = CompiledQuery.raw(`copy (${text}) to stdout`)
  for await (const { rows } of transaction.getExecutor().stream<Buffer>(copying, 1)) yield* rows
}
