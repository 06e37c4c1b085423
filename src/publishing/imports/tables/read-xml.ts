// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { Problem } from '../../../kernel/index.ts'

/** What is told of a part while it is read. Names come without their prefix: strict and transitional files differ in it. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

const local = (name: string): string => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name)

/** No part of a workbook comes near it. */
const deepest = 200

/** Reads a part to its end. What is not well-formed throws; entities of the file's own making are not known. */
export async function readXml(stream: Readable, listener: XmlListener): Promise<void> {
  for await (const _ of readXmlPieces(stream, listener));
}

/** The same piece by piece: whoever asks for no more ends it. */
export async function* readXmlPieces(stream: Readable, listener: XmlListener): AsyncGenerator<undefined> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > deepest) throw new Problem('import', `elements are nested deeper than ${deepest}`)
    listener.open(local(name), attributes)
  })
  parser.on('text', (text) => listener.text(text))
  parser.on('cdata', (text) => listener.text(text))
  parser.on('closetag', ({ name }) => {
    depth--
    listener.close(local(name))
  })
  stream.setEncoding('utf8')
  try {
    for await (const piece of stream) {
      parser.write(String(piece))
      yield undefined
    }
    parser.close()
  } finally {
    stream.destroy()
  }
}

/** Characters that XML cannot hold stand as `_x000D_`. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
    : text
