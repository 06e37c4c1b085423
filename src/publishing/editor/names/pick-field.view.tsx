// SPDX-License-Identifier: Apache-2.0
import { FormField, type FormFieldProps } from '../../../ui/index.ts'
import type { Named } from './pick.model.ts'

/** A box in which something is searched by its name; `list` is the id of its `NameList`. */
export function PickField({ list, ...field }: Omit<FormFieldProps, 'type' | 'rows'> & { list: string }) {
  return <FormField {...field} list={list} autocomplete="off" />
}

/** What may be picked in the boxes that name this list: the name, with the id beside it. */
export function NameList({ id, names }: { id: string; names: readonly Named[] }) {
  return (
    <datalist id={id}>
      {names.map((one) => (
        <option value={one.name === one.id ? one.id : `${one.name} (${one.id})`} />
      ))}
    </datalist>
  )
}
