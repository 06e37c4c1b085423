// SPDX-License-Identifier: Apache-2.0
// One process: certificates as JWTs issued and verified by the package, and in turns the same signatures and digests by
// node:crypto alone. Prints one line of JSON: microseconds of processor time an operation.
import { median } from '../result.ts'
import { sdJwtWorks } from './sd-jwt-works.ts'
import { vcJwtWorks } from './vc-jwt-works.ts'
import type { JoseFigures, JoseLine, Work } from './work.ts'

function used(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** The median over blocks; ours, raw and the peer in turns. */
async function measure({ size, ours, raw, direct, peer, text }: Work, blocks: number): Promise<JoseFigures> {
  const found: Record<'ours' | 'raw' | 'direct' | 'peer', number[]> = { ours: [], raw: [], direct: [], peer: [] }
  for (let block = 0; block < blocks; block++) {
    const moments = [used()]
    for (let index = 0; index < size; index++) await ours(index)
    moments.push(used())
    for (let index = 0; index < size; index++) raw(index)
    moments.push(used())
    for (let index = 0; index < size; index++) direct(index)
    moments.push(used())
    if (peer !== null) for (let index = 0; index < size; index++) await peer(index)
    moments.push(used())
    for (const [index, side] of (['ours', 'raw', 'direct', 'peer'] as const).entries())
      found[side].push(((moments[index + 1] as number) - (moments[index] as number)) / size)
  }
  const { ours: mine, raw: alone } = found
  return {
    ours: median(mine),
    raw: median(alone),
    direct: median(found.direct),
    peer: peer === null ? null : median(found.peer),
    size: text.length,
  }
}

const line: JoseLine = {}
for (const work of [...(await vcJwtWorks('Ed25519')), ...(await vcJwtWorks('ES256')), ...(await sdJwtWorks())]) {
  await measure(work, 10)
  line[work.name] = await measure(work, 30)
}
process.stdout.write(`${JSON.stringify(line)}\n`)
