// SPDX-License-Identifier: Apache-2.0
import type { ExportPart } from './export-person.ts'

/** Everything about a person as one JSON document, written part by part. */
export async function* exportJson(parts: AsyncIterable<ExportPart>, person: string): AsyncGenerator<string> {
  yield `{"person":${JSON.stringify(person)},"made_at":${JSON.stringify(new Date().toISOString())},"kept":{`
  let [tables, entries, inLog] = [0, 0, false]
  for await (const part of parts) {
    if ('table' in part) {
      const { name, purpose, ground, retained } = part.table
      const about = { purpose, ground, retained: retained?.lasting ?? 'account', rows: part.rows }
      yield `${tables++ === 0 ? '' : ','}\n${JSON.stringify(name)}:${JSON.stringify(about)}`
      continue
    }
    if (!inLog) yield '},\n"log":['
    inLog = true
    for (const entry of part.log) yield `${entries++ === 0 ? '' : ','}\n${JSON.stringify(entry)}`
  }
  yield inLog ? ']}\n' : '}}\n'
}
