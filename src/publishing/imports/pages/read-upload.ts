// SPDX-License-Identifier: Apache-2.0

import { basename } from 'node:path'
import type { ImportMode } from '../plan/plan.model.ts'

export interface Uploaded {
  file: { name: string; bytes: Uint8Array; tooLarge: boolean } | null
  catalogue: string
  mode: ImportMode
  effective: string
}

/** One part of a form with files. */
type Part =
  | { type: 'field'; fieldname: string; value: unknown }
  | { type: 'file'; fieldname: string; filename: string; file: AsyncIterable<Buffer> & { truncated: boolean } }

/** The fields and the file of a form, whatever the order they come in; null: it was no form with files. */
export async function readUpload(parts: AsyncIterable<Part> | null): Promise<Uploaded> {
  const uploaded: Uploaded = { file: null, catalogue: '', mode: 'batch', effective: '' }
  if (parts === null) return uploaded
  for await (const part of parts) {
    if (part.type === 'field') {
      const value = typeof part.value === 'string' ? part.value.trim() : ''
      if (part.fieldname === 'catalogue') uploaded.catalogue = value
      else if (part.fieldname === 'effective') uploaded.effective = value
      else if (part.fieldname === 'mode') uploaded.mode = value === 'whole' ? 'whole' : 'batch'
      continue
    }
    const pieces: Buffer[] = []
    for await (const piece of part.file) pieces.push(piece)
    const bytes = Buffer.concat(pieces)
    // A form without a file sends one without a name.
    if (part.fieldname !== 'file' || (part.filename === '' && bytes.length === 0)) continue
    const name = basename(part.filename.replaceAll('\\', '/')).slice(0, 200) || 'file'
    uploaded.file = { name, bytes, tooLarge: part.file.truncated }
  }
  return uploaded
}
