// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonValue } from '../json/json.ts'

/** What programs stumble over. */
export const odd: JsonValue[] = [
  ...[null, true, 0, -1, 0.5, 1e21, '', '\u0000', 'a'.repeat(100_000), [], [[]], {}, [null], [{}]],
  ...[{ toString: 1, valueOf: 1 }, { length: 3 }, { constructor: 1 }, ['__proto__'], { id: {} }],
]
/** Every copy of a value in which one place, or the whole, is something else. */
export function* changes(value: JsonValue, other: JsonValue): Generator<JsonValue> {
  yield other
  if (Array.isArray(value))
    for (const [index, one] of value.entries())
      for (const change of changes(one, other)) yield value.with(index, change)
  if (isObject(value))
    for (const [name, one] of Object.entries(value))
      for (const change of changes(one, other)) yield { ...value, [name]: change }
}
