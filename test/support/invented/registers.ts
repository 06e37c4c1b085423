// SPDX-License-Identifier: Apache-2.0
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An identity number that nobody has: the place it names is none. `at`: whose, from 0. */
export function idNumber(at: number): string {
  const birth = new Date(Date.UTC(1960, 0, 1 + (at % 14_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const body = `999999${birth}${String(Math.floor(at / 14_000) % 1000).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

export const registerHead = [
  '姓名',
  '证件类型',
  '证件号码',
  '所在区',
  '资格证书',
  '等级',
  '发证日期',
  '工作开始日期',
  '工作地点',
  '与该资格相关',
]

/** One row of a register: an invented person, a level and a job. */
export const registerRow = (at: number): string[] => [
  `演示${String.fromCharCode(0x4e00 + (at % 5000))}${String.fromCharCode(0x4e00 + (Math.floor(at / 5000) % 5000))}`,
  '居民身份证',
  idNumber(at),
  'XA-N',
  '无',
  'cn-skill/3',
  '2020-03-15',
  '2015-07-01',
  'XA-N',
  '是',
]

/** A register in comma-separated text of so many persons, each with one row. */
export const registerText = (count: number, from = 0): string =>
  [registerHead, ...Array.from({ length: count }, (_, at) => registerRow(from + at))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('')

/** The same in Parquet, in row groups of so many rows. */
export function registerParquet(
  count: number,
  { codec = 'SNAPPY', group = 1000 }: { codec?: Codec; group?: number } = {},
): Buffer {
  const rows = Array.from({ length: count }, (_, at) => registerRow(at))
  const compressors = {
    ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes),
    GZIP: (bytes: Uint8Array) => gzipSync(bytes),
  }
  const columnData = registerHead.map((name, column) => ({
    ...{ name, type: column === 6 ? ('TIMESTAMP' as const) : ('STRING' as const) },
    data: rows.map((row) => (column === 6 ? new Date(`${row[column]}T00:00:00Z`) : row[column])),
  }))
  return Buffer.from(parquetWriteBuffer({ columnData, codec, compressors, rowGroupSize: group }))
}

type Codec = 'UNCOMPRESSED' | 'SNAPPY' | 'ZSTD' | 'GZIP'
