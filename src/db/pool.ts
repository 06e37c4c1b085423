// SPDX-License-Identifier: Apache-2.0
import pg from 'pg'
import { appRole } from './acting.ts'

/** The most connections one process opens: half of what the embedded PostgreSQL takes. */
const poolSize = 10

/** Dates stay text, because a calendar date has no zone; bigint becomes a number, because nothing here counts past 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser(id, format) {
    if (format !== 'binary') {
      if (id === pg.types.builtins.DATE) return (text: string) => text
      if (id === pg.types.builtins.INT8) return Number
    }
    return pg.types.getTypeParser(id, format)
  },
}

/**
 * Works as a role that owns nothing, so that row-level security holds for it. The role is part of opening a connection: where it is
 * missing or refused there is no connection, rather than one with the powers of the owner.
 */
export function createAppPool(config: pg.PoolConfig, onError: (error: Error) => void): pg.Pool {
  return createPool({ ...config, options: `-c role=${appRole}` }, onError)
}

/** `onError` hears of connections that break while nobody uses them; the pool replaces these by itself. */
export function createPool(config: pg.PoolConfig, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ max: poolSize, application_name: 'passerelle', types, ...config })
  // A session that is told to end while we are ending it is no news.
  pool.on('error', (error) => (pool.ending ? undefined : onError(error)))
  return pool
}
