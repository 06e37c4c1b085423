// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import type { Db } from '../../src/db/index.ts'
import { sql } from './kysely.ts'

/** Microseconds of processor time: of this process with all its threads, and of the database's process that serves it. */
export interface CpuTime {
  process: number
  /** Null where the system does not tell (only Linux does), or the database runs on another machine. */
  database: number | null
}

/** Reads processor times. The handle must have one connection, or another one does the work. */
export async function cpuMeter(db: Db): Promise<() => CpuTime> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  const pid = rows[0]?.pid ?? 0
  return () => {
    const { user, system } = process.cpuUsage()
    return { process: user + system, database: timeOf(pid) }
  }
}

/** The first number is the time on a processor in nanoseconds, exact, unlike the ticks in `stat`. */
function timeOf(pid: number): number | null {
  try {
    const [spent] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')
    return Number(spent) / 1000
  } catch {
    return null
  }
}

export function spent(before: CpuTime, after: CpuTime): CpuTime {
  const database = after.database === null || before.database === null ? null : after.database - before.database
  return { process: after.process - before.process, database }
}
