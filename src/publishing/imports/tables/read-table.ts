// SPDX-License-Identifier: Apache-2.0
import { type Finding, type FindingCode, finding } from '../finding.model.ts'
import { type Recognise, readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import { openZip } from './read-zip.ts'
import { spreadMerged } from './spread-merged.model.ts'
import { Allowance, type Table, TooMuch, tableLimits } from './table.model.ts'

/** A table from the bytes of an XLSX or CSV file, whatever the file is called; or why it cannot be had. */
export async function readTable(bytes: Uint8Array, recognise: Recognise): Promise<Table | Finding> {
  if (bytes.length > tableLimits.bytes) return finding('file-too-large', { found: megabytes(bytes.length) })
  const other = otherKind(bytes)
  if (other !== null) return finding(other)
  if (!startsWith(bytes, 'PK')) return readCsv(bytes, recognise)
  return readXlsx(bytes)
}

async function readXlsx(bytes: Uint8Array): Promise<Table | Finding> {
  const parts = await openZip(bytes)
  if ('code' in parts) return parts
  if (parts.has('xl/workbook.bin')) return finding('file-binary-excel')
  if (parts.has('content.xml')) return finding('file-open-document')
  if (!parts.has('[Content_Types].xml')) return finding('file-other')
  if (parts.has('word/document.xml') || parts.has('ppt/presentation.xml')) return finding('file-other')
  try {
    const { sheets, from1904 } = await readWorkbook(parts)
    const filled = new Allowance(tableLimits.filled)
    for (const sheet of sheets) spreadMerged(sheet, filled)
    return { format: 'xlsx', sheets, from1904, encoding: null, findings: [] }
  } catch (error) {
    if (error instanceof TooMuch) return finding('file-unpacks-too-large')
    // The zip, the XML or the way its parts name each other: no reader could say more, and Excel offers to mend it.
    return finding('file-broken')
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Pictures, archives and RTF begin so. */
const others = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'Rar!', '7z\xbc\xaf', '\x1f\x8b', '{\\rtf']

/** What the first bytes say of files that are handed in by mistake. */
function otherKind(bytes: Uint8Array): FindingCode | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (bytes.length === 0 || start.trim() === '') return 'file-empty'
  if (start.startsWith('\xd0\xcf\x11\xe0')) return isEncrypted(bytes) ? 'file-encrypted' : 'file-old-excel'
  if (start.startsWith('%PDF')) return 'file-pdf'
  if (/^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|table|meta|style|div)/i.test(start)) return 'file-web-page'
  if (/^(\xef\xbb\xbf)?\s*<\?xml/i.test(start)) return /<(html|table)/i.test(start) ? 'file-web-page' : 'file-other'
  if (others.some((mark) => start.startsWith(mark))) return 'file-other'
  return null
}

/** A workbook with a password is an old container around a part of this name. */
function isEncrypted(bytes: Uint8Array): boolean {
  const name = Buffer.from('EncryptedPackage', 'utf16le')
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name)
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((letter, at) => bytes[at] === letter.charCodeAt(0))
}
